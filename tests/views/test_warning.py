"""What a lead reads before a promise is broken."""

from datetime import timedelta

import pytest

from bot.errors import Refusal
from bot.sla.clock import Phase
from bot.sla.target import Metric
from bot.tickets.ticket import Status
from bot.views import warning
from tests.builders import DANA, LENA, NOON, make_clock, make_file
from tests.views.shown import buttons_of, words_of


def test_it_says_which_promise_is_due_when() -> None:
    shown = warning.render(make_file(now=NOON + timedelta(minutes=45)), make_clock())
    first = words_of(shown.blocks).splitlines()[0]
    assert first == ":warning: *HD-12*: the first response is due by 14:00 today, in 15 minutes."


def test_it_says_who_has_it_and_what_it_is() -> None:
    words = words_of(warning.render(make_file({"status": Status.CLAIMED, "assignee_id": DANA}), make_clock()).blocks)
    assert "Claimed · <@U0DANA> · the Network team · P3 · Revenue &amp; compliance · VPN" in words


def test_it_quotes_what_was_asked() -> None:
    words = words_of(warning.render(make_file(), make_clock()).blocks)
    assert "<@U0PRIYA> asked:\n> My VPN drops every hour" in words


def test_read_aloud_it_tells_the_promise_and_the_question() -> None:
    text = warning.render(make_file(now=NOON + timedelta(minutes=45)), make_clock()).text
    assert text == "HD-12: the first response is due by 14:00 today, in 15 minutes. My VPN drops every hour"


def test_a_broken_promise_is_overdue_since_its_deadline() -> None:
    shown = warning.render(make_file(now=NOON + timedelta(hours=2)), make_clock(state=Phase.BREACHED))
    assert ":red_circle: *HD-12*: the first response is overdue since 14:00 today." in words_of(shown.blocks)


def test_a_paused_promise_is_not_due() -> None:
    paused = make_clock(metric=Metric.RESOLUTION, state=Phase.PAUSED, due_at=None)
    assert "the resolution is not due at the moment." in warning.render(make_file(), paused).text


def test_a_lead_can_take_reassign_or_snooze() -> None:
    shown = buttons_of(warning.render(make_file(), make_clock()).blocks)
    assert list(shown) == ["Take", "Reassign", "Snooze"]
    assert [each["action_id"] for each in shown.values()] == [warning.TAKE, warning.REASSIGN, warning.SNOOZE]


def test_what_is_overdue_cannot_be_snoozed() -> None:
    late = make_clock(due_at=NOON - timedelta(minutes=1))
    assert list(buttons_of(warning.render(make_file(), late).blocks)) == ["Take", "Reassign"]


def test_every_button_carries_ticket_and_clock() -> None:
    shown = buttons_of(warning.render(make_file(), make_clock(id="c0ffee")).blocks)
    assert {warning.read(each) for each in shown.values()} == {(12, "c0ffee")}


@pytest.mark.parametrize("value", ["12", ":c0ffee", "12:", ""])
def test_a_button_that_carries_less_is_refused(value: str) -> None:
    with pytest.raises(Refusal):
        warning.read({"value": value})


def test_once_settled_it_says_what_happened_and_has_no_buttons() -> None:
    shown = warning.render(make_file(), make_clock(), settled=f"<@{LENA}> gave it to <@{DANA}>.")
    assert words_of(shown.blocks).startswith("*HD-12*: <@U0LENA> gave it to <@U0DANA>.\nFirst response due 14:00 today")
    assert buttons_of(shown.blocks) == {}


def test_a_solved_ticket_needs_no_lead() -> None:
    assert buttons_of(warning.render(make_file({"status": Status.SOLVED}), make_clock()).blocks) == {}
