"""The forms: what they ask, and what comes back of what was typed into them."""

from typing import Any

import pytest

from bot.errors import Refusal
from bot.routing.priority import Level
from bot.views import form, help_form, reassign, reply, solve, transfer
from bot.views.form import InvalidForm
from bot.views.help_form import HelpForm
from bot.views.reassign import ReassignForm
from bot.views.reply import ReplyForm
from bot.views.solve import SolveForm
from bot.views.transfer import TransferForm
from tests.builders import DANA, LENA, PRIYA, make_file
from tests.views.shown import answered, check_modal, chosen, typed, words_of

POOLS = [("network", "Network"), ("identity", "Identity")]
AGENTS = [(DANA, "Dana Ito"), (LENA, "Lena Berg"), (PRIYA, "Priya Raman")]
TICKED = {"type": "checkboxes", "selected_options": [{"value": "yes"}]}


def options_of(view: dict[str, Any], name: str) -> list[str]:
    block = next(block for block in view["blocks"] if block.get("block_id") == name)
    return [option["value"] for option in block["element"]["options"]]


def test_a_reply_comes_back_with_its_ticket() -> None:
    view = answered(reply.modal(make_file()), text=typed("Try again"))
    assert reply.read(view) == ReplyForm(12, "Try again", wait=False)


def test_a_reply_can_ask_to_wait() -> None:
    view = answered(reply.modal(make_file()), text=typed("Try again"), wait=TICKED)
    assert reply.read(view).wait


def test_a_reply_without_words_is_sent_back() -> None:
    with pytest.raises(InvalidForm) as refused:
        reply.read(answered(reply.modal(make_file()), text=typed(None)))
    assert refused.value.errors == {"text": "Write an answer first: it goes to the requester."}


def test_a_reply_shows_what_it_answers() -> None:
    assert "*HD-12*, asked by <@U0PRIYA>:\n> My VPN drops every hour" in words_of(reply.modal(make_file())["blocks"])


def test_words_written_elsewhere_can_be_sent() -> None:
    view = reply.send_modal(make_file(), "Try again")
    check_modal(view)
    assert view["blocks"][1]["element"]["initial_value"] == "Try again"
    assert reply.read(answered(view, text=typed("Try again"))).number == 12


def test_words_that_are_too_long_for_a_form_are_cut() -> None:
    initial = reply.send_modal(make_file(), "x" * 5_000)["blocks"][1]["element"]["initial_value"]
    assert len(initial) == form.MOST_TYPED
    assert initial.endswith("…")


def test_a_solution_comes_back_with_its_ticket() -> None:
    assert solve.read(answered(solve.modal(make_file()), note=typed("New profile"))) == SolveForm(12, "New profile")


def test_a_solution_needs_a_word_to_the_requester() -> None:
    with pytest.raises(InvalidForm) as refused:
        solve.read(answered(solve.modal(make_file()), note=typed("")))
    assert list(refused.value.errors) == ["note"]


def test_a_transfer_goes_to_another_pool() -> None:
    assert options_of(transfer.modal(make_file(), POOLS), "pool") == ["identity"]


def test_a_transfer_comes_back_with_pool_and_reason() -> None:
    view = answered(transfer.modal(make_file(), POOLS), pool=chosen("identity"), reason=typed("It is the password"))
    assert transfer.read(view) == TransferForm(12, "identity", "It is the password")


@pytest.mark.parametrize(
    ("inputs", "missing"),
    [({"reason": typed("It is the password")}, "pool"), ({"pool": chosen("identity")}, "reason")],
)
def test_a_transfer_needs_a_pool_and_a_reason(inputs: dict[str, Any], missing: str) -> None:
    with pytest.raises(InvalidForm) as refused:
        transfer.read(answered(transfer.modal(make_file(), POOLS), **inputs))
    assert list(refused.value.errors) == [missing]


def test_with_one_pool_there_is_nothing_to_send() -> None:
    view = transfer.modal(make_file(), POOLS[:1])
    check_modal(view)
    assert "submit" not in view


def test_a_ticket_is_given_to_somebody_else_than_who_has_it_or_asked() -> None:
    assert options_of(reassign.modal(make_file({"assignee_id": DANA}), AGENTS), "agent") == [LENA]


def test_a_reassignment_comes_back_with_the_agent() -> None:
    view = answered(reassign.modal(make_file(), AGENTS), agent=chosen(LENA))
    assert reassign.read(view) == ReassignForm(12, LENA)


def test_a_reassignment_needs_an_agent() -> None:
    with pytest.raises(InvalidForm):
        reassign.read(answered(reassign.modal(make_file(), AGENTS)))


def test_with_nobody_else_there_is_nothing_to_send() -> None:
    view = reassign.modal(make_file({"assignee_id": DANA}), AGENTS[:1])
    check_modal(view)
    assert "submit" not in view


def test_a_request_comes_back_with_impact_and_urgency() -> None:
    view = answered(help_form.modal(), text=typed("VPN drops"), impact=chosen("high"), urgency=chosen("low"))
    assert help_form.read(view) == HelpForm("VPN drops", Level.HIGH, Level.LOW)


def test_impact_and_urgency_may_be_left_open() -> None:
    assert help_form.read(answered(help_form.modal(), text=typed("VPN drops"))) == HelpForm("VPN drops", None, None)


@pytest.mark.parametrize("words", [None, "", " \n\t"])
def test_a_request_needs_words(words: str | None) -> None:
    with pytest.raises(InvalidForm) as refused:
        help_form.read(answered(help_form.modal(), text=typed(words)))
    assert refused.value.errors == {"text": "Say in a few words what you need."}


def test_a_request_can_begin_with_what_is_known() -> None:
    assert help_form.modal("VPN drops")["blocks"][0]["element"]["initial_value"] == "VPN drops"


def test_a_form_of_a_ticket_that_is_not_named_is_refused() -> None:
    view = answered(reply.modal(make_file()), text=typed("Try again")) | {"private_metadata": ""}
    with pytest.raises(Refusal):
        reply.read(view)


def test_a_form_answered_in_part_has_no_answer() -> None:
    view = {"private_metadata": "12", "state": {"values": {}}}
    with pytest.raises(InvalidForm):
        reply.read(view)


def test_the_reasons_of_a_refused_form_can_be_read() -> None:
    assert str(InvalidForm({"text": "Say more."})) == "Say more."
