"""Prints docs/lifecycle.md from the table of allowed moves: python docs/lifecycle.py > docs/lifecycle.md"""

from bot.tickets.lifecycle import ALLOWED_MOVES
from bot.tickets.ticket import Status

HEAD = """# The life of a ticket

Made from `ALLOWED_MOVES` in `bot/tickets/lifecycle.py`; a test compares the two.
A reopened ticket is *claimed* again if it has an owner.

```mermaid
stateDiagram-v2
    [*] --> open"""


def page() -> str:
    lines = [HEAD]
    for status, moves in ALLOWED_MOVES.items():
        for move, to in moves.items():
            lines.append(f"    {status} --> {to}: {move}")
    return "\n".join([*lines, f"    {Status.CLOSED} --> [*]", "```", ""])


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201
