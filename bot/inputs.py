"""Everything that the owner of the desk wrote, read and learned from before the desk opens."""

import logging
from dataclasses import dataclass, field
from pathlib import Path

from bot.config import read_policy
from bot.deflection.bar import Bars
from bot.deflection.labelled import cases_of
from bot.desk.policy import Policy
from bot.kb.encoder import Encoder, NoEncoder
from bot.kb.library import Library
from bot.kb.synonyms import Synonyms
from bot.knowledge.knowledge import Knowledge
from bot.routing.classify import Classifier

log = logging.getLogger("bot")


@dataclass(frozen=True)
class Written:
    """What a desk is opened with."""

    policy: Policy
    library: Library
    classifier: Classifier
    encoder: Encoder | None = None
    bars: Bars = field(default_factory=Bars)
    knowledge: Knowledge | None = None  # the files behind the library, where they are to be followed


def read_written(config: Path, knowledge: Path, *, with_meaning: bool = True) -> Written:
    """Raises BadInput when part of it cannot be used: nothing starts half."""
    policy = read_policy(config)
    found = Knowledge.read(knowledge, policy)
    library = Library(found.articles, Synonyms(policy.desk.synonyms))
    classifier = Classifier.train(policy.categories, library.phrases())
    bars = Bars(cases_of(found.questions, library.index))
    return Written(
        policy, library, classifier, encoder=_encoder() if with_meaning else None, bars=bars, knowledge=found
    )


def _encoder() -> Encoder | None:
    try:
        return Encoder.load()
    except NoEncoder as reason:
        log.warning("search goes by words alone, without their meaning: %s", reason)
        return None
