"""How text becomes words, the same for articles and for questions."""

import re

_JOINED = re.compile(r"(?<=\w)['’\-‐‑](?=\w)")
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
_DOUBLED = re.compile(r"([^aeiouls])\1$")

_FUNCTION_WORDS = """
    a about after again also am an and any anybody anyone are as at be been before but by can cant could did do
    does doesnt dont for from get gets got had has have havent he hello help her hey hi his how i id if ill im in
    into is isnt it its ive just know let like lot me my need no not now of off on one or our out over please pls
    really she should so some someone somebody something that thats the their them then there they this thx thanks
    to today too up us very want was wasnt we were what whats when where which who why will with wont would you
    your
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that every question has, whatever it is about, spelled as `words_of` spells them."""


def words_of(text: str) -> list[str]:
    """Lower case, with apostrophes and hyphens inside a word closed up: “Wi-Fi can't” is `wifi`, `cant`."""
    return _WORD.findall(_JOINED.sub("", text.lower()))


def stems_of(text: str) -> list[str]:
    """The words without their commonest English endings, so that `printers`, `printing` and `printed` are one."""
    return [stem_of(word) for word in words_of(text)]


def stem_of(word: str) -> str:
    """A crude stem: equal words stay equal, and it need not be a word itself (`syncing` and `syncs` are `sync`)."""
    if len(word) <= 4:
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = _DOUBLED.sub(r"\1", word.removesuffix(ending) + instead)
            break
    return word.rstrip("e") if len(word) > 4 else word
