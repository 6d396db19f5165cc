"""What the rows of a list of assets say of people: which column is which fact, and what may stand in it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.errors import BadInput, Problem
from bot.segments.asset import DATES, DEVICE, FLAGS, Asset
from bot.segments.asset_table import Row, Table
from bot.segments.day import day_of
from bot.segments.estate import RARE_OS, rare_systems
from bot.segments.facts import fact_name

PERSON = "person"
FACTS: Mapping[str, str] = {
    PERSON: "whose it is: an e-mail address or a Slack id",
    DEVICE: "its tag or name",
    "os": "the operating system",
    "software": "what runs on it",
    "critical_infrastructure": "whether critical infrastructure depends on it (yes or no)",
    "regulated": "whether it is a regulated system (yes or no)",
    "entitlement": "the support that its person is entitled to",
    "contract_start": "since when their contract runs",
    "contract_end": "until when it runs",
}
"""Each in words. Only these are taken and those that the policy names: the rest of a list is nobody's business."""

REQUIRED = (PERSON, DEVICE)
_ALSO_CALLED = {
    PERSON: ("email", "e_mail", "email_address", "user", "assigned_to", "primary_user", "owner", "slack_id"),
    DEVICE: ("asset", "asset_tag", "tag", "hostname", "device_name", "computer", "serial_number", "name"),
    "os": ("operating_system", "platform"),
    "software": ("software_stack", "installed_software", "applications"),
    "critical_infrastructure": ("critical", "criticality", "critical_system"),
    "regulated": ("regulated_system", "compliance_scope", "in_scope"),
    "entitlement": ("support_level", "service_level", "support_entitlement", "service_tier"),
    "contract_start": ("contract_from", "service_start"),
    "contract_end": ("contract_until", "service_end", "contract_expires", "end_of_contract"),
}
_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0"})
_UNSAID = frozenset({"", "unknown", "n/a", "-", "–"})
_SLACK_ID = re.compile(r"[UW][A-Z0-9]{2,20}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_MOST_TOLD = 20  # problems; whoever mends those knows the rest

Layout = Mapping[str, str]
"""The heading of each fact."""


@dataclass(frozen=True)
class AssetList:
    """`unassigned` rows name nobody: devices in stock."""

    assets: Sequence[Asset]
    unassigned: int


def layout_of(headings: Iterable[str], columns: Layout) -> dict[str, str]:
    """What can be told from the headings alone; what the policy says of them comes first."""
    by_name = {fact_name(heading): heading for heading in headings if heading}
    found = {name: by_name[fact_name(heading)] for name, heading in columns.items() if fact_name(heading) in by_name}
    for name in FACTS:
        called = [
            each for each in (name, *_ALSO_CALLED[name]) if each in by_name and by_name[each] not in found.values()
        ]
        if called:
            found.setdefault(name, by_name[called[0]])
    return found


def read_assets(table: Table, layout: Layout, source: str, now: datetime) -> AssetList:
    """Raises BadInput with every row that cannot be used: a list is taken whole or not at all."""
    missing = [
        Problem(table.file, 1, name, _listed(table.headings), f"a column with {FACTS[name]}") for name in REQUIRED
    ]
    missing = [problem for problem in missing if problem.key not in layout]
    if missing:
        raise BadInput(missing)
    owned = [row for row in table.rows if _said(row, layout[PERSON])]
    problems = [*_problems(table, owned, layout), *_twins(table, owned, layout)]
    if problems:
        raise BadInput(_first(problems))
    assets = [Asset(**_key(row, layout), source=source, known=_known(row, layout), as_of=now) for row in owned]
    return AssetList(_with_what_is_rare(assets), len(table.rows) - len(owned))


def _with_what_is_rare(assets: Sequence[Asset]) -> list[Asset]:
    """Whoever helps with a Mac among Windows machines should know that it is one."""
    rare = rare_systems([asset.known["os"] for asset in assets if "os" in asset.known])
    for asset in assets:
        if told := rare.get(asset.known.get("os", "")):
            asset.known = {**asset.known, RARE_OS: told}
    return list(assets)


def _problems(table: Table, rows: Iterable[Row], layout: Layout) -> Iterator[Problem]:
    for row in rows:
        for name, heading in layout.items():
            said = _said(row, heading)
            allowed = _refusal(name, said)
            if allowed and (said or name in REQUIRED):
                yield Problem(table.file, row.number, heading, f"“{said[:60]}”" if said else "nothing", allowed)


def _refusal(name: str, said: str) -> str | None:
    """What would be allowed instead; None for what is."""
    if name == PERSON and not (_SLACK_ID.fullmatch(said) or _EMAIL.fullmatch(said)):
        return "an e-mail address or a Slack id"
    if name == DEVICE and not said:
        return FACTS[DEVICE]
    if name in FLAGS and said.lower() not in _YES | _NO:
        return "yes or no"
    if name in DATES and day_of(said) is None:
        return "a day such as 2026-12-31"
    return None


def _twins(table: Table, rows: Iterable[Row], layout: Layout) -> Iterator[Problem]:
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(_key(row, layout).values())
        if key in first:
            yield Problem(
                table.file, row.number, layout[DEVICE], f"{key[1]} of {key[0]} again", f"once; row {first[key]} has it"
            )
        first.setdefault(key, row.number)


def _key(row: Row, layout: Layout) -> dict[str, str]:
    person = _said(row, layout[PERSON])
    return {"person": person if _SLACK_ID.fullmatch(person) else person.casefold(), "tag": _said(row, layout[DEVICE])}


def _known(row: Row, layout: Layout) -> dict[str, str]:
    told = {name: _said(row, heading) for name, heading in layout.items() if name not in REQUIRED}
    return {name: _plain(name, said) for name, said in told.items() if said}


def _plain(name: str, said: str) -> str:
    if name in FLAGS:
        return "yes" if said.lower() in _YES else "no"
    return said[:10] if name in DATES else said


def _said(row: Row, heading: str) -> str:
    """What stands there, "" for what says that nobody knows."""
    cell = " ".join(row.cells.get(heading, "").replace("\x00", "").split())
    return "" if cell.lower() in _UNSAID else cell


def _first(problems: Sequence[Problem]) -> list[Problem]:
    told = list(problems[:_MOST_TOLD])
    if len(problems) > _MOST_TOLD:
        more = len(problems) - _MOST_TOLD
        told.append(Problem(told[0].file, None, "list", f"{more} more like these", "none of them"))
    return told


def _listed(headings: Sequence[str]) -> str:
    return f"the headings {', '.join(heading for heading in headings if heading)}"[:200]
