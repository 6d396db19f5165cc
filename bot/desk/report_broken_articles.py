"""An article was changed into something that cannot be read: its last good version stays, and the owners are told."""

from collections.abc import Sequence
from hashlib import sha256

from bot.desk.desk import Desk
from bot.desk.tell_owners import tell_owners
from bot.desk.tx import Tx
from bot.errors import Problem

_MOST = 5


def report_broken_articles(tx: Tx, desk: Desk, problems: Sequence[Problem]) -> None:
    """Once a day for the same mistakes, whichever replica finds them first."""
    listed = "\n".join(f"• {problem}" for problem in problems[:_MOST])
    more = f"\n… and {len(problems) - _MOST} more" if len(problems) > _MOST else ""
    sentence = (
        "I cannot use the articles as they were changed, so I go on with what they said before. "
        f"Once this is mended, I read them again by myself:\n{listed}{more}"
    )
    mistakes = sha256(listed.encode()).hexdigest()[:16]
    tell_owners(tx, desk, f"articles:{mistakes}:{desk.now().date()}", sentence)
