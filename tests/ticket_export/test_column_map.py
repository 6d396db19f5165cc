"""What was found out about an export is kept beside it, where an owner can mend it."""

from pathlib import Path

import pytest

from bot.errors import BadInput
from bot.ticket_export.column_map import ColumnMap, beside, recall, remember
from bot.ticket_export.columns import Column
from bot.ticket_export.lengths import Unit

HEADS = ("Created", "Who", "Spent")
KNOWN = ColumnMap(
    columns={Column.OPENED: "Created", Column.REQUESTER: "Who", Column.WORK_TIME: "Spent"},
    dates={Column.OPENED: "ISO 8601"},
    units={Column.WORK_TIME: Unit.HOURS},
)


def refusal(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        recall(path, HEADS)
    return str(refused.value)


def test_what_is_remembered_is_recalled(tmp_path: Path) -> None:
    remember(tmp_path / "columns.yml", KNOWN)
    assert recall(tmp_path / "columns.yml", HEADS) == KNOWN


def test_it_stands_beside_the_export() -> None:
    assert beside(Path("exports/tickets.csv")) == Path("exports/tickets.columns.yml")


def test_nothing_is_remembered_of_a_new_export(tmp_path: Path) -> None:
    assert recall(tmp_path / "columns.yml", HEADS) is None


def test_a_column_that_the_export_no_longer_has_is_named_with_its_line(tmp_path: Path) -> None:
    said = refusal(tmp_path / "columns.yml", "columns:\n  opened: Created\n  requester: Name\n")
    assert "columns.yml:3: columns.requester: found “Name”; allowed: one of Created, Who, Spent" in said


def test_a_word_that_names_no_column_is_named_with_its_line(tmp_path: Path) -> None:
    said = refusal(tmp_path / "columns.yml", "columns:\n  colour: Created\n")
    assert "columns.yml:2: columns.colour: found “colour”; allowed: a column's head under one of: number" in said


def test_a_way_of_writing_that_nobody_can_read_is_refused(tmp_path: Path) -> None:
    assert "dates.opened: found “backwards”" in refusal(tmp_path / "columns.yml", "dates:\n  opened: backwards\n")
