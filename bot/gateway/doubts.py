"""How long to wait before a message that Slack may have taken is looked for."""

import time
from collections.abc import Callable

from bot.storage.deliveries import Claim, Delivery, DeliveryState


class Doubts:
    """A claim has no time in it: clocks differ from machine to machine, and jump. Whoever sees somebody else's takes it
    over after having watched it for `longest` seconds, in which that sender has come to its end or has died.
    """

    def __init__(self, longest: float, now: Callable[[], float] = time.monotonic) -> None:
        self._longest = longest
        self._now = now
        self._sure_at: dict[str, tuple[int | None, int, float]] = {}  # by conversation: one at a time is said in it

    def wait(self, delivery: Delivery) -> float:
        """0.0 when what became of it can be seen in Slack; else the seconds until then."""
        if delivery.state is not DeliveryState.SENDING:
            return 0.0
        *watched, sure_at = self._sure_at.get(delivery.conversation, (None, 0, 0.0))
        if watched != [delivery.id, delivery.claims]:
            sure_at = self._note(delivery, delivery.claims, self._longest)
        return max(0.0, sure_at - self._now())

    def let_go(self, claim: Claim, settle: float) -> None:
        """This sender has come to its end with it, so that it knows more than the others."""
        self._note(claim.delivery, claim.number, settle)

    def _note(self, delivery: Delivery, claims: int, seconds: float) -> float:
        sure_at = self._now() + seconds
        self._sure_at[delivery.conversation] = (delivery.id, claims, sure_at)
        return sure_at
