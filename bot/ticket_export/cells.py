"""What single cells of an export say, in the words of many helpdesks."""

import re

_PRIORITIES = {
    "P1": "p1 1 urgent highest critical blocker emergency severe sev1",
    "P2": "p2 2 high major sev2",
    "P3": "p3 3 normal medium moderate sev3",
    "P4": "p4 4 5 low lowest minor trivial planning p5 sev4",
}
_PRIORITY_OF = {word: priority for priority, words in _PRIORITIES.items() for word in words.split()}
_YES, _NO = {"yes", "y", "true", "escalated", "reopened", "x"}, {"no", "n", "false", "-", "none"}
_LEVEL = re.compile(r"(?:l|level|tier|line)\s*(\d)")


def priority_of(cell: str) -> str | None:
    """P1 to P4; "2 - High" and "Priority 2" are P2."""
    words = re.findall(r"[a-z]*\d|[a-z]+", cell.casefold())
    return next((_PRIORITY_OF[word] for word in words if word in _PRIORITY_OF), None)


def times_of(cell: str) -> bool | None:
    """Whether it happened at all: "yes", or a count above 0."""
    return _more_than(cell, 0)


def escalation_of(cell: str) -> bool | None:
    """ "yes", or a support level above the first."""
    level = _LEVEL.fullmatch(cell.casefold())
    return int(level[1]) > 1 if level else _more_than(cell, 0)


def stations_of(cell: str) -> bool | None:
    """A ticket that was with more than one team was handed on."""
    return _more_than(cell, 1)


def _more_than(cell: str, usual: int) -> bool | None:
    word = cell.casefold()
    if word in _YES or word in _NO:
        return word in _YES
    try:
        return float(word) > usual
    except ValueError:
        return None
