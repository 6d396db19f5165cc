"""frontdesk assets import: a list is taken over, asked about, and remembered."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlmodel import select

from bot.cli import main
from bot.segments.asset import Asset
from bot.storage.store import Store

ROOT = Path(__file__).parents[2]
ODD = "Who,Thing,Jewel\nana@x.example,NW-1,yes\n"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "desk.yml"
    path.write_text((ROOT / "desk.yml").read_text(encoding="utf-8"), encoding="utf-8")
    return path


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The database of a desk that has been started."""
    address = f"sqlite:///{tmp_path / 'desk.db'}"
    Store(address, lambda: datetime.now(UTC)).close()
    return address


def take_over(tmp_path: Path, text: str, *options: str, answers: str | None = None) -> Result:
    path = tmp_path / "devices.csv"
    path.write_text(text, encoding="utf-8")
    words = ("assets", "import", str(path), "--config", str(tmp_path / "desk.yml"), *options)
    environ = {"FRONTDESK_DATABASE_URL": f"sqlite:///{tmp_path / 'desk.db'}"}
    return CliRunner().invoke(main, words, input=answers, env=environ)


def kept(url: str) -> list[tuple[str, str, dict[str, str]]]:
    store = Store(url, lambda: datetime.now(UTC))
    assets = asyncio.run(store.read(lambda session: session.exec(select(Asset).order_by(Asset.tag)).all()))
    store.close()
    return [(asset.source, asset.tag, asset.known) for asset in assets]


def test_it_says_what_it_took(policy: Path, url: str, tmp_path: Path) -> None:
    result = take_over(tmp_path, "Email,Device,OS\nana@x.example,NW-1,macOS\n,NW-2,\n")
    assert result.stdout == (
        "1 assets of 1 people, in the place of 0 before. Left out: 1 that name nobody.\n"
        "Taken: person from “Email”, device from “Device”, os from “OS”.\n"
    )


def test_a_list_takes_the_place_of_the_last_of_its_name(policy: Path, url: str, tmp_path: Path) -> None:
    for tag in ("NW-1", "NW-2"):
        take_over(tmp_path, f"Email,Device\nana@x.example,{tag}\n")
    take_over(tmp_path, "Email,Device\nana@x.example,P-1\n", "--source", "phones")
    assert [(source, tag) for source, tag, _ in kept(url)] == [("asset list", "NW-2"), ("phones", "P-1")]


def test_a_list_with_a_wrong_row_changes_nothing(policy: Path, url: str, tmp_path: Path) -> None:
    take_over(tmp_path, "Email,Device\nana@x.example,NW-1\n")
    result = take_over(tmp_path, "Email,Device\nana@x.example,NW-2\nnobody,NW-3\n")
    assert result.exit_code == 1
    assert "devices.csv:3: Email: found “nobody”" in result.output
    assert [tag for _, tag, _ in kept(url)] == ["NW-1"]


def test_columns_that_are_not_clear_are_asked_for(policy: Path, url: str, tmp_path: Path) -> None:
    take_over(tmp_path, ODD, "--ask", answers="Who\nThing\nnone\nnone\nJewel\nn\n")
    assert kept(url) == [("asset list", "NW-1", {"critical_infrastructure": "yes"})]


def test_answers_are_remembered_in_the_policy(policy: Path, url: str, tmp_path: Path) -> None:
    take_over(tmp_path, ODD, "--ask", answers="Who\nThing\nnone\nnone\nJewel\ny\n")
    again = take_over(tmp_path, ODD.replace("NW-1", "NW-2"))
    assert again.exit_code == 0, again.output
    assert kept(url) == [("asset list", "NW-2", {"critical_infrastructure": "yes"})]


def test_a_policy_that_has_columns_is_left_to_its_owner(policy: Path, url: str, tmp_path: Path) -> None:
    policy.write_text(policy.read_text(encoding="utf-8") + "\nassets:\n  columns:\n    person: Who\n", encoding="utf-8")
    result = take_over(tmp_path, ODD, "--ask", answers="Thing\nnone\nnone\nJewel\n")
    assert "    critical_infrastructure: 'Jewel'" in result.stdout


def test_a_file_in_another_encoding_is_refused(policy: Path, url: str, tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_bytes("Email,Device\nana@x.example,Müller\n".encode("latin-1"))
    words = ("assets", "import", str(tmp_path / "old.csv"), "--config", str(policy))
    assert "old.csv: file: found another encoding; allowed: CSV in UTF-8" in CliRunner().invoke(main, words).output


def test_a_desk_that_was_never_started_has_no_place_for_a_list(policy: Path, tmp_path: Path) -> None:
    result = take_over(tmp_path, "Email,Device\nana@x.example,NW-1\n")
    assert (result.exit_code, "allowed: the database of a desk that has been started" in result.output) == (1, True)
