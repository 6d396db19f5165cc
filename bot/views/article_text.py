"""An article as a message shows it: whole, or only what to do."""

from bot.kb.article import Article
from bot.kb.mrkdwn import mrkdwn_of
from bot.room import pieces
from bot.views.blocks import context, section
from bot.views.mrkdwn import SECTION, line, weight
from bot.views.shown import Block

_WHEN_IT_APPLIES = 900


def whole(article: Article, limit: int) -> list[Block]:
    """The steps, each on a line of its own, and whom the article is for."""
    blocks = [section(part) for part in _packed(_steps(article, limit))]
    applies = mrkdwn_of(article.body.split("\n\n")[0])
    return [*blocks, context(applies)] if 0 < weight(applies) <= _WHEN_IT_APPLIES else blocks


def page(article: Article) -> list[Block]:
    """All of it, for a window of its own."""
    body = [section(part) for part in pieces(mrkdwn_of(article.body), SECTION)]
    return [section(f"*{line(article.title)}*"), *(section(part) for part in _packed(_steps(article, 9_000))), *body]


def short(article: Article, limit: int) -> Block:
    """Title and steps in small type."""
    return context("\n".join([f"*{line(article.title)}*", *_steps(article, limit)]))


def small_steps(article: Article, limit: int) -> Block:
    return context("\n".join(_steps(article, limit)))


def spoken_steps(article: Article, limit: int) -> str:
    """The steps one after the other, for a message's plain text."""
    return " ".join(_steps(article, limit))


def _steps(article: Article, limit: int) -> list[str]:
    """As many steps as fit, numbered; a step is never cut in the middle."""
    shown: list[str] = []
    for number, step in enumerate(article.steps, 1):
        text = f"{number}. {mrkdwn_of(step)}"
        limit -= weight(text) + 1
        if limit < 0:
            return [*shown, f"… and {len(article.steps) - len(shown)} more steps."]
        shown.append(text)
    return shown


def _packed(lines: list[str]) -> list[str]:
    """The lines in as few sections as they fit in."""
    parts = [""]
    for each in lines:
        if len(parts[-1]) + len(each) >= SECTION:
            parts.append("")
        parts[-1] = f"{parts[-1]}\n{each}".lstrip("\n")
    return parts
