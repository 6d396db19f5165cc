"""Slack's rate limits: so many calls a minute per method, and one message a second per channel.

Bursts are tolerated, how large ones is not published: a bucket starts with a minute's worth.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from local_slack.state import Json

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}  # calls a minute
SPECIAL = {"auth.test": 600, "chat.getPermalink": 600, "assistant.threads.setStatus": 600, "chat.postMessage": 300}
METHOD_TIERS = {
    "apps.connections.open": 1,
    "bookmarks.add": 2,
    "chat.startStream": 2,
    "chat.stopStream": 2,
    "conversations.create": 2,
    "conversations.list": 2,
    "emoji.list": 2,
    "pins.add": 2,
    "reactions.remove": 2,
    "usergroups.list": 2,
    "usergroups.users.list": 2,
    "users.conversations": 2,
    "users.list": 2,
    "assistant.threads.setSuggestedPrompts": 3,
    "assistant.threads.setTitle": 3,
    "bots.info": 3,
    "chat.delete": 3,
    "chat.deleteScheduledMessage": 3,
    "chat.scheduleMessage": 3,
    "chat.scheduledMessages.list": 3,
    "chat.unfurl": 3,
    "chat.update": 3,
    "conversations.archive": 3,
    "conversations.history": 3,
    "conversations.info": 3,
    "conversations.invite": 3,
    "conversations.join": 3,
    "conversations.mark": 3,
    "conversations.open": 3,
    "conversations.replies": 3,
    "reactions.add": 3,
    "reactions.get": 3,
    "team.info": 3,
    "team.profile.get": 3,
    "users.lookupByEmail": 3,
    "chat.appendStream": 4,
    "chat.postEphemeral": 4,
    "conversations.members": 4,
    "files.completeUploadExternal": 4,
    "files.getUploadURLExternal": 4,
    "files.info": 4,
    "users.info": 4,
    "users.profile.get": 4,
    "views.open": 4,
    "views.publish": 4,
    "views.push": 4,
    "views.update": 4,
}


@dataclass
class Bucket:
    """Tokens that come back with time."""

    size: float
    per_second: float
    tokens: float
    filled_at: float

    def take(self, now: float) -> float:
        """Takes one token; 0.0, or the seconds until there is one."""
        self.tokens = min(self.size, self.tokens + (now - self.filled_at) * self.per_second)
        self.filled_at = now
        if self.tokens < 1:
            return (1 - self.tokens) / self.per_second
        self.tokens -= 1
        return 0.0


class RateLimits:
    """Off until switched on, so that tests and demos run at their own speed."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.on = False
        self._now = now
        self._buckets: dict[str, Bucket] = {}

    def wait(self, method: str, arguments: Json) -> int:
        """0 when the call may go on, else the whole seconds for `Retry-After`."""
        if not self.on:
            return 0
        waits = [self._take(key, *rate) for key, rate in _rates(method, arguments)]
        return math.ceil(max(waits, default=0.0))

    def _take(self, key: str, size: float, per_second: float) -> float:
        bucket = self._buckets.setdefault(key, Bucket(size, per_second, size, self._now()))
        return bucket.take(self._now())


def _rates(method: str, arguments: Json) -> list[tuple[str, tuple[float, float]]]:
    """The buckets that a call draws from: each with its size and what comes back in a second."""
    rates = []
    a_minute = SPECIAL.get(method) or TIERS.get(METHOD_TIERS.get(method, 0))
    if a_minute:
        rates.append((method, (float(a_minute), a_minute / 60)))
    if method == "chat.postMessage":
        rates.append((f"{method} {arguments.get('channel')}", (1.0, 1.0)))
    return rates
