"""The room that a text takes in a Slack message, once it is escaped, quoted and put into JSON."""

from itertools import accumulate

ON_CARD = 3_000  # for what was asked: the rest of the card takes as much
MESSAGE = 10_000  # Slack takes about 13,200 in all blocks together
_WEIGHTS = {"&": 5, "<": 4, ">": 4, '"': 2, "\\": 2, "\n": 4}


def fitting(text: str, limit: int) -> int:
    """How many characters of the text stay within the limit."""
    weights = accumulate(_WEIGHTS.get(character, 1) for character in text)
    return next((index for index, weight in enumerate(weights) if weight > limit), len(text))


def fits(text: str, limit: int) -> bool:
    return fitting(text, limit) == len(text)


def pieces(text: str, limit: int) -> list[str]:
    """The text in pieces that each stay within the limit, parted between lines or words where there are any."""
    found, rest = [], text
    while rest:
        end = _break(rest, fitting(rest, limit))
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [piece for piece in found if piece]


def _break(text: str, end: int) -> int:
    """The end of a line near `end`, or else of a word, so that nothing is torn apart."""
    if end == len(text):
        return end
    ends = (text.rfind(mark, 0, end) for mark in "\n ")
    return next((at for at in ends if at > end // 2), end)
