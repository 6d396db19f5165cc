"""What came of the offers: counted from their ledgers, for each segment, and never kinder than they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.insight.interval import Estimate, rate
from bot.tickets.ledger import EntryKind
from bot.tickets.offer import Manner

ALL = "all"


@dataclass(frozen=True)
class OfferStory:
    """One offer. `fitted` is what became clear of one that the agent alone saw."""

    segment_id: str
    manner: Manner
    kinds: frozenset[EntryKind]
    fitted: bool | None = None


@dataclass(frozen=True)
class Deflection:
    """Of the offers that requesters were shown, each is one of confirmed, unconfirmed, escalated and waiting. Those
    `returned` were confirmed before; `opened` and `unwanted` say something more of any.
    """

    shown: int
    opened: int
    confirmed: int
    unconfirmed: int
    escalated: int
    waiting: int
    returned: int
    unwanted: int

    @property
    def solved(self) -> Estimate | None:
        """The headline: confirmed and not returned, of all that were shown. Silence is never added."""
        return rate(self.confirmed - self.returned, self.shown)


@dataclass(frozen=True)
class Shadow:
    """Of the articles that were kept back from requesters: how many would have been right."""

    kept_back: int
    right: int
    wrong: int

    @property
    def would_fit(self) -> Estimate | None:
        """Of those that were judged."""
        return rate(self.right, self.right + self.wrong)


def deflection(stories: Iterable[OfferStory]) -> dict[str, Deflection]:
    """By segment, and of all; suggestions that no requester saw are left out."""
    return {name: _deflection(own) for name, own in _by_segment(stories, in_shadow=False).items()}


def shadow(stories: Iterable[OfferStory]) -> dict[str, Shadow]:
    """By segment, and of all."""
    return {name: _shadow(own) for name, own in _by_segment(stories, in_shadow=True).items()}


def _by_segment(stories: Iterable[OfferStory], *, in_shadow: bool) -> Mapping[str, Sequence[OfferStory]]:
    found: dict[str, list[OfferStory]] = {}
    for story in stories:
        if (story.manner is Manner.SHADOW) is in_shadow:
            for name in (story.segment_id, ALL):
                found.setdefault(name, []).append(story)
    return dict(sorted(found.items(), key=lambda item: (item[0] == ALL, item[0])))


def _deflection(stories: Sequence[OfferStory]) -> Deflection:
    endings = [_ending(story) for story in stories]

    def having(kind: EntryKind) -> int:
        return sum(kind in story.kinds for story in stories)

    return Deflection(
        shown=len(stories),
        opened=having(EntryKind.OPENED),
        confirmed=endings.count(EntryKind.CONFIRMED),
        unconfirmed=endings.count(EntryKind.UNCONFIRMED),
        escalated=endings.count(EntryKind.ESCALATED),
        waiting=endings.count(None),
        returned=sum({EntryKind.CONFIRMED, EntryKind.RETURNED} <= story.kinds for story in stories),
        unwanted=having(EntryKind.UNWANTED),
    )


def _ending(story: OfferStory) -> EntryKind | None:
    """The first of these that its ledger has: whoever confirmed and came back stands under returned as well."""
    order = (EntryKind.CONFIRMED, EntryKind.ESCALATED, EntryKind.UNCONFIRMED)
    return next((kind for kind in order if kind in story.kinds), None)


def _shadow(stories: Sequence[OfferStory]) -> Shadow:
    verdicts = [story.fitted for story in stories]
    return Shadow(kept_back=len(verdicts), right=verdicts.count(True), wrong=verdicts.count(False))
