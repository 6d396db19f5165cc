"""README, CONTRIBUTING and CHANGELOG speak of what is there."""

import re
import tomllib

import pytest

from bot.cli import main
from bot.config import read_policy
from bot.kb.reader import read_knowledge
from bot.settings import Settings
from tests.docs.pages import ROOT, Page, all_pages, code_in

README, CHANGELOG = Page("README.md"), Page("CHANGELOG.md")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE)) | {".venv/runs", ".venv/tests"}

every_page = pytest.mark.parametrize("page", [Page(path) for path in all_pages()], ids=lambda page: page.path.name)


def commands(page: Page, program: str) -> set[str]:
    """The words that follow a program's name, where the page tells what to type."""
    typed = [*page.code, *(line for shell in page.examples("sh") for line in shell.splitlines())]
    return {found[1] for text in typed for found in re.finditer(rf"(?:^|/){program} ([\w./]+)", text)}


@every_page
def test_what_can_be_made_has_a_target(page: Page) -> None:
    assert commands(page, "make") <= TARGETS


@every_page
def test_what_can_be_run_is_a_command(page: Page) -> None:
    assert commands(page, "frontdesk") <= set(main.commands)


def test_every_setting_is_in_the_table_and_no_other() -> None:
    named = [word for row in README.tables["Use it in your workspace"] for word in code_in(row["Setting"])]
    assert named == [field.alias for field in Settings.model_fields.values()]


def test_the_table_of_settings_tells_what_is_taken_without_them() -> None:
    told = [word for row in README.tables["Use it in your workspace"] for word in code_in(row["Without it"])]
    taken = [
        str(field.default) for field in Settings.model_fields.values() if field.default and not field.is_required()
    ]
    assert [word for word in told if word != "http"] == taken


def test_every_path_in_the_readme_exists() -> None:
    paths = [word for word in README.code if re.fullmatch(r"[\w/]+(/|\.py|\.yml)", word)]
    assert paths
    assert [path for path in paths if not (ROOT / path).exists() and not (ROOT / "bot" / path).exists()] == []


def test_the_number_of_articles_is_true() -> None:
    (told,) = re.findall(r"(\d+) articles", CHANGELOG.text)
    assert int(told) == len(read_knowledge(ROOT / "knowledge_base"))


def test_every_preset_is_in_the_changelog() -> None:
    assert {path.stem for path in (ROOT / "presets").glob("*.yml")} | {"five-tier", "desk.yml"} <= set(CHANGELOG.code)


@pytest.mark.parametrize("preset", ["desk.yml", "presets/by-role.yml", "presets/hospital.yml"])
def test_every_preset_begins_with_the_letters_that_its_comment_names(preset: str) -> None:
    (named,) = re.findall(r"tickets are called ([A-Z0-9]+)-\d+", (ROOT / preset).read_text(encoding="utf-8"))
    assert named == read_policy(ROOT / preset).desk.ticket_key


def test_every_library_has_a_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=\[]", requirement)[0] for requirement in needed}
    reasons = Page("docs/decisions/libraries.md").text
    assert [name for name in sorted(names) if name not in reasons and name.removeprefix("pytest-") not in reasons] == []
