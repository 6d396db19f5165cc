"""What the columns of an export tell, and by which heads they are known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import fuzz, process

ALIKE = 82  # of 100: from here on a head is proposed, though never taken without asking


class Column(StrEnum):
    NUMBER = "number"
    OPENED = "opened"
    SOLVED = "solved"
    REQUESTER = "requester"
    EMAIL = "email"
    CATEGORY = "category"
    PRIORITY = "priority"
    STATUS = "status"
    ESCALATED = "escalated"
    TEAMS = "teams"
    REOPENED = "reopened"
    WORK_TIME = "work_time"
    RESOLUTION_TIME = "resolution_time"
    FIRST_RESPONSE = "first_response"
    DEPARTMENT = "department"
    ROLE = "role"
    LOCATION = "location"
    EMPLOYMENT = "employment"
    ASSET = "asset"
    START_DATE = "start_date"


ATTRIBUTES = (Column.DEPARTMENT, Column.ROLE, Column.LOCATION, Column.EMPLOYMENT, Column.ASSET, Column.START_DATE)
MOMENTS = (Column.OPENED, Column.SOLVED)
LENGTHS = (Column.WORK_TIME, Column.RESOLUTION_TIME, Column.FIRST_RESPONSE)
NEEDED = (Column.OPENED, Column.REQUESTER)

TELLS: Mapping[Column, str] = {
    Column.NUMBER: "the number or key of the ticket",
    Column.OPENED: "when the ticket was opened",
    Column.SOLVED: "when it was solved",
    Column.REQUESTER: "who asked",
    Column.EMAIL: "the mail address of who asked",
    Column.CATEGORY: "what it was about",
    Column.PRIORITY: "its priority",
    Column.STATUS: "its status",
    Column.ESCALATED: "whether it was escalated (yes or no, or a support level)",
    Column.TEAMS: "with how many teams it was; with more than one it counts as escalated",
    Column.REOPENED: "whether, or how often, it was reopened",
    Column.WORK_TIME: "how long agents worked on it",
    Column.RESOLUTION_TIME: "how long it took until it was solved",
    Column.FIRST_RESPONSE: "how long it took until the first answer",
    Column.DEPARTMENT: "the department of who asked",
    Column.ROLE: "the job title or role of who asked",
    Column.LOCATION: "where that person works",
    Column.EMPLOYMENT: "the kind of employment",
    Column.ASSET: "the device or asset",
    Column.START_DATE: "since when that person works there",
}

KNOWN_HEADS: Mapping[Column, tuple[str, ...]] = {
    Column.NUMBER: ("id", "ticket id", "ticket", "ticket number", "number", "issue key", "key", "case number"),
    Column.OPENED: ("created", "created at", "created time", "created date", "opened", "opened at", "date opened"),
    Column.SOLVED: ("solved", "solved at", "resolved", "resolved at", "resolved time", "closed at", "resolution date"),
    Column.REQUESTER: ("requester", "reporter", "requester name", "requested by", "caller", "full name", "customer"),
    Column.EMAIL: ("requester email", "email", "e mail", "mail", "reporter email", "contact email"),
    Column.CATEGORY: ("category", "request type", "type", "topic", "component", "components", "subcategory", "service"),
    Column.PRIORITY: ("priority", "severity", "urgency"),
    Column.STATUS: ("status", "state"),
    Column.ESCALATED: ("escalated", "escalation", "escalation level", "support level"),
    Column.TEAMS: ("group stations", "teams", "number of teams"),
    Column.REOPENED: ("reopens", "reopened", "reopen count", "reopen", "times reopened"),
    Column.WORK_TIME: ("time spent", "time tracked", "work time", "handle time", "effort", "agent work time"),
    Column.RESOLUTION_TIME: ("resolution time", "full resolution time", "time to resolution"),
    Column.FIRST_RESPONSE: ("first response time", "first reply time", "time to first response", "first response"),
    Column.DEPARTMENT: ("department", "dept", "organization", "business unit", "team", "cost center", "abteilung"),
    Column.ROLE: ("role", "title", "job title", "job role", "position", "job"),
    Column.LOCATION: ("location", "office", "site", "city", "work location", "standort"),
    Column.EMPLOYMENT: ("employment type", "employment", "employee type", "worker type", "contract type"),
    Column.ASSET: ("asset", "assets", "asset type", "device", "device type", "computer", "hardware"),
    Column.START_DATE: ("start date", "hire date", "date of hire", "employed since", "joined", "join date"),
}


@dataclass(frozen=True)
class Guess:
    """`sure` heads are known; `unsure` ones only resemble one that is, so they have to be asked for."""

    sure: dict[Column, str] = field(default_factory=dict)
    unsure: dict[Column, str] = field(default_factory=dict)


def guess(heads: Sequence[str], wanted: Sequence[Column] = tuple(Column)) -> Guess:
    """Each head is given to one column at most."""
    free, found = {bare(head): head for head in reversed(heads)}, Guess()
    for column in wanted:
        exact = next((name for name in KNOWN_HEADS[column] if name in free), None)
        if exact is not None:
            found.sure[column] = free.pop(exact)
    for column in (each for each in wanted if each not in found.sure):
        best = max((_nearest(name, free) for name in KNOWN_HEADS[column]), default=(0.0, ""))
        if best[0] >= ALIKE:
            found.unsure[column] = free.pop(best[1])
    return found


def bare(head: str) -> str:
    """ "Custom field (Job Title)" and "job_title" are both "job title"; a unit in brackets is dropped."""
    text = head.casefold().replace("_", " ").replace("-", " ").replace("/", " ").strip()
    if text.startswith("custom field (") and text.endswith(")"):
        text = text.removeprefix("custom field (")[:-1]
    text = text.partition("(")[0].removesuffix(" in minutes ").strip()
    return " ".join(text.split())


def _nearest(name: str, heads: Mapping[str, str]) -> tuple[float, str]:
    found = process.extractOne(name, list(heads), scorer=fuzz.ratio)
    return (found[1], found[0]) if found else (0.0, "")
