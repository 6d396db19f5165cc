"""The figures of deflection as a terminal shows them."""

from collections.abc import Iterator, Mapping, Sequence

from bot.insight.deflection import Deflection, Shadow
from bot.insight.interval import ENOUGH, Estimate

_OFFERS = ("offers", "opened", "confirmed", "returned", "unconfirmed", "escalated", "waiting", "unwanted")
_SHADOW = ("kept back", "right", "wrong")
_NOTES = f"""
confirmed: the requester said that it solved it. returned: confirmed, but they came back with the same within 7 days.
unconfirmed: silent for as long as the desk waits. unwanted: pushed at a segment that does not want it for that.
The share counts confirmed without returned; silence is never added. Below n={ENOUGH} draw no conclusion."""


def render(offers: Mapping[str, Deflection], suggestions: Mapping[str, Shadow], days: int) -> str:
    """Each figure with its n and its 95 % interval."""
    return "\n".join([*_offers(offers, days), *_suggestions(suggestions), *([_NOTES] if offers else [])])


def _offers(offers: Mapping[str, Deflection], days: int) -> Iterator[str]:
    if not offers:
        yield f"Nobody was offered an article in the last {days} days."
        return
    yield f"Offers of the last {days} days"
    rows = [_row(name, of) for name, of in offers.items()]
    yield from _table(("segment", *_OFFERS, "solved by articles"), rows)


def _row(name: str, of: Deflection) -> Sequence[str]:
    counts = (of.shown, of.opened, of.confirmed, of.returned, of.unconfirmed, of.escalated, of.waiting, of.unwanted)
    return (name, *map(str, counts), _share(of.solved))


def _suggestions(suggestions: Mapping[str, Shadow]) -> Iterator[str]:
    if not suggestions:
        return
    yield "\nIn shadow: kept back from requesters, judged by agents"
    rows = [
        (name, str(of.kept_back), str(of.right), str(of.wrong), _share(of.would_fit))
        for name, of in suggestions.items()
    ]
    yield from _table(("segment", *_SHADOW, "would have been right"), rows)


def _share(estimate: Estimate | None) -> str:
    if estimate is None:
        return "–"
    return f"{estimate.value:.0%} ({estimate.low:.0%} to {estimate.high:.0%}, n={estimate.n})"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Names on the left, numbers on the right of their columns."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        first, *others = (text.rjust(width) for text, width in zip(row, widths, strict=True))
        yield "  ".join([row[0].ljust(len(first)), *others]).rstrip()
