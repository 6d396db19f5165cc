"""The owner of the desk sees what was learned, and takes it back."""

from bot.views import learned
from bot.views.learned import MOST, Learned


def lesson(number: int = 1, helped: bool = True) -> Learned:
    return Learned(f"lesson-{number}", f"question {number}", "The VPN drops", helped, "today")


def test_a_lesson_says_what_was_asked_and_what_became_of_it() -> None:
    assert "“question 1” is answered by “The VPN drops” (today)" in learned.render([lesson()]).text
    assert "is *not* answered by" in learned.render([lesson(helped=False)]).text


def test_each_lesson_can_be_taken_back() -> None:
    shown = learned.render([lesson(1), lesson(2)])
    buttons = [block["accessory"] for block in shown.blocks if "accessory" in block]
    assert [learned.read(each) for each in buttons] == ["lesson-1", "lesson-2"]


def test_only_so_many_are_shown() -> None:
    shown = learned.render([lesson(number) for number in range(MOST + 5)])
    assert len(shown.blocks) == MOST + 1


def test_nothing_learned_is_said_so() -> None:
    assert learned.render([]).text.startswith("Nothing has been learned yet")
