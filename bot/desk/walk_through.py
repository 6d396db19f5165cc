"""The requester goes through the steps of an article, one at a time."""

from bot.desk import keep_ledger
from bot.desk.announce import show_progress
from bot.desk.desk import Desk
from bot.desk.lapse import await_answer
from bot.desk.roles import Actor, check_requester
from bot.desk.still_need_help import escalate
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.tickets.ledger import EntryKind, steps_done
from bot.tickets.request import Request, RequestState


async def step_done(desk: Desk, actor: Actor, request_id: str, step: int) -> None:
    """The next step is shown; a step that was pressed twice is done once."""
    await desk.transact(lambda tx: _done(tx, desk, actor, request_id, step))


async def step_failed(desk: Desk, actor: Actor, request_id: str, step: int) -> None:
    """The request becomes a ticket that tells the agent which step it was."""
    await desk.transact(lambda tx: _failed(tx, desk, actor, request_id, step))


def _done(tx: Tx, desk: Desk, actor: Actor, request_id: str, step: int) -> None:
    request = _guided(tx, desk, actor, request_id)
    if step == steps_done(tx.ledger_of(request_id)) + 1:
        keep_ledger.enter(tx, desk, request_id, EntryKind.STEP_DONE, step=step)
        await_answer(tx, desk, request_id)
        show_progress(tx, request, step)


def _failed(tx: Tx, desk: Desk, actor: Actor, request_id: str, step: int) -> None:
    request = _guided(tx, desk, actor, request_id)
    keep_ledger.enter(tx, desk, request_id, EntryKind.STEP_FAILED, step=step)
    escalate(tx, desk, request)


def _guided(tx: Tx, desk: Desk, actor: Actor, request_id: str) -> Request:
    """Raises a Refusal when these steps are not to be gone on with."""
    request = tx.request(request_id)
    check_requester(actor, request.requester_id)
    ticket = tx.ticket_of(request_id)
    if ticket is not None:
        raise Refusal(f"{desk.key(ticket.number)} is open for this already. Write in its thread to add something.")
    if request.state is not RequestState.OFFERED:
        raise Refusal("These steps are over. If you need them again, just ask me once more.")
    return request
