"""The command line: check, run and demo."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.commands.local_workspace import COMPANIES
from local_slack.company import COMPANIES as FOLDER

ROOT = Path(__file__).parents[1]
FRONTDESK = (sys.executable, "-c", "from bot.cli import main; main()")
DEMO = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
ADDRESS = re.compile(r"Frontdesk is open at (\S+)")


def frontdesk(*words: str, **environ: str | None) -> Result:
    return CliRunner().invoke(main, words, env=environ)


def check(**paths: Path) -> Result:
    """Checks what the project ships, with another file in place of one."""
    shipped = {name: ROOT / name for name in ("desk.yml", "knowledge_base", "manifest.yml")}
    usual = dict(zip(("config", "knowledge", "manifest"), shipped.values(), strict=True))
    return frontdesk("check", *(word for name, path in (usual | paths).items() for word in (f"--{name}", str(path))))


def broken(folder: Path, name: str, good: str, bad: str) -> tuple[Path, int]:
    """A copy of a shipped file with one thing wrong in it, and the line of that."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert good in text
    path = folder / Path(name).name
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    return path, text[: text.index(good)].count("\n") + 1


def test_what_the_project_ships_is_good() -> None:
    result = check()
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_good_check_says_how_much_it_has_read() -> None:
    said = check().stdout
    assert re.search(r"desk\.yml: \d+ segments, \d+ pools, \d+ categories", said)
    assert re.search(r"knowledge_base: \d+ articles", said)
    assert re.search(r"manifest\.yml: \d+ scopes, \d+ events", said)


def test_a_good_check_says_what_is_promised_of_offers() -> None:
    assert re.search(
        r"standard: shows an article from 50 % on; of 100 questions without .* \d+ get one", check().stdout
    )


def test_an_article_that_leads_nowhere_fails_the_check_with_its_line(tmp_path: Path) -> None:
    article = tmp_path / "vpn-connect.md"
    text = (ROOT / "knowledge_base" / "vpn-connect.md").read_text(encoding="utf-8")
    article.write_text(f"{text}\nOr look [here](vpn.md).\n", encoding="utf-8")
    result = check(knowledge=tmp_path)
    assert result.exit_code == 1
    assert f"{article}:{len(text.splitlines()) + 2}: link: found vpn.md" in result.stderr


@pytest.mark.parametrize("preset", sorted((ROOT / "presets").glob("*.yml")), ids=lambda path: path.stem)
def test_every_preset_is_good(preset: Path) -> None:
    assert frontdesk("check", "--config", str(preset), "--policy-only").exit_code == 0


def test_a_broken_policy_is_named_with_its_line(tmp_path: Path) -> None:
    path, line = broken(tmp_path, "desk.yml", "snooze: 15m", "snooze: soon")
    result = check(config=path)
    assert result.exit_code == 1
    assert f"{path}:{line}: desk.snooze: found “soon”; allowed: " in result.stderr


def test_a_broken_article_is_named_with_its_line(tmp_path: Path) -> None:
    article = min((ROOT / "knowledge_base").glob("*.md"))
    path, line = broken(tmp_path, f"knowledge_base/{article.name}", "owner: ", "ownner: ")
    result = check(knowledge=tmp_path)
    assert result.exit_code == 1
    assert f"{path}:{line}: " in result.stderr


def test_a_broken_manifest_is_named(tmp_path: Path) -> None:
    path, _ = broken(tmp_path, "manifest.yml", "chat:write", "chat:wrote")
    result = check(manifest=path)
    assert (result.exit_code, "Slack knows no scope named chat:wrote" in result.stderr) == (1, True)


def test_articles_are_not_checked_against_a_policy_that_is_broken(tmp_path: Path) -> None:
    path, _ = broken(tmp_path, "desk.yml", "snooze: 15m", "snooze: soon")
    assert "not checked, for want of a policy" in check(config=path).stdout


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = check(config=tmp_path / "none.yml")
    assert (result.exit_code, "none.yml: file: found No such file" in result.stderr) == (1, True)


