"""Every column in which text can stand is decided about: it may name a person, or it never does."""

from sqlalchemy import JSON, String

from bot.storage.belongings import tables_of_people
from bot.storage.personal import PERSONAL

NAMES_NOBODY = {
    "asset": {"source", "tag", "known"},
    "burst": {"category_id", "usual"},
    "category_correction": {"id", "source", "was", "category_id"},
    "clock": {"id", "ticket_id", "metric", "segment_id", "calendar", "state"},
    "clock_event": {"id", "clock_id", "kind"},
    "delivery": {"say", "state", "ts", "error"},
    "lesson": {"id", "request_id", "slug"},
    "message": {"id", "request_id", "voice"},
    "offer": {"request_id", "articles", "scores", "manner", "outcome"},
    "offer_entry": {"id", "request_id", "kind"},
    "rating": {"segment_id", "question", "follow_up"},
    "receipt": {"route", "state"},
    "request": {
        *(
            "id",
            "surface",
            "state",
            "segment_id",
            "category_id",
            "category_guess",
            "impact",
            "urgency",
            "deflection_reason",
        ),
    },
    "thread": {"ts", "side", "request_id"},
    "ticket": {"request_id", "category_id", "skill", "segment_id", "priority", "pool_id", "status"},
    "ticket_event": {"id", "kind"},
    "timer": {"kind", "subject"},
}


def test_of_every_column_it_is_known_whether_it_may_name_somebody() -> None:
    for table in tables_of_people():
        holds_text = {column.name for column in table.columns if _is_text(column.type)}
        listed = PERSONAL.get(table.name)
        named = {*listed.ids, *listed.words} if listed else set()
        assert holds_text - named == NAMES_NOBODY.get(table.name, set()) & holds_text, table.name
        assert named <= holds_text, table.name


def _is_text(kind: object) -> bool:
    return isinstance(kind, String | JSON) or getattr(kind, "impl", None).__class__.__name__ in {"String", "AutoString"}
