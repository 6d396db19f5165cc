"""Keeps the workspace as it is and brings it back later."""

import copy

from local_slack.state import Happening, Json, State

FOUNDED = "founded"  # the workspace as it was at the start
_NOT_KEPT = ("clock", "base_url", "socket_tickets", "_listeners", "_numbers")  # an id is never given twice


class Snapshots:
    """In memory, by name. The clock and the connections are not part of a snapshot."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._kept: dict[str, Json] = {}
        self.take(FOUNDED)

    def take(self, name: str) -> None:
        contents = {key: value for key, value in vars(self._state).items() if key not in _NOT_KEPT}
        self._kept[name] = copy.deepcopy(contents)

    def names(self) -> list[str]:
        return sorted(self._kept)

    def restore(self, name: str) -> None:
        """Raises `KeyError` when there is no snapshot of that name."""
        vars(self._state).update(copy.deepcopy(self._kept[name]))
        self._state.tell(Happening("restored"))
