"""Telling thanks from news: thanks do not reopen a ticket."""

import re

_WORDS = re.compile(
    r"(thanks?|thank you|thx|ty|cheers|great|perfect|awesome|brilliant|solved|works?|working|it|that|now|again|so much|a lot|very much|many"
    r"|all good|all|good|fine|ok|okay|yes|done|fixed|danke|merci|gracias|you|and|is|the|team|for|your|help|lot|much|everyone)"
)
_TOLD_APART = re.compile(r":[a-z0-9_+-]+:|[^\w\s]")


def is_thanks(text: str) -> bool:
    """Whether a short text says no more than that all is well."""
    words = _TOLD_APART.sub(" ", text.lower()).split()
    return len(words) <= 12 and all(_WORDS.fullmatch(word) for word in words)
