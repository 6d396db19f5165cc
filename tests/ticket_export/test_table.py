"""A CSV file is read whatever its encoding and separator, and what is wrong with it has a line."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import BadInput
from bot.ticket_export.table import Table, read_table

TEXT = "Id,Requester\n1,Zoë\n2,Ben\n"


def table(folder: Path, content: str | bytes, encoding: str = "utf-8") -> Table:
    path = folder / "tickets.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return read_table(path)


def refusal(folder: Path, content: str | bytes) -> str:
    with pytest.raises(BadInput) as refused:
        table(folder, content)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str) -> None:
    assert table(tmp_path, TEXT, encoding).column("Requester") == ("Zoë", "Ben")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_out(tmp_path: Path, separator: str) -> None:
    assert table(tmp_path, TEXT.replace(",", separator)).heads == ("Id", "Requester")


def test_a_separator_inside_of_quotes_separates_nothing(tmp_path: Path) -> None:
    found = table(tmp_path, 'Id;Subject\n1;"slow, loud, hot"\n2;"a, b, c"\n')
    assert found.column("Subject") == ("slow, loud, hot", "a, b, c")


def test_a_row_knows_the_line_on_which_it_begins(tmp_path: Path) -> None:
    found = table(tmp_path, 'Id,Subject\n1,"two\nlines"\n2,one\n')
    assert [row.line for row in found.rows] == [2, 4]


def test_empty_rows_are_none(tmp_path: Path) -> None:
    assert len(table(tmp_path, "Id,Requester\n\n1,Ana\n,\n").rows) == 1


def test_rows_of_another_width_are_set_aside_with_their_lines(tmp_path: Path) -> None:
    found = table(tmp_path, "Id,Requester\n1,Ana\n2\n3,Ben,what\n4,Eva\n")
    assert (len(found.rows), found.uneven) == (2, (3, 4))


def test_a_head_that_stands_twice_is_told_apart(tmp_path: Path) -> None:
    assert table(tmp_path, "Id,Labels,Labels\n1,a,b\n").heads == ("Id", "Labels", "Labels (2)")


def test_a_column_without_a_head_is_called_by_its_number(tmp_path: Path) -> None:
    assert table(tmp_path, "Id,\n1,a\n").heads == ("Id", "column 2")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none\.csv: file: found No such file or directory"):
        read_table(tmp_path / "none.csv")


def test_a_quote_that_is_never_closed_is_refused(tmp_path: Path) -> None:
    assert "a CSV file whose quotes are closed" in refusal(tmp_path, 'Id,Subject\n1,"never closed\n2,b\n')


def test_heads_alone_are_no_export(tmp_path: Path) -> None:
    assert "a row of heads, and a row for each ticket or person" in refusal(tmp_path, "Id,Requester\n")


def test_bytes_that_are_no_text_are_refused_with_their_line(tmp_path: Path) -> None:
    assert "tickets.csv:2: file: found bytes that are no text" in refusal(tmp_path, b"Id,Requester\n1,\x81\x8d\n")


def test_a_workbook_is_refused_with_what_to_do(tmp_path: Path) -> None:
    assert "found a workbook of a spreadsheet; allowed: its table saved as CSV" in refusal(tmp_path, b"PK\x03\x04abc")


@given(st.binary(max_size=200) | st.text(alphabet="ab,;\t|\"'\n\r\0 é", max_size=60).map(str.encode))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_table_or_are_refused_in_words(tmp_path: Path, content: bytes) -> None:
    with suppress(BadInput):
        found = table(tmp_path, content)
        assert {len(row.cells) for row in found.rows} <= {len(found.heads)}
