"""Text for Slack, in which what a person typed stays text: it mentions nobody and links nowhere."""

import re

from bot.room import fits, fitting, pieces

LINE = 200  # for what should stay on one line: a name, a title, a reason
EXCERPT = 300  # enough of a request to know it again
SECTION = 2_900  # Slack takes 3,000 in one block

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_CONTROLS = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f"
    r"\u202a-\u202e\u2066-\u2069"  # they turn the words beside them around; Hebrew and Arabic do without
    r"\ud800-\udfff]"  # half a surrogate pair is no character
)
_GAPS = re.compile(r"\n\s*\n")
_ENDS_OF_LINES = re.compile(r"\r\n?|[\u2028\u2029]")
_FORMATTING = re.compile(r"[*`~]|(?<![^\W_])_|_(?![^\W_])")  # an underscore within a word is no formatting
_LOOKS_ALIKE = {"*": "∗", "`": "ˋ", "~": "∼", "_": "＿"}
_MENTION = re.compile(r"&lt;(@[UW][A-Z0-9]+)&gt;")


def escape(text: str) -> str:
    """The same text with the characters that Slack reads as markup made harmless."""
    return "".join(_ENTITIES.get(character, character) for character in text)


def tidy(text: str) -> str:
    """Without control characters, turned words and long gaps."""
    lines = _ENDS_OF_LINES.sub("\n", text).replace("\t", " ")
    return _GAPS.sub("\n\n", _CONTROLS.sub("", lines)).strip()


def cut(text: str, limit: int) -> str:
    """As much of the tidied text as fits, with "…" where it ends early.

    `limit` counts the characters that reach Slack, once the text has been escaped, quoted and put into JSON.
    """
    clean = tidy(text)
    if fits(clean, limit):
        return clean
    return clean[: fitting(clean, limit - 1)].rstrip() + "…"


def line(text: str, limit: int = LINE) -> str:
    """The text on one line, escaped and cut. It formats nothing: what it stands among is the desk's own."""
    plain = _FORMATTING.sub(lambda found: _LOOKS_ALIKE[found[0]], tidy(text))
    return escape(cut(" ".join(plain.split()), limit))


def clause(text: str, limit: int = LINE) -> str:
    """The text on one line, without the full stop that whatever follows will bring."""
    return line(text, limit).rstrip(".")


def quote(text: str, limit: int = EXCERPT) -> str:
    """The text as a quotation, escaped and cut."""
    return _quoted(cut(text, limit))


def quotes(text: str, limit: int) -> list[str]:
    """The text as a quotation in pieces that each fit a section; all of them together keep to `limit`."""
    return [_quoted(piece) for piece in pieces(cut(text, limit), SECTION)]


def sentence(text: str, limit: int = SECTION) -> str:
    """A sentence of the desk's own, in which it may mention people."""
    return _MENTION.sub(r"<\1>", escape(cut(text, limit)))


def mention(person_id: str) -> str:
    return f"<@{escape(person_id)}>"


def channel(channel_id: str) -> str:
    return f"<#{escape(channel_id)}>"


def _quoted(text: str) -> str:
    return "\n".join(f"> {each}" for each in escape(text).split("\n"))


def weight(text: str) -> int:
    """How many characters of mrkdwn reach Slack once they are put into JSON."""
    return len(text) + sum(text.count(character) for character in '"\\\n')
