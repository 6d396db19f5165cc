"""The owner of the desk sees what was learned, and takes it back."""

from collections.abc import Sequence

from bot.views import learned
from bot.views.learned import MOST, Learned, Lessons
from bot.views.shown import Shown


def lesson(number: int = 1, helped: bool = True) -> Learned:
    return Learned(f"lesson-{number}", f"question {number}", "The VPN drops", "vpn-drops", helped, "today")


def render(newest: Sequence[Learned], more: int = 0, slug: str = "") -> Shown:
    return learned.render(Lessons(newest, len(newest) + more, slug))


def test_a_lesson_says_what_was_asked_and_what_became_of_it() -> None:
    assert "“question 1” is answered by “The VPN drops” (`vpn-drops`, today)" in render([lesson()]).text
    assert "is *not* answered by" in render([lesson(helped=False)]).text


def test_each_lesson_can_be_taken_back() -> None:
    shown = render([lesson(1), lesson(2)])
    buttons = [block["accessory"] for block in shown.blocks if "accessory" in block]
    assert [learned.read(each) for each in buttons] == ["lesson-1", "lesson-2"]


def test_only_so_many_are_shown() -> None:
    shown = render([lesson(number) for number in range(MOST + 5)])
    assert len(shown.blocks) == MOST + 1


def test_nothing_learned_is_said_so() -> None:
    assert render([]).text.startswith("Nothing has been learned yet")


def test_it_is_said_how_many_more_there_are_and_how_to_see_them() -> None:
    text = render([lesson()], more=30).text
    assert "There are 30 more: `/desk learned vpn-drops` shows those of that article alone." in text


def test_when_all_are_shown_no_more_are_spoken_of() -> None:
    assert "more" not in render([lesson()]).text


def test_of_one_article_more_are_shown_than_of_all() -> None:
    shown = render([lesson(number) for number in range(MOST + 5)], slug="vpn-drops")
    assert len(shown.blocks) == MOST + 6
    assert "lessons of “vpn-drops”" in shown.text


def test_of_the_oldest_of_one_article_it_is_said_how_to_come_to_them() -> None:
    assert "30 more: they move up when some of these are taken back" in render([lesson()], 30, "vpn-drops").text


def test_an_article_of_which_nothing_is_learned_is_named() -> None:
    assert render([], slug="fax").text == "Nothing is learned of an article “fax”."