def test_a_desk_without_tokens_does_not_start_and_says_which_it_needs() -> None:
    result = frontdesk("run", SLACK_BOT_TOKEN=None, SLACK_APP_TOKEN=None, SLACK_SIGNING_SECRET=None)
    assert result.exit_code == 1
    assert "environment: SLACK_BOT_TOKEN: found nothing; allowed: the token with which the desk speaks" in result.output


def test_every_company_can_be_demonstrated() -> None:
    assert set(COMPANIES) == {path.stem for path in FOLDER.glob("*.yml")}


def test_a_company_that_nobody_founded_is_refused() -> None:
    result = frontdesk("demo", "--company", "moon")
    assert (result.exit_code, "'moon' is not one of" in result.output) == (2, True)


def test_a_demo_on_a_port_that_is_taken_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = frontdesk("demo", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 1
    assert "which cannot be had (Address already in use); allowed: a free port; 0 takes any" in result.output


@pytest.mark.timeout(120)  # it learns from every article before it opens
def test_a_demo_serves_its_page_until_it_is_stopped_and_keeps_nothing(tmp_path: Path) -> None:
    command, environ = (*FRONTDESK, "demo", "--port", "0"), {**DEMO, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as demo:  # noqa: S603
        try:
            with urllib.request.urlopen(address_of(demo)) as page:  # noqa: S310  # our own server
                assert "<!doctype html>" in page.read().decode().lower()
        finally:
            os.kill(demo.pid, signal.SIGTERM)
        assert demo.wait(timeout=20) == 0
    assert list(tmp_path.iterdir()) == []


def address_of(demo: "subprocess.Popen[str]") -> str:
    """Where it says that it is open."""
    assert demo.stdout is not None
    found = next(address for line in demo.stdout if (address := ADDRESS.search(line)))
    return found[1]


def about(*words: str) -> Result:
    return frontdesk("check", "--policy-only", "--config", str(ROOT / "desk.yml"), "--demo", "northwind", *words)


def test_a_check_tells_who_somebody_is_to_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    said = about("--person", "@mei").stdout
    assert "Segment: New hire\n    Why: not a guest, from this company, start date 10 days ago (limit 90 days)." in said
    assert "Executive: not in the user group @executives, title is “Account Executive”" in said
    assert "Department: “Sales” (Slack profile, just now)." in said


def ruled(folder: Path, group: str, rule: str) -> tuple[Path, int]:
    """The shipped policy with this rule for the segment of that user group, and the line where it stands."""
    text = (ROOT / "desk.yml").read_text(encoding="utf-8")
    begins = text.index(f"    when:\n      any:\n        - group: {group}")
    path = folder / "desk.yml"
    path.write_text(f"{text[:begins]}    when: {rule}\n{text[text.index('    mode:', begins) :]}", encoding="utf-8")
    return path, text[:begins].count("\n") + 1


def test_a_check_counts_who_is_in_each_segment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    path, _ = ruled(tmp_path, "field-techs", "{field: {name: title, equals: Astronaut}}")
    said = about("--people", "--config", str(path)).stdout
    assert "executive: 2 people" in said
    assert "remote_field: note: nobody is in it" in said


@pytest.mark.parametrize("name", ["", " ", "@"])
def test_a_person_without_a_name_is_asked_for(name: str) -> None:
    result = about("--person", name)

    assert result.exit_code != 0
    assert "say whom you mean" in result.output


def test_somebody_whom_nobody_knows_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = about("--person", "@moon")
    assert (result.exit_code, "--person: found @moon; allowed: the handle" in result.stderr) == (1, True)


def test_a_note_has_its_line(tmp_path: Path) -> None:
    path, line = ruled(tmp_path, "engineering", "{group: executives}")
    said = frontdesk("check", "--policy-only", "--config", str(path)).stdout
    assert f"{path}:{line}: note: “engineering” can never win: whoever it holds for is in “executive”" in said
