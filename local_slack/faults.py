"""What goes wrong on demand between the app and the Web API."""

from dataclasses import dataclass, field
from typing import Literal

from local_slack.state import Json


@dataclass
class Fault:
    """Strikes the calls of one method (or of all: "*") whose arguments hold what `match` holds, a number of times.

    `delay` and `hold` are in seconds of real time, before the call has its effect and after. `status`, `error` and
    `body` come in place of an answer, and the call has no effect. A call that is dropped "before" has none either; one
    dropped "after" has its effect and the app never learns of it. A fault with none of these only takes its time.
    """

    method: str = "*"
    match: Json = field(default_factory=dict)
    times: int = 1
    status: int | None = None
    error: str | None = None
    retry_after: int | None = None
    delay: float = 0.0
    hold: float = 0.0
    drop: Literal["before", "after"] | None = None
    body: Literal["html", "malformed"] | None = None

    def strikes(self, method: str, arguments: Json) -> bool:
        same = all(str(arguments.get(name)) == str(value) for name, value in self.match.items())
        return self.times > 0 and self.method in ("*", method) and same


class FaultBook:
    """The faults that still have to strike, in the order they were entered."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._faults.append(fault)

    def clear(self) -> None:
        self._faults.clear()

    def take(self, method: str, arguments: Json) -> Fault | None:
        """The fault that strikes this call, used up by one."""
        for fault in self._faults:
            if fault.strikes(method, arguments):
                fault.times -= 1
                return fault
        return None
