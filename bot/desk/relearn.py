"""What agents corrected since is learned: beside the work, and the better classifier takes the other's place."""

import asyncio
import logging
from collections.abc import Sequence

from bot.desk.desk import Desk
from bot.routing.classify import Classifier, LiveClassifier
from bot.routing.training import MOST_LESSONS, Lesson

log = logging.getLogger(__name__)


class Relearning:
    """`live` is the classifier that the desk asks."""

    def __init__(self, desk: Desk, live: LiveClassifier) -> None:
        self._desk = desk
        self._live = live
        self._learned: str | None = None

    async def look(self) -> None:
        """Trains again if there is a correction that was not there the last time. The desk goes on meanwhile."""
        last = await self._desk.transact(lambda tx: tx.last_correction())
        if last == self._learned:
            return
        lessons = await self._desk.transact(lambda tx: tx.lessons(MOST_LESSONS))
        trained = await asyncio.to_thread(self._train, lessons)
        self._live.replace(trained)
        self._learned = last
        log.info("categories are learned again, from %s corrections", len(lessons))

    def _train(self, lessons: Sequence[Lesson]) -> Classifier:
        return Classifier.train(self._desk.policy.categories, self._desk.library.phrases(), lessons)
