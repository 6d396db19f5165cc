"""A running desk follows its articles: what somebody changes is used, and what became of offers is learned from."""

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress

from bot.deflection.labelled import Labelled, cases_of
from bot.desk.desk import Desk
from bot.desk.report_broken_articles import report_broken_articles
from bot.errors import Problem
from bot.knowledge.knowledge import Knowledge
from bot.storage.answered import answered_offers
from bot.storage.store import Store

log = logging.getLogger(__name__)


class KnowledgeWatch:
    """Both are chores. Reading, indexing and learning happen in a thread; requests go on meanwhile with what was."""

    def __init__(self, desk: Desk, store: Store, knowledge: Knowledge) -> None:
        self._desk = desk
        self._store = store
        self._knowledge = knowledge
        self._told: tuple[Problem, ...] = ()
        self._learned_from = list(knowledge.questions)
        self._learned_with = desk.library.index

    async def look(self) -> None:
        """Takes over what has changed in the files. A file that is broken stays as it was, and is told of once."""
        with suppress(asyncio.CancelledError):  # the desk closes: the next one reads everything anew
            await self._follow()

    async def _follow(self) -> None:
        has_changed = await asyncio.to_thread(self._knowledge.look)
        if self._knowledge.articles != self._desk.library.articles:
            await asyncio.to_thread(self._desk.library.reload, self._knowledge.articles)
            log.info("the articles have changed; there are %d now", len(self._knowledge.articles))
        if has_changed or self._learned_with is not self._desk.library.index:
            await self.learn()
            await self._tell(self._knowledge.problems)

    async def learn(self) -> None:
        """Learns again how sure one can be of a find, from the labelled questions and the offers answered lately."""
        answered = await self._store.read(lambda session: answered_offers(session, self._desk.now()))
        labelled, index = [*self._knowledge.questions, *self._for_their_shelf(answered)], self._desk.library.index
        if labelled == self._learned_from and index is self._learned_with:
            return
        await asyncio.to_thread(lambda: self._desk.bars.learn(cases_of(labelled, index)))
        self._learned_from, self._learned_with = labelled, index

    def _for_their_shelf(self, answered: Iterable[Labelled]) -> Iterable[Labelled]:
        """An article that these people cannot find any more tells nothing about what they find."""
        for labelled in answered:
            article = self._desk.library.article(labelled.article or labelled.refused or "")
            if article is not None and article.is_for(labelled.segment):
                yield labelled

    async def _tell(self, problems: tuple[Problem, ...]) -> None:
        if problems and problems != self._told:
            for problem in problems:
                log.warning("not taken over: %s", problem)
            await self._desk.transact(lambda tx: report_broken_articles(tx, self._desk, problems))
        self._told = problems
