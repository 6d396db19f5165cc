"""How text becomes words, the same for articles and for questions."""

import re

_JOINED = re.compile(r"(?<=\w)['’\-‐‑](?=\w)")
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Lower case, with apostrophes and hyphens inside a word closed up: “Wi-Fi can't” is `wifi`, `cant`."""
    return _WORD.findall(_JOINED.sub("", text.lower()))
