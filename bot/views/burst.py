"""What a lead reads when more people than usual report one topic."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.insight.burst import Rate
from bot.views.blocks import context, section
from bot.views.mrkdwn import line
from bot.views.shown import Shown
from bot.views.times import span

_MOST = 15
_ADVICE = "If they are about the same, join them from the menu of a card: one solution then answers everybody."


@dataclass(frozen=True)
class BurstNews:
    """`topic` is the category's name, None where nobody knows what the reports are about; `keys` are the tickets."""

    topic: str | None
    rate: Rate
    window: timedelta
    keys: Sequence[str]


def render(news: BurstNews) -> Shown:
    """The figures first: how many, how many usually, and how likely that is by chance."""
    about = f"about *{line(news.topic)}*" if news.topic else "in much the same words"
    head = f"*{news.rate.people} people* asked {about} within {span(news.window)}."
    facts = f"{_usually(news)} {_by_chance(news.rate)}"
    spoken = f"{head.replace('*', '')} {facts} {_tickets(news)}"
    return Shown(spoken, [section(f":rotating_light: {head}\n{facts}"), context(f"{_tickets(news)} {_ADVICE}")])


def _usually(news: BurstNews) -> str:
    weeks = len(news.rate.usual)
    counts = ", ".join(str(count) for count in news.rate.usual)
    compared = "in the same hours of the week before" if weeks == 1 else f"in the same hours of the last {weeks} weeks"
    return f"Usually it is {news.rate.mean:.1f} ({compared}: {counts})."


def _by_chance(rate: Rate) -> str:
    return f"By chance, so many come less than once in {_rounded(1 / max(rate.chance, 1e-6)):,} such times."


def _rounded(number: float) -> int:
    """Down to one digit and zeros: more would only look exact."""
    whole = int(number)
    power = int("1" + "0" * (len(str(whole)) - 1))
    return whole // power * power


def _tickets(news: BurstNews) -> str:
    if not news.keys:
        return "None of them has a ticket yet."
    more = f" and {len(news.keys) - _MOST} more" if len(news.keys) > _MOST else ""
    return f"Tickets: {', '.join(news.keys[:_MOST])}{more}."
