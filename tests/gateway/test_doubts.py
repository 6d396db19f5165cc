"""What Slack may have taken is looked for once it must show, on a watch that stands still until the test moves it."""

import pytest

from bot.gateway.doubts import Doubts
from bot.storage.deliveries import Claim, Delivery, DeliveryState
from tests.gateway.conftest import Stopwatch

LONGEST, SETTLE = 62.0, 2.0


@pytest.fixture
def doubts(stopwatch: Stopwatch) -> Doubts:
    return Doubts(LONGEST, stopwatch.now)


def claimed(claims: int = 1, state: DeliveryState = DeliveryState.SENDING) -> Delivery:
    return Delivery(id=1, key="hello", say="notice", conversation="C1", about={}, state=state, claims=claims)


def test_what_nobody_has_claimed_is_in_no_doubt(doubts: Doubts) -> None:
    assert doubts.wait(claimed(state=DeliveryState.PENDING)) == 0.0


def test_somebody_elses_claim_is_watched_for_as_long_as_it_may_take(doubts: Doubts, stopwatch: Stopwatch) -> None:
    assert doubts.wait(claimed()) == LONGEST
    stopwatch.seconds += 60.0
    assert doubts.wait(claimed()) == 2.0
    stopwatch.seconds += 2.0
    assert doubts.wait(claimed()) == 0.0


def test_a_new_claim_is_watched_anew(doubts: Doubts, stopwatch: Stopwatch) -> None:
    doubts.wait(claimed())
    stopwatch.seconds += LONGEST
    assert doubts.wait(claimed(claims=2)) == LONGEST


def test_what_was_let_go_here_has_only_to_show_up(doubts: Doubts, stopwatch: Stopwatch) -> None:
    doubts.let_go(Claim(claimed(claims=0), 1, doubtful=True), SETTLE)
    assert doubts.wait(claimed()) == SETTLE
    stopwatch.seconds += SETTLE
    assert doubts.wait(claimed()) == 0.0
