"""What `frontdesk check` tells of a knowledge base that can be used."""

from collections.abc import Iterator
from pathlib import Path

from bot.deflection.bar import EVERYBODY, Bars, Promise, least_probability
from bot.deflection.labelled import cases_of
from bot.desk.policy import Policy, SegmentPolicy
from bot.kb.search import Index
from bot.knowledge import Knowledge


def told(folder: Path, policy: Policy) -> Iterator[str]:
    """A line for each thing that its owner should know. Raises BadInput when it cannot be used."""
    knowledge = Knowledge.read(folder, policy)
    yield f"{folder}: {len(knowledge.articles)} articles, {len(knowledge.questions)} labelled questions"
    if knowledge.drafts:
        yield f"{len(knowledge.drafts)} drafts, shown to nobody: {', '.join(path.name for path in knowledge.drafts)}"
    yield from _promises(knowledge, policy)


def _promises(knowledge: Knowledge, policy: Policy) -> Iterator[str]:
    bars = Bars(cases_of(knowledge.questions, Index.build(knowledge.articles)))
    for segment in policy.segments:
        yield f"{segment.id}: {_said(segment, bars.promise(segment.id, segment.wrong_offer_costs))}"


def _said(segment: SegmentPolicy, promise: Promise | None) -> str:
    shown = f"shows an article from {least_probability(segment.wrong_offer_costs) * 100:.0f} % on"
    if promise is None:
        return f"{shown}; too few labelled questions to promise anything"
    wrong = f"of 100 questions without an answer at most {promise.wrong * 100:.0f} get one"
    right = f"of 100 others {promise.right * 100:.0f} the right one"
    whose = "everybody" if promise.of == EVERYBODY else "this segment"
    return f"{shown}; {wrong}, {right} ({promise.unanswerable} and {promise.answerable} labelled, of {whose})"
