"""A second look at a policy that is valid, with the lines that it is about."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from bot.desk.policy import Policy
from bot.desk.second_look import second_look
from bot.errors import BadInput
from bot.kb.reader import read_knowledge
from bot.kb.shelf import Shelf
from bot.written import read_yaml


def notes_on(policy: Policy, config: Path, knowledge: Path) -> list[str]:
    """Articles that cannot be read are told of elsewhere."""
    shelves: Mapping[str, frozenset[str]] = {}
    with suppress(BadInput):
        articles = read_knowledge(knowledge)
        shelves = {
            segment.id: frozenset(each.slug for each in articles if Shelf(segment.id).holds(each))
            for segment in policy.segments
        }
    written = read_yaml(config)
    return [f"{config}:{written.line_of(note.path)}: note: {note.sentence}" for note in second_look(policy, shelves)]
