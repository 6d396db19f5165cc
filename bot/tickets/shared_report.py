"""One of several reports that agents have put together, because they are about the same."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SharedReport:
    """`main` is the number of the open ticket whose solution answers all of them."""

    main: int
    text: str
    requester_id: str
