"""What stands in the tables, put into the gauges."""

from collections.abc import Callable
from datetime import datetime

from bot.metrics import Metrics
from bot.storage.backlog import backlog
from bot.storage.store import Store


class Gauges:
    """`refresh` looks into the database: it is called when somebody asks for the metrics."""

    def __init__(self, store: Store, now: Callable[[], datetime], metrics: Metrics) -> None:
        self._store = store
        self._now = now
        self._metrics = metrics

    async def refresh(self) -> None:
        now = self._now()
        found = await self._store.read(lambda session: backlog(session, now))
        for name, queue in found.queues.items():
            age = (now - queue.oldest).total_seconds() if queue.oldest else 0.0
            self._metrics.show(name, queue.waiting, age, queue.given_up)
        self._metrics.open_tickets.clear()
        for segment, count in found.open_tickets.items():
            self._metrics.open_tickets.labels(segment).set(count)
