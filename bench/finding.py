"""Whether search finds the right article, and knows when there is none: on public sets, beside its rivals."""

from collections.abc import Sequence
from dataclasses import astuple

from bench.effort import Effort
from bench.measures import Answer, Measures, mean_of, measures
from bench.rivals import OWN, RIVALS, Way
from bench.sets import HELD_OUT, PHRASES, QuestionSet, question_sets
from bench.table import Table

HEADS = ("", "recall@1", "recall@3", "MRR", "AUROC", "false offers @90 %", "shown and right @5 %")
ONE_IN = 6
"""Of the questions, in the short form."""


async def run(effort: Effort) -> list[Table]:
    every = effort.pick(1, ONE_IN)
    found = {one.name: {name: _measured(one, way, every) for name, way in _ways().items()} for one in question_sets()}
    means = {name: mean_of([of[name] for of in found.values()]) for name in _ways()}
    tables = [_table(f"finding: {name}", of) for name, of in found.items()]
    return [*tables, _table(f"finding: mean of the {len(found)} sets", means, _notes(found))]


def _ways() -> dict[str, Way]:
    return RIVALS | OWN


def _measured(of: QuestionSet, way: Way, every: int) -> Measures:
    answers = list[Answer]()
    for base in of.bases:
        search = way(base.articles)
        answers += [Answer(search(asked.text), asked.article) for asked in base.asked[::every]]
    return measures(answers)


def _table(title: str, of: dict[str, Measures], notes: Sequence[str] = ()) -> Table:
    rows = [(name, *(f"{value:.3f}" for value in astuple(one))) for name, one in of.items()]
    return Table(title, HEADS, rows, notes)


def _notes(found: dict[str, dict[str, Measures]]) -> list[str]:
    made = (
        f"Articles of intents have a title and {PHRASES} phrases. Where a set has too few questions that fit none, "
        f"each article is taken away once, one in {HELD_OUT} at a time."
    )
    return [made, *(_behind(name, found) for name in OWN)]


def _behind(own: str, found: dict[str, dict[str, Measures]]) -> str:
    """Where a rival is better; by words alone, MiniLM is none."""
    rivals = [name for name in RIVALS if own == "Frontdesk, with meaning" or name != "MiniLM"]
    behind = [
        f"{one} {head} ({_of(of[own], head):.3f}, best {best:.3f})"
        for one, of in found.items()
        for head in HEADS[1:]
        if _is_better(head, best := _best(head, [_of(of[name], head) for name in rivals]), _of(of[own], head))
    ]
    return (
        f"{own} is behind the best rival in {len(behind)} of {len(found) * 6} figures: {'; '.join(behind) or 'none'}."
    )


def _of(one: Measures, head: str) -> float:
    return float(astuple(one)[HEADS.index(head) - 1])


def _best(head: str, values: Sequence[float]) -> float:
    return min(values) if head.startswith("false") else max(values)


def _is_better(head: str, one: float, other: float) -> bool:
    """By more than a rounding."""
    return round(other - one, 3) > 0 if head.startswith("false") else round(one - other, 3) > 0
