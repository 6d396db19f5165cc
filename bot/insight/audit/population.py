"""All tickets of an audit side by side, one array for each thing that is measured."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.insight.audit.ticket import Dimension, PastTicket
from bot.insight.interval import Floats

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Population:
    """What is unknown is not a number (NaN)."""

    tickets: Sequence[PastTicket]

    def __len__(self) -> int:
        return len(self.tickets)

    @cached_property
    def resolution(self) -> Floats:
        return self._numbers(lambda ticket: ticket.resolution)

    @cached_property
    def first_response(self) -> Floats:
        return self._numbers(lambda ticket: ticket.first_response)

    @cached_property
    def work(self) -> Floats:
        return self._numbers(lambda ticket: ticket.work)

    @cached_property
    def escalated(self) -> Floats:
        return self._numbers(lambda ticket: ticket.escalated)

    @cached_property
    def reopened(self) -> Floats:
        return self._numbers(lambda ticket: ticket.reopened)

    @cached_property
    def strata(self) -> NDArray[np.int64]:
        """The number of each ticket's kind of request: tickets of the same category and priority are alike."""
        kinds = [f"{ticket.category} {ticket.priority}" for ticket in self.tickets]
        return np.unique(kinds, return_inverse=True)[1]

    def values(self, dimension: Dimension) -> NDArray[np.str_]:
        """What is known of each requester; empty where it is unknown."""
        return self._attributes[dimension]

    @cached_property
    def _attributes(self) -> dict[Dimension, NDArray[np.str_]]:
        return {
            dimension: np.array([ticket.attributes.get(dimension, "") for ticket in self.tickets], dtype=str)
            for dimension in Dimension
        }

    @cached_property
    def categories(self) -> NDArray[np.str_]:
        return np.array([ticket.category or "" for ticket in self.tickets], dtype=str)

    def groups(self, dimension: Dimension) -> Iterator[tuple[str, Mask]]:
        """Each value of a dimension with those whom it is known of, the largest first."""
        values = self.values(dimension)
        names, counts = np.unique(values, return_counts=True)
        for place in np.argsort(-counts, kind="stable"):
            if names[place]:
                yield str(names[place]), values == names[place]

    def _numbers(self, read: Callable[[PastTicket], float | None]) -> Floats:
        found = (read(ticket) for ticket in self.tickets)
        return np.array([np.nan if value is None else value for value in found], dtype=float)


def known(values: Floats) -> Floats:
    return values[~np.isnan(values)]
