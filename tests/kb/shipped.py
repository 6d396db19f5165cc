"""The knowledge base as it ships, read and indexed once for all tests that ask it something."""

from functools import cache
from pathlib import Path

from bot.deflection.labelled import Case, Labelled, cases_of
from bot.kb.article import Article
from bot.kb.known_names import KnownNames
from bot.kb.reader import read_knowledge
from bot.kb.search import Index
from bot.knowledge.questions import read_questions

FOLDER = Path(__file__).parents[2] / "knowledge_base"
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
def questions() -> tuple[Labelled, ...]:
    return read_questions(FOLDER, articles(), KnownNames(SEGMENTS, CATEGORIES))


@cache
def cases() -> tuple[Case, ...]:
    return tuple(cases_of(questions(), index()))
