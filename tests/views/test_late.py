"""What a lead reads after a time in which the desk could tell nobody."""

from datetime import timedelta

from bot.sla.clock import Phase
from bot.views import late
from tests.builders import NOON, make_clock, make_file
from tests.views.shown import words_of

LATER = make_file(now=NOON + timedelta(hours=2))
BROKEN = make_clock(state=Phase.BREACHED)


def test_it_lists_the_promises() -> None:
    words = words_of(late.render([(LATER, BROKEN)] * 2, 2, 2).blocks).splitlines()
    assert words[0].startswith(":alarm_clock: *2 promises ran out, or are about to, while I could not tell you.*")
    assert words[1] == "• P3 · :red_circle: *HD-12*: the first response is overdue since 14:00 today."


def test_a_long_list_says_how_many_are_left_out() -> None:
    assert words_of(late.render([(LATER, BROKEN)] * 15, 40, 30).blocks).splitlines()[-1] == "… and 25 more."


def test_read_aloud_it_says_where_they_are() -> None:
    assert late.render([(LATER, BROKEN)] * 2, 2, 2).text.endswith("They are in this thread.")


def test_of_a_crowd_only_some_have_their_buttons_there() -> None:
    assert late.render([(LATER, BROKEN)] * 15, 40, 30).text.endswith(
        "The oldest 30 are in this thread, the others in their teams’ channels."
    )
