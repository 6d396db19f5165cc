"""What somebody hears who has had one urgent request after the other."""

from dataclasses import dataclass

from bot.kb.article import Article
from bot.views.article_text import spoken_steps, whole
from bot.views.blocks import section
from bot.views.mrkdwn import line
from bot.views.shown import Shown

_STEPS = 4_000
_SPOKEN = 2_000


@dataclass(frozen=True)
class Pattern:
    """`topic` is what most of them are about, "" where they have nothing in common; `article` is about that."""

    count: int
    days: int
    topic: str = ""
    article: Article | None = None


def render(pattern: Pattern) -> Shown:
    about = f", most of them about {line(pattern.topic)}" if pattern.topic else ""
    words = (
        f"You have had {pattern.count} urgent requests in {pattern.days} days{about}. "
        "I have asked the team to look for what lies behind them."
    )
    if pattern.article is None:
        return Shown(words, [section(words)])
    title = line(pattern.article.title)
    text = f"{words} This may save you the next one: {title}. {spoken_steps(pattern.article, _SPOKEN)}"
    lead = section(f"{words} This may save you the next one: *{title}*")
    return Shown(text, [lead, *whole(pattern.article, _STEPS)])
