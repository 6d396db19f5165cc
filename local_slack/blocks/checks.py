"""Small checks that build up to a schema: each takes a value and its JSON pointer and yields what is wrong with it.

The wording follows what Slack puts in `response_metadata.messages`; its exact text is not documented.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Check = Callable[[Any, str], Iterator[str]]


def problem(text: str, at: str) -> str:
    return f"{text} [json-pointer:{at}]"


def string(most: int, least: int = 1) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must provide a string", at)
        elif len(value) > most:
            yield problem(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            yield problem(f"must be more than {least - 1} characters", at)

    return check


def integer(least: int, most: int) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield problem("must provide a number", at)
        elif not least <= value <= most:
            yield problem(f"must be between {least} and {most}", at)

    return check


def flag(value: Any, at: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield problem("must provide a boolean", at)


def anything(_value: Any, _at: str) -> Iterator[str]:
    """For the parts whose inside is not checked."""
    yield from ()


def url(value: Any, at: str) -> Iterator[str]:
    yield from string(3000)(value, at)
    if isinstance(value, str) and not value.startswith(("https://", "http://", "mailto:", "slack://")):
        yield problem("must be a valid url", at)


def one_of(*allowed: str) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if value not in allowed:
            yield problem(f"must be a valid enum value ({', '.join(allowed)})", at)

    return check


def items(each: Check, most: int, least: int = 1) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must provide an array", at)
            return
        if len(value) > most:
            yield problem(f"no more than {most} items allowed", at)
        if len(value) < least:
            yield problem(f"no fewer than {least} items allowed", at)
        for index, item in enumerate(value):
            yield from each(item, f"{at}/{index}")

    return check


def shape(required: Mapping[str, Check] | None = None, /, **optional: Check) -> Check:
    """An object with these keys and no others, besides its `type`."""
    known = {**(required or {}), **optional}

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", at)
            return
        for key in required or {}:
            if value.get(key) is None:
                yield problem(f"missing required field: {key}", at)
        for key, inner in value.items():
            if key in known and inner is not None:
                yield from known[key](inner, f"{at}/{key}")
            elif key != "type" and key not in known:
                yield problem(f"invalid additional property: {key}", at)

    return check


def typed(shapes: Mapping[str, Check]) -> Check:
    """An object whose `type` says which of the shapes it must have."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", at)
        elif "type" not in value:
            yield problem("missing required field: type", at)
        elif value["type"] not in shapes:
            yield problem(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            yield from shapes[value["type"]](value, at)

    return check


def every(*checks: Check) -> Check:
    """Passes what all of the checks pass."""

    def check(value: Any, at: str) -> Iterator[str]:
        for each in checks:
            yield from each(value, at)

    return check


def any_key(*keys: str) -> Check:
    """An object needs one of these keys."""

    def check(value: Any, at: str) -> Iterator[str]:
        if isinstance(value, dict) and not any(value.get(key) for key in keys):
            yield problem(f"missing required field: {' or '.join(keys)}", at)

    return check
