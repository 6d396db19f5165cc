"""The image and the two replicas of compose.yml, as far as they can be read without building them."""

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.settings import Settings

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
LINES = re.sub(r"\\\n\s*", " ", DOCKERFILE).splitlines()
KEPT = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
OWNERS_PATHS = {"desk.yml", "knowledge_base"}


@pytest.fixture(scope="module")
def desk() -> Any:
    return YAML(typ="safe").load(ROOT / "compose.yml")["services"]["desk"]


def copied() -> set[str]:
    words = [line.split()[1:-1] for line in LINES if line.startswith("COPY") and "--from" not in line]
    return {path for paths in words for path in paths}


def test_what_is_copied_into_the_image_exists_and_is_let_in() -> None:
    assert copied()
    assert [path for path in copied() if not (ROOT / path).exists() or f"!{path}" not in KEPT] == []


def test_only_pinned_versions_are_installed_from_elsewhere() -> None:
    installs = [line for line in LINES if "pip install" in line]
    assert len(installs) == 2
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)


def test_the_desk_runs_as_a_user_without_rights() -> None:
    users = [line.split()[1] for line in LINES if line.startswith("USER")]
    assert users == ["frontdesk"]
    assert LINES.index("USER frontdesk") < next(n for n, line in enumerate(LINES) if line.startswith("CMD"))


def test_the_health_check_is_python_that_can_be_read() -> None:
    (check,) = (line for line in LINES if "urllib" in line)
    code = check.split('"-c", "')[1].rsplit('"]', 1)[0].replace('\\"', '"')
    compile(code, "HEALTHCHECK", "exec")
    assert "/healthz" in code


def test_no_secret_and_no_database_gets_into_the_image() -> None:
    assert KEPT[0] == "*"
    assert not {"!var", "!frontdesk.env", "!.git"} & set(KEPT)


def test_compose_sets_only_what_the_desk_reads(desk: Any) -> None:
    known = {field.alias for field in Settings.model_fields.values()}
    assert desk["environment"].keys() <= known | {"PGPASSWORD"}


def test_compose_gives_a_stop_more_time_than_the_desk_takes(desk: Any) -> None:
    grace = int(desk["stop_grace_period"].removesuffix("s"))
    assert grace > float(desk["environment"]["FRONTDESK_SHUTDOWN_SECONDS"])


def test_compose_runs_two_replicas_on_postgresql(desk: Any) -> None:
    assert desk["deploy"]["replicas"] == 2
    assert desk["environment"]["FRONTDESK_DATABASE_URL"].startswith("postgresql://")


def test_compose_mounts_what_its_owner_writes(desk: Any) -> None:
    assert {volume.split(":")[0].removeprefix("./") for volume in desk["volumes"]} == OWNERS_PATHS
