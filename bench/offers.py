"""The decision to speak: what is promised of it and what is kept, on questions that it was not learned from."""

from bench.company import KNOWLEDGE, POLICY
from bench.effort import Effort
from bench.held_out import FOLDS, Held, held_out
from bench.table import Table
from bot.config import read_policy
from bot.deflection.bar import EVERYBODY
from bot.deflection.labelled import Case, cases_of
from bot.kb.reader import read_knowledge
from bot.kb.search import Index
from bot.questions import read_questions

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


async def run(effort: Effort) -> list[Table]:  # noqa: ARG001  # it takes seconds
    articles = read_knowledge(KNOWLEDGE)
    cases = list(cases_of(read_questions(KNOWLEDGE, articles), Index.build(articles)))
    return [_by_segment(cases), _by_cost(cases)]


def _by_segment(cases: list[Case]) -> Table:
    costs = {segment.id: segment.wrong_offer_costs for segment in read_policy(POLICY).segments}
    held = {costs_one: held_out(cases, costs_one) for costs_one in {1.0, *costs.values()}}
    segments = [*sorted({case.segment for case in cases}), EVERYBODY]
    rows = [_row(name, held[costs.get(name, 1.0)][name]) for name in segments]
    return Table(f"offers: our own questions, each judged by the others ({FOLDS} folds)", HEAD, rows)


def _by_cost(cases: list[Case]) -> Table:
    rows = [_row(f"everybody, a wrong one costs {costs:g}", held_out(cases, costs)[EVERYBODY]) for costs in COSTS]
    return Table("offers: what a wrong offer costs, when a missed one costs 1", HEAD, rows)


def _row(name: str, held: Held) -> tuple[str, ...]:
    shares = (held.found, held.right, held.misled, held.wrong, held.promised, held.calibration_error)
    asked_by = "everybody" if name == EVERYBODY else name
    return (asked_by, str(held.answerable), str(held.unanswerable), *(f"{share:.1%}" for share in shares))
