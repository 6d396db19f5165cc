"""How sure the desk has to be before it shows an article, and what that promises."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bot.deflection.calibration import CAUTIOUS, Calibration, is_enough
from bot.deflection.labelled import Case, signals_of
from bot.kb.search import Hit

CONFIDENCE = 0.95
"""How sure one may be of a promise: the rate of wrong offers lies above it once in twenty."""
ENOUGH_UNANSWERABLE = 100
"""From fewer questions that nothing answers, a rate of wrong offers of a few percent cannot be told from none."""
EVERYBODY = "*"
"""Stands for all segments together."""


@dataclass(frozen=True)
class Bar:
    """An article is shown from the probability `least` on."""

    calibration: Calibration
    least: float

    def probability(self, hits: Sequence[Hit]) -> float:
        """That the best of these answers the question."""
        return self.calibration.probability(signals_of(hits))

    def lets_pass(self, case: Case) -> bool:
        return self.calibration.probability(case.signals) >= self.least


def least_probability(wrong_offer_costs: float) -> float:
    """From here on an offer is expected to save more than it costs, when a missed one costs 1."""
    return wrong_offer_costs / (1 + wrong_offer_costs)


@dataclass(frozen=True)
class Promise:
    """Of the questions that nothing answers at most the share `wrong` gets an offer, as `unanswerable` of them tell.

    `right` is the share of the others that were shown the right article first. `of` names the segment whose questions
    tell it, or everybody's.
    """

    of: str
    wrong: float
    unanswerable: int
    right: float
    answerable: int


class Bars:
    """What was learned about an offer to each segment. Learning again replaces all of it at once.

    A segment with too few cases of its own shares those of everybody. With too few of those as well, the desk is
    cautious; with too few questions that nothing answers, it promises nothing.
    """

    def __init__(self, cases: Iterable[Case] = ()) -> None:
        self._learned = _Learned.of(cases)

    def learn(self, cases: Iterable[Case]) -> None:
        """Takes a moment for each thousand cases: it is not for the event loop."""
        self._learned = _Learned.of(cases)

    def bar(self, segment: str, wrong_offer_costs: float) -> Bar:
        learned = self._learned.calibrations
        calibration = learned.get(segment) or learned.get(EVERYBODY, CAUTIOUS)
        return Bar(calibration, least_probability(wrong_offer_costs))

    def promise(self, segment: str, wrong_offer_costs: float) -> Promise | None:
        """None while there are too few questions to promise anything."""
        bar = self.bar(segment, wrong_offer_costs)
        for of in (segment, EVERYBODY):
            cases = self._learned.cases.get(of, ())
            if sum(case.is_unanswerable for case in cases) >= ENOUGH_UNANSWERABLE:
                return promise(bar, of, cases)
        return None


@dataclass(frozen=True)
class _Learned:
    cases: Mapping[str, Sequence[Case]]
    calibrations: Mapping[str, Calibration]

    @classmethod
    def of(cls, cases: Iterable[Case]) -> Self:
        by_segment: dict[str, list[Case]] = {EVERYBODY: list(cases)}
        for case in by_segment[EVERYBODY]:
            by_segment.setdefault(case.segment, []).append(case)
        enough = {segment: own for segment, own in by_segment.items() if is_enough(own)}
        return cls(by_segment, {segment: Calibration.learned(own) for segment, own in enough.items()})


def promise(bar: Bar, of: str, cases: Sequence[Case]) -> Promise:
    """What holds for people who ask as these did."""
    shown = Counter((case.is_unanswerable, case.is_right) for case in cases if bar.lets_pass(case))
    unanswerable = sum(case.is_unanswerable for case in cases)
    answerable = len(cases) - unanswerable
    wrong, right = most(shown[True, False], unanswerable), shown[False, True] / max(answerable, 1)
    return Promise(of, wrong, unanswerable, right, answerable)


def most(found: int, of: int) -> float:
    """The highest rate that is still believable after `found` of so many (Clopper and Pearson's upper bound)."""
    from scipy.special import betaincinv

    return float(betaincinv(found + 1, of - found, CONFIDENCE)) if found < of else 1.0
