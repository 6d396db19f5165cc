"""What the bar does to questions that it was not learned from."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.deflection.bar import EVERYBODY, Bar, Bars
from bot.deflection.labelled import Case

FOLDS = 5
BINS = 10
_SEED = 7


@dataclass(frozen=True)
class Judged:
    """One case, with the bar and the promise that others of its kind led to."""

    case: Case
    bar: Bar
    promised: float

    @property
    def is_shown(self) -> bool:
        return self.bar.lets_pass(self.case)


@dataclass(frozen=True)
class Held:
    """Shares: `right` and `misled` of the answerable questions were shown the right or a wrong article first, `wrong`
    of the others were shown any. `promised` is what `wrong` should not exceed.
    """

    answerable: int
    unanswerable: int
    found: float
    right: float
    misled: float
    wrong: float
    promised: float
    calibration_error: float


def held_out(cases: Sequence[Case], wrong_offer_costs: float) -> dict[str, Held]:
    """By segment, and for everybody. Each case is judged by what the four fifths that it is not in have taught."""
    judged = list(_judged(cases, wrong_offer_costs))
    segments = sorted({each.case.segment for each in judged})
    own = {segment: [each for each in judged if each.case.segment == segment] for segment in segments}
    return {segment: _held(found) for segment, found in {**own, EVERYBODY: judged}.items()}


def _judged(cases: Sequence[Case], costs: float) -> Iterator[Judged]:
    shuffled = random.Random(_SEED).sample(cases, len(cases))  # the same folds every time
    for fold in range(FOLDS):
        bars = Bars(case for number, case in enumerate(shuffled) if number % FOLDS != fold)
        for case in shuffled[fold::FOLDS]:
            promise = bars.promise(case.segment, costs)
            yield Judged(case, bars.bar(case.segment, costs), promise.wrong if promise else 1.0)


def _held(judged: Sequence[Judged]) -> Held:
    unanswerable = [each for each in judged if each.case.is_unanswerable]
    answerable = [each for each in judged if not each.case.is_unanswerable]
    return Held(
        answerable=len(answerable),
        unanswerable=len(unanswerable),
        found=_share([each.case.is_right for each in answerable]),
        right=_share([each.is_shown and each.case.is_right for each in answerable]),
        misled=_share([each.is_shown and not each.case.is_right for each in answerable]),
        wrong=_share([each.is_shown for each in unanswerable]),
        promised=sum(each.promised for each in unanswerable) / max(len(unanswerable), 1),
        calibration_error=_calibration_error(judged),
    )


def _share(held: Sequence[bool]) -> float:
    return sum(held) / max(len(held), 1)


def _calibration_error(judged: Sequence[Judged]) -> float:
    """By how much the stated probability differs from the share that was right, over ten groups of equal size."""
    pairs = sorted((each.bar.calibration.probability(each.case.signals), each.case.is_right) for each in judged)
    edges = [len(pairs) * number // BINS for number in range(BINS + 1)]
    gaps = (sum(stated - is_right for stated, is_right in pairs[first:end]) for first, end in pairwise(edges))
    return sum(map(abs, gaps)) / max(len(pairs), 1)
