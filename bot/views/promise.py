"""What has been promised for a ticket and not been kept yet, in words."""

from collections.abc import Iterable
from datetime import UTC, datetime

from bot.sla.clock import Clock, Phase
from bot.sla.target import Metric
from bot.views.ticket_file import TicketFile
from bot.views.times import when

_NEVER = datetime.max.replace(tzinfo=UTC)
_ANSWERS = (Metric.FIRST_RESPONSE, Metric.NEXT_RESPONSE)


def open_promises(file: TicketFile) -> list[Clock]:
    """The clocks that somebody still waits for, the first due first; those that stand still come last."""
    waiting = [clock for clock in file.clocks if clock.fulfilled_at is None and clock.state is not Phase.CANCELLED]
    return sorted(waiting, key=lambda clock: clock.due_at or _NEVER)


def next_promise(file: TicketFile) -> Clock | None:
    """The clock that is due first."""
    return _first(open_promises(file))


def next_due(file: TicketFile) -> datetime:
    """When that is; later than everything when nothing is due."""
    clock = next_promise(file)
    return clock.due_at if clock and clock.due_at else _NEVER


def promised_answer(file: TicketFile) -> Clock | None:
    """The clock of the answer that the requester waits for."""
    return _first(clock for clock in open_promises(file) if clock.metric in _ANSWERS)


def promised_solution(file: TicketFile) -> Clock | None:
    return _first(clock for clock in open_promises(file) if clock.metric is Metric.RESOLUTION)


def is_late(file: TicketFile, clock: Clock) -> bool:
    return clock.state is Phase.BREACHED or (clock.due_at is not None and clock.due_at < file.now)


def name(clock: Clock) -> str:
    """What agents call it: "first response"."""
    return clock.metric.replace("_", " ")


def due(file: TicketFile, clock: Clock) -> str:
    """When the clock is due, for agents: "first response due 15:40 today"."""
    if clock.due_at is None:
        return f"{name(clock)}: paused"
    words = "was due" if is_late(file, clock) else "due"
    return f"{name(clock)} {words} {when(clock.due_at, file.zone, file.now)}"


def _first(clocks: Iterable[Clock]) -> Clock | None:
    return next((clock for clock in clocks if clock.due_at is not None), None)
