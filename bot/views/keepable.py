"""What people typed, as far as every database can keep it."""

import re
from typing import Any

_NO_CHARACTERS = re.compile(r"[\x00\ud800-\udfff]")  # NUL, and half a character


def keepable(text: str) -> str:
    return _NO_CHARACTERS.sub("", text)


def keepable_parts(part: Any) -> Any:
    """The same of every word in a payload, the names of its parts among them."""
    match part:
        case str():
            return keepable(part)
        case list():
            return [keepable_parts(each) for each in part]
        case dict():
            return {keepable_parts(name): keepable_parts(value) for name, value in part.items()}
        case _:
            return part
