"""An explanation, as the agent who asked for it reads it."""

from bot.insight.explain import Explanation
from bot.insight.section import Section
from bot.views import why
from tests.builders import DANA, PRIYA
from tests.views.shown import check_message, words_of


def explanation(*lines: str, times: int = 1) -> Explanation:
    return Explanation("HD-12", "Europe/Berlin", frozenset({DANA}), (Section("Segment: revenue", lines),) * times)


def test_it_says_in_which_zone_times_are_told() -> None:
    assert words_of(why.render(explanation()).blocks).startswith("*Why HD-12* (times in Europe/Berlin)")


def test_every_section_has_its_lines() -> None:
    assert "*Segment: revenue*\n• Why: @sales.\n• Decided then." in words_of(
        why.render(explanation("Why: @sales.", "Decided then.")).blocks
    )


def test_people_who_acted_are_mentioned() -> None:
    assert f"• claimed by <@{DANA}>." in words_of(why.render(explanation(f"claimed by @{DANA}.")).blocks)


def test_channels_that_were_told_are_linked() -> None:
    shown = why.render(Explanation("HD-12", "UTC", frozenset({"C0SENIOR"}), (Section("Warnings", ("to #C0SENIOR.",)),)))
    assert "• to <#C0SENIOR>." in words_of(shown.blocks)


def test_nobody_else_is_mentioned() -> None:
    assert f"• Title: “@{PRIYA}”" in words_of(why.render(explanation(f"Title: “@{PRIYA}”")).blocks)


def test_a_section_that_is_too_long_says_that_it_goes_on() -> None:
    shown = why.render(explanation(*("line " * 50,) * 30))
    check_message(shown)
    assert words_of(shown.blocks).endswith("• …")


def test_sections_that_do_not_fit_are_counted() -> None:
    shown = why.render(explanation("line", times=60))
    check_message(shown)
    assert "15 more sections do not fit here." in words_of(shown.blocks)


def test_read_aloud_it_tells_the_whole() -> None:
    assert why.render(explanation("Why: @sales.")).text == "Why HD-12. Segment: revenue: Why: @sales."
