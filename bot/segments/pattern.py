"""Which regular expressions may stand in a policy: those that cannot keep the desk busy, whatever a profile says."""

import re
from collections.abc import Iterator
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LONGEST_READ = 300  # characters of a value: with two open repetitions a search stays within a tenth of a second
MOST_OPEN = 2
_FEW = 3  # times that something which varies may be repeated
_OPEN = 8  # more repetitions than that are as good as any number of them

NESTED = "a repetition inside a repetition could take for ever: write it without one of the two"
FORKED = "alternatives inside a repetition could take for ever: write them one after the other"
MANY = f"at most {MOST_OPEN} open repetitions such as .* or +: more could take very long"

_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT)

Parsed = Any  # the standard library's parse tree: pairs of an operation and what it is about


def objection(pattern: str) -> str | None:
    """Why the pattern cannot be used; None when it can."""
    try:
        re.compile(pattern)
        parsed = parser.parse(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return str(error)
    return _danger(parsed)


def _danger(parsed: Parsed) -> str | None:
    for _, most, body in [inner for operation, inner in _operations(parsed) if operation in _REPEATS]:
        if most <= _FEW:
            continue
        inside = list(_operations(body))
        if any(_varies(operation, inner) for operation, inner in inside):
            return NESTED
        if any(operation is code.BRANCH for operation, _ in inside):
            return FORKED
    return MANY if _most_open(parsed) > MOST_OPEN else None


def _operations(parsed: Parsed) -> Iterator[tuple[Any, Any]]:
    """Every operation, however deep."""
    for operation, inner in parsed:
        yield operation, inner
        for body in _bodies(inner):
            yield from _operations(body)


def _bodies(inner: Any) -> Iterator[Parsed]:
    """The patterns that an operation is made of: its own, or those of its alternatives."""
    if isinstance(inner, parser.SubPattern):
        yield inner
    elif isinstance(inner, tuple | list):
        for each in inner:
            yield from _bodies(each)


def _varies(operation: Any, inner: Any) -> bool:
    return operation in _REPEATS and inner[0] != inner[1]


def _is_open(operation: Any, inner: Any) -> bool:
    return _varies(operation, inner) and inner[1] > _OPEN


def _most_open(parsed: Parsed) -> int:
    """How many open repetitions there are on one way through the pattern."""
    return sum(_open_in(operation, inner) for operation, inner in parsed)


def _open_in(operation: Any, inner: Any) -> int:
    ways = [_most_open(body) for body in _bodies(inner)]
    return int(_is_open(operation, inner)) + (max(ways) if operation is code.BRANCH else sum(ways))
