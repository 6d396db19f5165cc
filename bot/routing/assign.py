"""Who in a pool gets the next ticket."""

from collections.abc import Mapping, Sequence


def least_loaded(agents: Sequence[str], open_counts: Mapping[str, int]) -> str | None:
    """The agent with the fewest open tickets, the first named among equals; None when there is nobody.

    `open_counts` may leave out agents who have none.
    """
    return min(agents, key=lambda agent: open_counts.get(agent, 0), default=None)
