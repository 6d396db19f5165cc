"""The knowledge base as it ships, read and indexed once for all tests that ask it something."""

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.kb.article import Article
from bot.kb.known_names import KnownNames
from bot.kb.reader import read_knowledge
from bot.kb.search import Index

FOLDER = Path(__file__).parents[2] / "knowledge_base"
QUESTIONS = Path(__file__).with_name("questions.yml")
SEGMENTS = frozenset({"executive", "revenue", "engineering", "onboarding", "remote_field", "contractor", "standard"})
CATEGORIES = frozenset(
    {"password", "mfa", "access", "vpn", "wifi", "printer", "hardware", "phone", "mail_calendar", "software"}
    | {"meeting_room", "onboarding", "field_device", "security_incident", "infrastructure", "cicd", "change", "other"}
)


@cache
def articles() -> tuple[Article, ...]:
    return read_knowledge(FOLDER, KnownNames(SEGMENTS, CATEGORIES))


@cache
def index() -> Index:
    return Index.build(articles())


@cache
def questions() -> dict[str, list[dict[str, Any]]]:
    """By `seen` and `fresh`: each with `ask`, `segment`, and the name of the `article` that answers it, or None."""
    loaded: dict[str, list[dict[str, Any]]] = YAML(typ="safe").load(QUESTIONS)
    return loaded
