"""The decision to speak: what is promised of it and what is kept, on questions that it was not learned from."""

from collections.abc import Sequence
from contextlib import suppress

from bench.company import KNOWLEDGE, POLICY
from bench.effort import Effort, NotMeasured
from bench.encoded import encoded
from bench.held_out import FOLDS, Held, held_out
from bench.sets import QuestionSet, question_sets
from bench.table import Table
from bot.config import read_policy
from bot.deflection.bar import ENOUGH_UNANSWERABLE, EVERYBODY
from bot.deflection.labelled import Case, Labelled, cases_of
from bot.kb.article import EVERYONE, Article
from bot.kb.reader import read_knowledge
from bot.kb.search import Index
from bot.kb.vectors import VectorStore
from bot.knowledge.questions import read_questions

COSTS = (0.5, 1.0, 2.0, 4.0)
"""How many missed offers one wrong offer is as bad as."""
HEAD = (
    "asked by",
    "answerable",
    "not",
    "found first",
    "shown right",
    "shown wrong",
    "wrong offers",
    "promised",
    "off by",
)


async def run(effort: Effort) -> list[Table]:
    articles = read_knowledge(KNOWLEDGE)
    questions = read_questions(KNOWLEDGE, articles)
    tables = list[Table]()
    for way, index in _indexes(articles).items():
        cases = list(cases_of(questions, index))
        tables += [_by_segment(way, cases), _by_cost(way, cases)]
    return [*tables, _on_public_sets(effort)]


def _indexes(articles: Sequence[Article]) -> dict[str, Index]:
    indexes = {"by words": Index.build(articles)}
    with suppress(NotMeasured):
        indexes["with meaning"] = Index.build(articles, vectors=VectorStore(encoded()))
    return indexes


def _by_segment(way: str, cases: list[Case]) -> Table:
    costs = {segment.id: segment.wrong_offer_costs for segment in read_policy(POLICY).segments}
    held = {costs_one: held_out(cases, costs_one) for costs_one in {1.0, *costs.values()}}
    segments = [*sorted({case.segment for case in cases}), EVERYBODY]
    rows = [_row(name, held[costs.get(name, 1.0)][name]) for name in segments]
    return Table(f"offers: our own questions {way}, each judged by the others ({FOLDS} folds)", HEAD, rows)


def _by_cost(way: str, cases: list[Case]) -> Table:
    rows = [_row(f"everybody, a wrong one costs {costs:g}", held_out(cases, costs)[EVERYBODY]) for costs in COSTS]
    return Table(f"offers: our own questions {way}, by what a wrong offer costs", HEAD, rows)


def _on_public_sets(effort: Effort) -> Table:
    title, every = "offers: public sets, a wrong offer costs as much as a missed one", effort.pick(1, 6)
    try:
        held = {one.name: held_out(_cases(one, every), 1.0)[EVERYBODY] for one in question_sets()}
    except NotMeasured as why:
        return Table(title, HEAD, [], [str(why)])
    note = f"With fewer than {ENOUGH_UNANSWERABLE} unanswerable questions to learn from nothing is promised."
    return Table(title, HEAD, [_row(name, one) for name, one in held.items()], [note])


def _cases(of: QuestionSet, every: int) -> Sequence[Case]:
    found = list[Case]()
    for base in of.bases:
        asked = (Labelled(each.text, EVERYONE, each.article) for each in base.asked[::every])
        found += cases_of(asked, Index.build(base.articles))
    return found


def _row(name: str, held: Held) -> tuple[str, ...]:
    promised = "nothing" if held.promised == 1 else f"{held.promised:.1%}"
    shares = (f"{share:.1%}" for share in (held.found, held.right, held.misled, held.wrong))
    asked_by = "everybody" if name == EVERYBODY else name
    return (asked_by, str(held.answerable), str(held.unanswerable), *shares, promised, f"{held.calibration_error:.1%}")
