"""A list of assets as it was written, CSV or JSON: rows with headings, each with the line to point at."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.errors import BadInput, Problem

_SEPARATORS = ",;\t|"


@dataclass(frozen=True)
class Row:
    """`number` is its line in a CSV file, its place in JSON; the first is 1."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    file: str
    headings: Sequence[str]
    rows: Sequence[Row]


def read_csv(text: str, file: str) -> Table:
    """Commas, semicolons, tabs or bars between the cells. Raises BadInput."""
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        headings = [heading.strip() for heading in next(reader, [])]
        _check_headings(headings, file)
        return Table(file, headings, list(_rows(reader, headings, file)))
    except csv.Error as error:
        raise _refused(file, reader.line_num, "row", str(error), "cells between separators, quotes closed") from None


def _rows(reader: Any, headings: Sequence[str], file: str) -> Iterator[Row]:
    """A cell may go over several lines: a row stands where it begins."""
    begins = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            if len(cells) > len(headings):
                raise _refused(file, begins, "row", f"{len(cells)} cells", f"at most {len(headings)}, one a heading")
            yield Row(begins, dict(zip(headings, cells, strict=False)))
        begins = reader.line_num + 1


def _check_headings(headings: Sequence[str], file: str) -> None:
    if not any(headings):
        raise _refused(file, 1, "headings", "nothing", "a first line that names the columns")
    twice = [heading for heading in headings if heading and headings.count(heading) > 1]
    if twice:
        raise _refused(file, 1, "headings", f"“{twice[0]}” twice", "each heading once")


def read_json(text: str, file: str) -> Table:
    """A list of objects, or one under the key `assets`. Raises BadInput."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refused(file, None, "answer", str(error)[:80], "JSON") from None
    listed = told.get("assets") if isinstance(told, dict) else told
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise _refused(file, None, "answer", "something else", "a list of objects, or one under the key assets")
    rows = [
        Row(number, {str(name): _cell(value) for name, value in each.items()}) for number, each in enumerate(listed, 1)
    ]
    return Table(file, list(dict.fromkeys(name for row in rows for name in row.cells)), rows)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    return "" if value is None else str(value)


def _refused(file: str, line: int | None, key: str, found: str, allowed: str) -> BadInput:
    return BadInput([Problem(file, line, key, found, allowed)])
