"""The page of results: what a run measured is written between the marks of its bench, and never typed."""

import re
from collections.abc import Sequence
from pathlib import Path

from bench.table import Table

PAGE = Path(__file__).with_name("README.md")


def keep(name: str, circumstances: str, tables: Sequence[Table], page: Path = PAGE) -> None:
    """Puts the tables in the place of those of an earlier run. Raises LookupError when the page has no such place."""
    written = "\n".join([f"*{circumstances}*\n", *(str(table) for table in tables)])
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    place = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    text, count = place.subn(lambda _: f"{begin}\n{written}\n{end}", page.read_text(encoding="utf-8"))
    if count != 1:
        raise LookupError(f"{page.name} has no place for {name}")
    page.write_text(text, encoding="utf-8")
