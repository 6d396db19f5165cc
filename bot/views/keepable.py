"""What a person typed, as far as every database can keep it."""

import re

_NO_CHARACTERS = re.compile(r"[\x00\ud800-\udfff]")  # NUL, and half a character


def keepable(text: str) -> str:
    return _NO_CHARACTERS.sub("", text)
