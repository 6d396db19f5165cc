"""What somebody reads who asks what others have asked before."""

from datetime import timedelta

import pytest

from bot.tickets.request import RequestState
from bot.tickets.ticket import Status
from bot.views import same_report
from bot.views.same_report import SameReport
from tests.builders import DANA, PRIYA, make_file, make_request, make_ticket
from tests.views.shown import buttons_of, check_message, words_of

BEN = "U0BEN"


def report(state: RequestState = RequestState.OFFERED, status: Status = Status.OPEN) -> SameReport:
    """Priya and Tom have reported it, Uma waits for it, and now Ben asks the same."""
    file = make_file({"status": status}, joined=(make_ticket(id=13, requester_id="U0TOM"),), waiting=("U0UMA",))
    return SameReport(make_request(requester_id=BEN, state=state), file, timedelta(minutes=10))


def test_the_question_says_how_many_others_and_nobodys_name() -> None:
    shown = same_report.render(report())
    assert "3 others have reported the same since" in shown.text
    assert "<@" not in words_of(shown.blocks)
    assert list(buttons_of(shown.blocks)) == ["Yes, it is the same", "No, mine is different"]


@pytest.mark.parametrize(
    ("by", "said"), [(BEN, "Somebody else has reported the same since"), (PRIYA, "You have reported the same since")]
)
def test_when_the_others_were_taken_out_again_nobody_is_counted_twice(by: str, said: str) -> None:
    alone = SameReport(make_request(requester_id=by, state=RequestState.JOINED), make_file(), timedelta(minutes=10))
    assert said in same_report.render(alone).text


def test_those_of_the_ticket_that_it_was_joined_to_are_not_counted() -> None:
    file = make_file(joined_to=make_ticket(id=14), main_key="HD-14")
    asked = SameReport(make_request(requester_id=BEN, state=RequestState.JOINED), file, timedelta(minutes=10))
    assert "Others have reported the same since" in same_report.render(asked).text


def test_the_question_says_what_silence_brings() -> None:
    assert "If I hear nothing within 10 minutes, I open a ticket for you." in words_of(
        same_report.render(report()).blocks
    )


def test_whoever_waits_can_still_have_a_ticket() -> None:
    assert list(buttons_of(same_report.render(report(RequestState.JOINED)).blocks)) == ["I still need help"]


@pytest.mark.parametrize("state", [RequestState.HANDED_OVER, RequestState.LAPSED])
def test_what_is_settled_asks_nothing(state: RequestState) -> None:
    assert list(buttons_of(same_report.render(report(state)).blocks)) == []


def test_once_solved_the_question_points_below_and_has_no_buttons() -> None:
    shown = same_report.render(report(RequestState.JOINED, Status.SOLVED))
    assert (words_of(shown.blocks), list(buttons_of(shown.blocks))) == (
        ":white_check_mark: It was solved, as you read below.",
        [],
    )


def test_a_solution_tells_who_speaks_and_offers_a_ticket() -> None:
    shown = same_report.render_solved(make_request(state=RequestState.JOINED), DANA, "It *runs* again, <!channel>")
    check_message(shown)
    assert "<@U0DANA> answers:" in words_of(shown.blocks)
    assert "<!channel>" not in words_of(shown.blocks)
    assert list(buttons_of(shown.blocks)) == ["I still need help"]


def test_whoever_has_a_ticket_by_then_is_offered_none() -> None:
    shown = same_report.render_solved(make_request(state=RequestState.HANDED_OVER), DANA, "It runs again")
    assert list(buttons_of(shown.blocks)) == []
