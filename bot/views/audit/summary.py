"""What an audit says in the terminal: what was read, what stands out, and where the rest stands."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.insight.audit.audit import Audit
from bot.insight.audit.verdict import Finding
from bot.ticket_export.columns import TELLS
from bot.ticket_export.questions import Understood
from bot.ticket_export.reading import Reading
from bot.views.audit.findings import sentence
from bot.views.audit.words import percent

_SHOWN = 5


def render(audit: Audit, reading: Reading, understood: Understood, written: Sequence[Path]) -> str:
    parts = (_read(reading, understood), _clusters(audit), _findings(audit), _segments(audit), _next(audit, written))
    return "\n\n".join("\n".join(part) for part in parts if part)


def _read(reading: Reading, understood: Understood) -> list[str]:
    shape = f", an export of {understood.shape.name}" if understood.shape else ""
    account = reading.account
    lines = [f"Read {account.used} of {account.rows} tickets{shape}, of the {account.days} days before the newest."]
    lines += [f"  Left out: {note}" for note in account.left_out]
    lines += [f"  Not known: {note}" for note in account.ignored]
    lines += [
        f"  Passed over: the column “{head}”, which may tell {TELLS[column]}; nobody could be asked (--ask)"
        for column, head in understood.passed_over.items()
    ]
    return lines


def _clusters(audit: Audit) -> list[str]:
    if len(audit.clusters) == 1:
        return ["No natural clusters: however many are made, the same tickets drawn anew fall otherwise."]
    named = ", ".join(f"{each.group.name} ({each.group.n})" for each in audit.clusters)
    return [f"{len(audit.clusters)} natural clusters: {named}."]


def _findings(audit: Audit) -> list[str]:
    return [*_listed("Underserved:", audit.underserved), *_listed("More time than their share:", audit.costly)]


def _listed(title: str, found: Sequence[Finding]) -> Iterator[str]:
    if not found:
        yield f"{title} nobody, as far as these tickets can tell."
        return
    yield title
    yield from (f"  {sentence(each)}" for each in found[:_SHOWN])
    if len(found) > _SHOWN:
        yield f"  and {len(found) - _SHOWN} more, in the report"


def _segments(audit: Audit) -> list[str]:
    if not audit.proposals:
        return [
            "No draft: these tickets do not tell segments apart. Begin with a preset (docs/policy.md), and audit later."
        ]
    shares = (f"{each.name} ({percent(each.n / audit.tickets)} of the tickets)" for each in audit.proposals)
    return [f"Proposed segments: {', '.join(shares)}."]


def _next(audit: Audit, written: Sequence[Path]) -> list[str]:
    draft, report = written
    drafted = [f"The draft:  {draft}", f"Check it:   frontdesk check --config {draft}"]
    return [f"The report: {report}", *(drafted if audit.proposals else [])]
