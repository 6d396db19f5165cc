"""What `frontdesk check` tells of a knowledge base."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.deflection.bar import EVERYBODY, Bars, Promise, least_probability
from bot.deflection.labelled import cases_of
from bot.deflection.mode import Mode
from bot.desk.policy import Policy, SegmentPolicy
from bot.errors import BadInput, Problem
from bot.kb.article import Article
from bot.kb.encoder import Encoder
from bot.kb.links import dead_ends
from bot.kb.search import Index
from bot.kb.synonyms import Synonyms
from bot.kb.vectors import VectorStore
from bot.knowledge.knowledge import Knowledge
from bot.knowledge.notices import notices


def told(folder: Path, policy: Policy, on: date, *, with_meaning: bool = False) -> Iterator[str]:
    """A line for each thing that its owner should know today. Raises BadInput when it cannot be used, and when an
    article leads its readers nowhere. `with_meaning` takes up to a minute longer, or raises NoEncoder.
    """
    knowledge = Knowledge.read(folder, policy)
    problems = [problem for article in knowledge.articles for problem in _dead_ends(folder, article, knowledge)]
    if problems:
        raise BadInput(problems)
    yield f"{folder}: {len(knowledge.articles)} articles, {len(knowledge.questions)} labelled questions"
    if knowledge.drafts:
        yield f"{len(knowledge.drafts)} drafts, shown to nobody: {', '.join(path.name for path in knowledge.drafts)}"
    yield from notices(knowledge.articles, policy, on)
    vectors = VectorStore(Encoder.load()) if with_meaning else None
    yield f"What people are shown, when search goes {'by meaning too' if vectors else 'by words alone'}:"
    yield from _promises(knowledge, policy, Index.build(knowledge.articles, Synonyms(policy.desk.synonyms), vectors))


def _dead_ends(folder: Path, article: Article, knowledge: Knowledge) -> Iterator[Problem]:
    path = folder / f"{article.slug}.md"
    for end in dead_ends(article, knowledge.articles):
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        line = next((number for number, words in enumerate(lines, 1) if end.target in words), None)
        yield Problem(str(path), line, "link", end.target, end.allowed)


def _promises(knowledge: Knowledge, policy: Policy, index: Index) -> Iterator[str]:
    bars = Bars(cases_of(knowledge.questions, index))
    for segment in policy.segments:
        told_of = _said(segment, bars.promise(segment.id, segment.wrong_offer_costs))
        yield f"  {segment.id}: {told_of if _reads(segment, policy) else 'goes straight to an agent, without articles'}"


def _reads(segment: SegmentPolicy, policy: Policy) -> bool:
    return any(policy.mode_for(segment.id, category.id) is not Mode.AGENT_ONLY for category in policy.categories)


def _said(segment: SegmentPolicy, promise: Promise | None) -> str:
    shown = f"shows an article from {least_probability(segment.wrong_offer_costs) * 100:.0f} % on"
    if promise is None:
        return f"{shown}; too few labelled questions to promise anything"
    wrong = f"of 100 questions without an answer at most {promise.wrong * 100:.0f} get one"
    right = f"of 100 others {promise.right * 100:.0f} the right one"
    whose = "everybody" if promise.of == EVERYBODY else "this segment"
    return f"{shown}; {wrong}, {right} ({promise.unanswerable} and {promise.answerable} labelled, of {whose})"
