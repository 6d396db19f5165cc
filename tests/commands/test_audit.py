"""frontdesk audit, as the owner of a desk uses it: an export in, a report and a draft out."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.ticket_export.sample import TICKET_HEADS, draw_sample
from bot.ticket_export.sample_company import Load
from bot.ticket_export.shapes import SHAPES
from tests.insight.audit.company import ROOT, calendar

SMALL = Load(tickets_a_week=100, seed=4)


def audit(*words: object, typed: str | None = None) -> Result:
    command = ["audit", "--config", str(ROOT / "desk.yml"), *map(str, words)]
    return CliRunner().invoke(main, command, input=typed)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the exports that ship."""
    return Path(shutil.copytree(ROOT / "samples", tmp_path / "samples"))


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Result]]:
    """What was found in the three exports that ship, which tell of the same tickets, and what was said."""
    folder = Path(shutil.copytree(ROOT / "samples", tmp_path_factory.mktemp("shapes") / "samples"))
    return {
        shape.name: (
            folder / f"{shape.name.lower()}-audit",
            audit(folder / f"{shape.name.lower()}.csv", "--people", folder / "people.csv", "--no-ask"),
        )
        for shape in SHAPES
    }


@pytest.mark.parametrize("shape", ["Zendesk", "Jira", "Freshdesk"])
def test_an_export_of_each_shape_is_read_without_a_question(shapes: dict[str, tuple[Path, Result]], shape: str) -> None:
    _, result = shapes[shape]
    assert result.exit_code == 0, result.output
    assert f"Read 64 of 64 tickets, an export of {shape}, of the 90 days before the newest." in result.output


def test_the_three_shapes_of_the_same_tickets_tell_the_same(shapes: dict[str, tuple[Path, Result]]) -> None:
    reports = [(found / "audit.html").read_text(encoding="utf-8") for found, _ in shapes.values()]
    assert len({report[report.index("<h3>Department") : report.index("<h3>Role")] for report in reports}) == 1


def test_too_few_tickets_give_a_report_and_no_draft(shapes: dict[str, tuple[Path, Result]]) -> None:
    found, result = shapes["Jira"]
    assert "No draft: these tickets do not tell segments apart." in result.output
    assert [path.name for path in found.iterdir()] == ["audit.html"]


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """The made-up company with fewer tickets, and what the audit said of it."""
    folder = tmp_path_factory.mktemp("company")
    tickets, people = draw_sample(calendar(), SMALL).write(folder)
    return folder, audit(tickets, "--people", people, "--out", folder / "found")


def test_the_made_up_company_is_found_again(audited: tuple[Path, Result]) -> None:
    _, result = audited
    assert "5 natural clusters: " in result.output
    assert "Cluster “Field” waits " in result.output
    assert "More time than their share:\n  Cluster “Field” has " in result.output


def test_the_draft_passes_the_check(audited: tuple[Path, Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(main, ["check", "--config", str(audited[0] / "found/desk.draft.yml")])
    assert result.exit_code == 0, result.output


def test_a_draft_that_somebody_may_have_worked_on_is_not_overwritten(audited: tuple[Path, Result]) -> None:
    folder, _ = audited
    result = audit(folder / "tickets.csv", "--out", folder / "found")
    assert result.exit_code == 1
    assert "a draft of an earlier audit; allowed: another folder (--out), or --replace" in result.output


def test_what_is_unclear_is_asked_and_remembered(folder: Path) -> None:
    export = folder / "other.csv"
    export.write_text("Nr;Who;Created\n1;Ana;03/04/2026\n2;Ben;05/06/2026\n", encoding="utf-8")
    asked = audit(export, "--ask", typed="2\n1\n")
    assert asked.exit_code == 0, asked.output
    assert "Which column tells who asked?\n  1  Nr\n  2  Who" in asked.output
    again = audit(export, "--ask")
    assert "Which column" not in again.output
    assert "Read 2 of 2 tickets" in again.output


def test_without_a_terminal_what_is_missing_is_said(folder: Path) -> None:
    export = folder / "other.csv"
    export.write_text("Nr;Who;Created\n1;Ana;2026-04-03\n", encoding="utf-8")
    result = audit(export)
    assert result.exit_code == 1
    assert "other.csv:1: heads: found Nr, Who, Created; allowed: a column that tells who asked" in result.output


def test_what_is_left_out_is_counted_with_its_reason(folder: Path) -> None:
    lines = (folder / "jira.csv").read_text(encoding="utf-8").splitlines()
    lines[5] = lines[5].replace("Done,ITSD", "Duplicate,ITSD", 1)
    (folder / "jira.csv").write_text("\n".join([*lines, "half a row"]) + "\n", encoding="utf-8")
    result = audit(folder / "jira.csv")
    assert "Read 63 of 65 tickets" in result.output
    assert "Left out: 1 row: spam, deleted, merged or a duplicate (line 6)" in result.output
    assert "Left out: 1 row: not as many cells as there are heads (line 66)" in result.output


def test_an_export_of_nothing_but_spam_is_refused(folder: Path) -> None:
    export = folder / "spam.csv"
    export.write_text("Id,Requester,Created,Status\n1,Ana,2026-04-03,spam\n", encoding="utf-8")
    assert "spam.csv:2: row: found spam, deleted, merged or a duplicate" in audit(export).output


def test_an_export_or_the_sample_is_named_and_not_both(folder: Path) -> None:
    assert audit().exit_code == 2
    assert audit(folder / "jira.csv", "--sample").exit_code == 2


def test_the_sample_has_the_reference_load() -> None:
    assert (Load().tickets_a_week, Load().days) == (500, 90)


def test_the_same_seed_draws_the_same_company() -> None:
    load = Load(tickets_a_week=20)
    assert draw_sample(calendar(), load) == draw_sample(calendar(), load)


def test_the_sample_does_not_tell_who_belongs_to_which_crowd() -> None:
    sample = draw_sample(calendar(), Load(tickets_a_week=20))
    cells = {cell for row in (*sample.tickets, *sample.people) for cell in row}
    assert cells & set(sample.truth) == set()
    assert "crowd" not in {head.lower() for head in TICKET_HEADS}


def test_asking_for_help_loads_nothing_heavy() -> None:
    asked = "import sys; from bot.cli import main; print({'numpy', 'sklearn', 'jinja2'} & {*sys.modules})"
    found = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert found.stdout == "set()\n"
