"""The first tables"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (  # each after those that it points at
    "receipt",
    "delivery",
    "timer",
    "opened_home",
    "request",
    "message",
    "offer",
    "thread",
    "ticket",
    "ticket_event",
    "rating",
    "clock",
    "clock_event",
)


def upgrade() -> None:
    _create_receipts()
    _create_deliveries()
    _create_what_is_due_and_looked_at()
    _create_requests()
    _create_what_belongs_to_a_request()
    _create_tickets()
    _create_what_belongs_to_a_ticket()
    _create_clocks()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_receipts() -> None:
    op.create_table(
        "receipt",
        _text("id"),
        _text("route"),
        _json("body"),
        _moment("received_at"),
        _text("state"),
        _number("attempts"),
        _moment("lease_until"),
        _moment("finished_at", nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("receipt_unfinished", "receipt", ["state", "lease_until"])


def _create_deliveries() -> None:
    op.create_table(
        "delivery",
        _number("id"),
        _text("key"),
        _text("say"),
        _text("conversation"),
        _json("about"),
        _json("thread", nullable=True),
        _json("opens", nullable=True),
        _text("edits", nullable=True),
        _text("state"),
        _number("attempts"),
        _moment("not_before", nullable=True),
        _text("channel", nullable=True),
        _text("ts", nullable=True),
        _text("error", nullable=True),
        _moment("created_at"),
        _moment("sent_at", nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )
    _index("delivery", "state")


def _create_what_is_due_and_looked_at() -> None:
    op.create_table(
        "timer",
        _text("kind"),
        _text("subject"),
        _moment("due_at"),
        sa.PrimaryKeyConstraint("kind", "subject"),
    )
    _index("timer", "due_at")
    op.create_table(
        "opened_home",
        _text("person_id"),
        _moment("at"),
        sa.PrimaryKeyConstraint("person_id"),
    )


def _create_requests() -> None:
    op.create_table(
        "request",
        _text("id"),
        _text("receipt_id"),
        _text("requester_id"),
        _text("surface"),
        _text("text"),
        _moment("received_at"),
        _text("state"),
        _text("segment_id"),
        _text("category_id"),
        _fraction("category_confidence"),
        _text("impact", nullable=True),
        _text("urgency", nullable=True),
        _json("decision"),
        _text("deflection_reason"),
        _moment("settled_at", nullable=True),
        _number("follows", nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("receipt_id"),
    )
    _index("request", "requester_id")
    _index("request", "state")


def _create_what_belongs_to_a_request() -> None:
    op.create_table(
        "message",
        _text("id"),
        _text("request_id"),
        _moment("at"),
        _text("author_id"),
        _text("voice"),
        _text("text"),
        _text("source"),
        _points_at("request"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source"),
    )
    _index("message", "request_id")
    op.create_table(
        "offer",
        _text("request_id"),
        _json("articles"),
        _json("scores"),
        _flag("alongside"),
        _moment("shown_at"),
        _text("outcome", nullable=True),
        _moment("outcome_at", nullable=True),
        _points_at("request"),
        sa.PrimaryKeyConstraint("request_id"),
    )
    op.create_table(
        "thread",
        _text("conversation"),
        _text("ts"),
        _text("side"),
        _text("request_id"),
        _number("number"),
        _points_at("request"),
        sa.PrimaryKeyConstraint("conversation", "ts"),
    )
    _index("thread", "request_id")


def _create_tickets() -> None:
    op.create_table(
        "ticket",
        _number("id"),
        _text("request_id"),
        _text("requester_id"),
        _text("text"),
        _text("category_id"),
        _text("skill"),
        _text("segment_id"),
        _number("tier"),
        _text("priority"),
        _text("pool_id"),
        _text("status"),
        _text("assignee_id", nullable=True),
        _text("first_owner_id", nullable=True),
        _json("routing"),
        _number("card_number"),
        _moment("started_at"),
        _moment("opened_at"),
        *(_moment(name, nullable=True) for name in ("claimed_at", "solved_at", "first_solved_at", "closed_at")),
        _points_at("request"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("request_id"),
        sqlite_autoincrement=True,
    )
    for column in ("assignee_id", "pool_id", "requester_id", "status"):
        _index("ticket", column)


def _create_what_belongs_to_a_ticket() -> None:
    op.create_table(
        "ticket_event",
        _text("id"),
        _number("ticket_id"),
        _moment("at"),
        _text("actor_id"),
        _text("kind"),
        _json("details"),
        _points_at("ticket"),
        sa.PrimaryKeyConstraint("id"),
    )
    _index("ticket_event", "ticket_id")
    op.create_table(
        "rating",
        _number("ticket_id"),
        _text("segment_id"),
        _text("question"),
        _text("follow_up", nullable=True),
        _number("delay_seconds"),
        _moment("asked_at"),
        _number("score", nullable=True),
        _moment("answered_at", nullable=True),
        _text("comment", nullable=True),
        _points_at("ticket"),
        sa.PrimaryKeyConstraint("ticket_id"),
    )


def _create_clocks() -> None:
    op.create_table(
        "clock",
        _text("id"),
        _number("ticket_id"),
        *(_text(name) for name in ("metric", "segment_id", "calendar")),
        _fraction("target_seconds"),
        _fraction("lead_seconds"),
        _moment("started_at"),
        _text("state"),
        _fraction("counted_seconds"),
        *(_moment(name, nullable=True) for name in ("due_at", "warn_at")),
        *(_moment(name, nullable=True) for name in ("fulfilled_at", "first_fulfilled_at", "breached_at")),
        _flag("by_retarget"),
        _flag("warned"),
        _points_at("ticket"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_clock_state_due_at", "clock", ["state", "due_at"])
    op.create_index("ix_clock_state_warn_at", "clock", ["state", "warn_at"])
    _index("clock", "ticket_id")
    op.create_table(
        "clock_event",
        _text("id"),
        _text("clock_id"),
        _number("sequence"),
        _moment("at"),
        _text("kind"),
        _json("details"),
        _points_at("clock"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("clock_id", "sequence"),
    )


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _fraction(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float(), nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _json(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=nullable)


def _points_at(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([f"{table}_id"], [f"{table}.id"])


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])
