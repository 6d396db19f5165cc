"""Where people stand in the tables: the one list by which they are found, given out and erased."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Personal:
    """The columns of a table in which somebody may be named.

    In `ids` the id of a person or of their DM stands, as a value or within one. In `words` stands what people wrote or
    are called; of a JSON column, only in the texts under those keys. Names are looked for there and nowhere else: a
    person may be called like a segment.
    """

    ids: Set[str] = frozenset()
    words: Mapping[str, Set[str]] = field(default_factory=dict)


_TEXT = {"text": frozenset[str]()}
_RECEIPT = frozenset({"text", "value", "name", "real_name"})  # in what Slack delivers, not all of it by the desk's hand
_SAID = frozenset({"text", "sentence", "reason", "settled"})
_FOUND = frozenset({"value", "reason"})  # the value of a fact, such as a manager, and the reason that quotes it

PERSONAL: Mapping[str, Personal] = {
    "asset": Personal({"person"}),
    "category_correction": Personal({"actor_id"}),
    "clock_event": Personal({"details"}),
    "delivery": Personal(
        {"key", "conversation", "about", "thread", "opens", "edits", "channel", "cause"}, {"about": _SAID}
    ),
    "lesson": Personal({"taken_back_by"}, _TEXT),
    "message": Personal({"author_id", "source"}, _TEXT),
    "offer_entry": Personal({"details"}),
    "opened_home": Personal({"person_id"}),
    "rating": Personal(words={"comment": frozenset()}),
    "read_mark": Personal({"conversation"}),
    "receipt": Personal({"id", "body"}, {"body": _RECEIPT}),
    "request": Personal({"receipt_id", "requester_id", "decision"}, {**_TEXT, "decision": _FOUND}),
    "thread": Personal({"conversation"}),
    "ticket": Personal(
        {"requester_id", "assignee_id", "first_owner_id", "routing"},
        {**_TEXT, "routing": frozenset({"pool", "reason", "fact"})},
    ),
    "ticket_event": Personal({"actor_id", "details"}, {"details": frozenset({"reason", "fact"})}),
}
