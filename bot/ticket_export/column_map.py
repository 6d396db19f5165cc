"""Which column of an export tells what, remembered beside it, so that nobody is asked twice."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML

from bot.errors import BadInput, Problem
from bot.ticket_export.columns import LENGTHS, MOMENTS, NEEDED, TELLS, Column
from bot.ticket_export.lengths import Unit
from bot.ticket_export.moments import WAYS
from bot.written import Written, read_yaml


class ColumnMap(BaseModel):
    """`columns` are the heads by what they tell, `dates` the way of writing of each that tells a moment."""

    model_config = ConfigDict(extra="forbid")

    columns: dict[Column, str] = Field(default_factory=dict)
    dates: dict[Column, str] = Field(default_factory=dict)
    units: dict[Column, Unit] = Field(default_factory=dict)

    @property
    def missing(self) -> list[Column]:
        """Without these there is nothing to audit."""
        return [column for column in NEEDED if column not in self.columns]


def beside(export: Path) -> Path:
    """Where it is remembered for that export."""
    return export.with_suffix(".columns.yml")


def recall(path: Path, heads: tuple[str, ...]) -> ColumnMap | None:
    """What was remembered; None for an export that was never asked about.

    Raises BadInput when it names a column that the export no longer has, or cannot be used for another reason.
    """
    if not path.exists():
        return None
    written = read_yaml(path)
    try:
        remembered = ColumnMap.model_validate(written.values)
    except ValidationError as error:
        raise BadInput([_problem(written, each["loc"], each["input"]) for each in error.errors()]) from None
    problems = [*_lost(written, remembered, heads), *_unreadable(written, remembered)]
    if problems:
        raise BadInput(problems)
    return remembered


def remember(path: Path, columns: ColumnMap) -> None:
    """Written so that an owner can mend it."""
    yaml = YAML()
    yaml.width = 200
    with path.open("w", encoding="utf-8") as file:
        file.write(
            "# Which column tells what. `frontdesk audit` reads this before it asks; delete it to be asked again.\n"
        )
        yaml.dump(columns.model_dump(mode="json", exclude_defaults=True), file)


def _lost(written: Written, remembered: ColumnMap, heads: tuple[str, ...]) -> list[Problem]:
    return [
        Problem(written.file, written.line_of(("columns", column)), f"columns.{column}", f"“{head}”", _one_of(heads))
        for column, head in remembered.columns.items()
        if head not in heads
    ]


def _unreadable(written: Written, remembered: ColumnMap) -> list[Problem]:
    return [
        Problem(written.file, written.line_of(("dates", column)), f"dates.{column}", f"“{way}”", _one_of(WAYS))
        for column, way in remembered.dates.items()
        if way not in WAYS
    ]


def _one_of(names: tuple[str, ...]) -> str:
    return "one of " + ", ".join(names)


def _problem(written: Written, place: tuple[int | str, ...], found: Any) -> Problem:
    """The place of a wrong key ends in pydantic's own mark, which is no part of the file."""
    kind, names = str(place[0]) if place else "file", [part for part in place if part != "[key]"]
    allowed = {
        "columns": "a column's head under one of: " + ", ".join(TELLS),
        "dates": "a way of writing under one of: " + ", ".join(MOMENTS),
        "units": f"{', '.join(Unit)} under one of: {', '.join(LENGTHS)}",
    }
    key = ".".join(map(str, names))
    return Problem(
        written.file, written.line_of(tuple(names)), key, f"“{found}”", allowed.get(kind, "columns, dates, units")
    )
