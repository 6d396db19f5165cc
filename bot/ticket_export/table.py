"""A CSV file as a table: its encoding and separator found out, each row with the line on which it stands."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bot.errors import BadInput, Problem

SEPARATORS = (",", ";", "\t", "|")
LARGEST = 200 * 1024 * 1024  # bytes; a year of the busiest desk stays far below, a wrong file may not
_TRIED_ON = 50  # rows from which the separator is told
_LONGEST_CELL = 10 * 1024 * 1024  # descriptions with a pasted log exceed the csv module's own 128 KB
_WORKBOOK = b"PK\x03\x04"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True)
class Row:
    """`line` is where it begins; a cell may hold line breaks."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """`uneven` are the lines of rows with more or fewer cells than there are heads; they are not among the rows."""

    file: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    uneven: tuple[int, ...]
    encoding: str

    def column(self, head: str) -> tuple[str, ...]:
        place = self.heads.index(head)
        return tuple(row.cells[place] for row in self.rows)


def read_table(path: Path) -> Table:
    """Raises BadInput when the file cannot be read, or has no heads and rows."""
    text, encoding = _decoded(path)
    separator = _separator(text)
    try:
        found = list(_rows(text, separator))
    except csv.Error as error:
        raise _bad(path, None, str(error), "a CSV file whose quotes are closed") from None
    if len(found) < 2:
        raise _bad(path, 1, f"{len(found)} rows", "a row of heads, and a row for each ticket or person")
    heads, rows = _told_apart(found[0].cells), found[1:]
    even = tuple(row for row in rows if len(row.cells) == len(heads))
    uneven = tuple(row.line for row in rows if len(row.cells) != len(heads))
    return Table(str(path), heads, even, uneven, encoding)


def _decoded(path: Path) -> tuple[str, str]:
    """UTF-8, with or without its mark; UTF-16 by its mark; else what Windows spreadsheets write."""
    try:
        if path.stat().st_size > LARGEST:
            raise _bad(path, None, f"{path.stat().st_size // 2**20} MB", f"at most {LARGEST // 2**20} MB")
        raw = path.read_bytes()
    except OSError as error:
        raise _bad(path, None, error.strerror or str(error), "a file that can be read") from None
    if raw.startswith(_WORKBOOK):
        raise _bad(path, None, "a workbook of a spreadsheet", "its table saved as CSV")
    marked = [encoding for mark, encoding in _MARKS if raw.startswith(mark)]
    for encoding in marked or ("utf-8", "cp1252"):
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
    raise _bad(path, line, "bytes that are no text", "a CSV file in UTF-8, UTF-16 or Windows-1252")


def _separator(text: str) -> str:
    """The one that cuts the first rows into the most columns of which there are equally many in every row."""
    return max(SEPARATORS, key=lambda separator: _usual_width(text, separator))


def _usual_width(text: str, separator: str) -> tuple[int, int]:
    try:
        widths = [len(row.cells) for row in islice(_rows(text, separator), _TRIED_ON)]
    except csv.Error:
        return (0, 0)
    ((width, times),) = Counter(widths).most_common(1) or [(1, 0)]
    return (0, 0) if width == 1 else (times, width)


def _rows(text: str, separator: str) -> Iterator[Row]:
    """Rows that hold anything. A quote that is never closed swallows the rest of the file, so it is an error."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield Row(begins, tuple(cell.strip() for cell in cells))
        begins = reader.line_num + 1


def _told_apart(heads: Sequence[str]) -> tuple[str, ...]:
    """Jira repeats a head for each value of a list: the second "Labels" is called "Labels (2)"."""
    seen: Counter[str] = Counter()
    told = []
    for number, head in enumerate(heads, 1):
        name = head or f"column {number}"
        seen[name] += 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(told)


def _bad(path: Path, line: int | None, found: str, allowed: str) -> BadInput:
    return BadInput([Problem(str(path), line, "file", found, allowed)])
