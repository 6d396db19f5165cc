"""What docs/install.md says that an admin sees is what the program says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from local_slack.client import Slack
from local_slack.server import LocalSlack
from tests.docs import refused_starts
from tests.docs.pages import ROOT, Page, code_in

PAGE = Page("docs/install.md")
AT_START, WHILE_IT_RUNS = "At the start", "While it runs"
FROM_MAKE = ("Frontdesk needs", "Python's venv")  # said before there is a program
FILLED_IN = re.compile(r"%s|\{[^{}\n]*\}|\"\n\s*f?\"")  # a placeholder of the source, or the seam of a long sentence


def quoted(section: str) -> list[str]:
    """The sentences of a table, in which “…” stands for what differs or is left out."""
    seen = [row["You see"] for row in PAGE.tables[section]]
    return [code_in(cell)[0] for cell in seen if cell.startswith("`")]


def pieces(sentence: str) -> Iterator[str]:
    return (piece for piece in sentence.split("…") if piece.strip())


async def test_what_stands_for_the_start_is_said_at_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = [*refused_starts.for_settings(), *refused_starts.for_files(), *refused_starts.for_database(tmp_path)]
    async with LocalSlack(ROOT / "manifest.yml") as server, Slack(server.url) as slack:
        said += [sentence async for sentence in refused_starts.for_slack(server, slack)]

    promised = [sentence for sentence in quoted(AT_START) if not sentence.startswith(FROM_MAKE)]
    patterns = {sentence: re.escape(sentence).replace("…", ".*") for sentence in promised}
    assert [
        sentence for sentence, pattern in patterns.items() if not any(re.fullmatch(pattern, each) for each in said)
    ] == []


def test_what_make_says_stands_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    promised = [sentence for sentence in quoted(AT_START) if sentence.startswith(FROM_MAKE)]
    assert promised
    assert all(piece in makefile for sentence in promised for piece in pieces(sentence))


def test_what_stands_for_later_is_a_sentence_of_the_desk() -> None:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
    text = FILLED_IN.sub("", "\n".join(sources))
    promised = [piece for sentence in quoted(WHILE_IT_RUNS) for piece in pieces(sentence)]
    assert promised
    assert [piece for piece in promised if piece not in text] == []
