"""What agents corrected since is learned: beside the work, and the better classifier takes the other's place."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.desk.desk import Desk
from bot.routing.classify import Classifier, LiveClassifier
from bot.routing.habits import Habits
from bot.routing.training import MOST_CORRECTED, Example

Phrases = Mapping[str, Sequence[str]]  # by the category that they are of
REMEMBERED = timedelta(days=90)  # what people asked before that is another time
log = logging.getLogger(__name__)


class Relearning:
    """`live` is the classifier that the desk asks."""

    def __init__(self, desk: Desk, live: LiveClassifier) -> None:
        self._desk = desk
        self._live = live
        self._learned: Sequence[Example] = []
        self._phrases: Phrases = desk.library.phrases()

    async def look(self) -> None:
        """Trains again if there is a correction that was not there the last time, or one is gone (it was taken back, or
        its words were erased), or if the articles are worded otherwise by now. The desk goes on meanwhile.
        """
        corrected = await self._desk.transact(lambda tx: tx.corrected(MOST_CORRECTED))
        phrases = self._desk.library.phrases()
        if corrected == self._learned and phrases == self._phrases:
            return
        since = self._desk.now() - REMEMBERED
        habits = Habits(await self._desk.transact(lambda tx: tx.solved_counts(since)))
        trained = await asyncio.to_thread(self._train, phrases, corrected, habits)
        self._live.replace(trained)
        self._learned, self._phrases = corrected, phrases
        log.info("categories are learned again, from %s corrections", len(corrected))

    def _train(self, phrases: Phrases, corrected: Sequence[Example], habits: Habits) -> Classifier:
        return Classifier.train(self._desk.policy.categories, phrases, corrected, habits)
