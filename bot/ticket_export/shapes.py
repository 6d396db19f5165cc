"""The exports of helpdesks that many people have: what their columns are called, and in which unit times are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.ticket_export.columns import Column
from bot.ticket_export.lengths import Unit


@dataclass(frozen=True)
class Shape:
    """An export is of this shape when it has all the heads of `signature`."""

    name: str
    signature: frozenset[str]
    columns: Mapping[Column, str]
    units: Mapping[Column, Unit] = field(default_factory=dict)

    def found_in(self, heads: Sequence[str]) -> dict[Column, str]:
        """Those of its columns that this export has: owners choose which ones to export."""
        return {column: head for column, head in self.columns.items() if head in heads}


ZENDESK = Shape(
    "Zendesk",
    frozenset({"Id", "Requester", "Created at", "Status"}),
    {
        Column.NUMBER: "Id",
        Column.OPENED: "Created at",
        Column.SOLVED: "Solved at",
        Column.REQUESTER: "Requester",
        Column.EMAIL: "Requester email",
        Column.CATEGORY: "Category",
        Column.PRIORITY: "Priority",
        Column.STATUS: "Status",
        Column.TEAMS: "Group stations",
        Column.REOPENED: "Reopens",
        Column.WORK_TIME: "Total time spent (sec)",
        Column.RESOLUTION_TIME: "Full resolution time in minutes",
        Column.FIRST_RESPONSE: "First reply time in minutes",
    },
    {Column.WORK_TIME: Unit.SECONDS, Column.RESOLUTION_TIME: Unit.MINUTES, Column.FIRST_RESPONSE: Unit.MINUTES},
)
JIRA = Shape(
    "Jira",
    frozenset({"Issue key", "Reporter", "Created"}),
    {
        Column.NUMBER: "Issue key",
        Column.OPENED: "Created",
        Column.SOLVED: "Resolved",
        Column.REQUESTER: "Reporter",
        Column.CATEGORY: "Custom field (Request Type)",
        Column.PRIORITY: "Priority",
        Column.STATUS: "Status",
        Column.ESCALATED: "Custom field (Escalated)",
        Column.REOPENED: "Custom field (Reopened)",
        Column.WORK_TIME: "Time Spent",
    },
    {Column.WORK_TIME: Unit.SECONDS},
)
FRESHDESK = Shape(
    "Freshdesk",
    frozenset({"Ticket ID", "Created time", "Status"}),
    {
        Column.NUMBER: "Ticket ID",
        Column.OPENED: "Created time",
        Column.SOLVED: "Resolved time",
        Column.REQUESTER: "Full name",
        Column.EMAIL: "Email",
        Column.CATEGORY: "Type",
        Column.PRIORITY: "Priority",
        Column.STATUS: "Status",
        Column.ROLE: "Title",
        Column.WORK_TIME: "Time tracked",
        Column.RESOLUTION_TIME: "Resolution time (in hrs)",
        Column.FIRST_RESPONSE: "First response time (in hrs)",
    },
    {Column.WORK_TIME: Unit.HOURS, Column.RESOLUTION_TIME: Unit.HOURS, Column.FIRST_RESPONSE: Unit.HOURS},
)
SHAPES = (ZENDESK, JIRA, FRESHDESK)


def shape_of(heads: Sequence[str]) -> Shape | None:
    return next((shape for shape in SHAPES if shape.signature <= set(heads)), None)
