"""A desk is really killed, and what it ends with is really looked at."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from chaos.campaign import Case, evenly
from chaos.databases import Databases, databases
from chaos.faults import FAULTS
from chaos.play import nothing, play
from chaos.scenarios import SCENARIOS
from chaos.show import tell
from chaos.verdict import Verdict
from chaos.world import World

POINT = "after chat.postMessage #1"
ACKNOWLEDGED = "after users.profile.get #1"  # and nothing done yet
FORGET = text("""
    CREATE TRIGGER forget AFTER UPDATE OF attempts ON receipt
    BEGIN UPDATE receipt SET state = 'finished' WHERE id = new.id; END
""")


@pytest.fixture
def files(tmp_path: Path) -> Iterator[Databases]:
    with databases("sqlite", tmp_path) as made:
        yield made


async def test_a_desk_that_dies_once_slack_has_its_message_says_it_once(files: Databases) -> None:
    undisturbed, killed = await play(SCENARIOS["mention"], files), await play(SCENARIOS["mention"], files, POINT)
    assert (undisturbed.deaths, killed.deaths) == (0, 1)
    assert POINT in undisturbed.points
    assert killed.points[-1] == POINT
    assert killed.against(undisturbed).is_clean


@asynccontextmanager
async def forgetful(world: World) -> AsyncIterator[None]:
    """What the desk takes over after a crash is finished as it is, with nothing done."""
    with world.engine.begin() as connection:
        connection.execute(FORGET)
    yield


async def test_what_was_acknowledged_and_thrown_away_is_lost(files: Databases) -> None:
    undisturbed = await play(SCENARIOS["command"], files)
    killed, forgotten = [
        await play(SCENARIOS["command"], files, ACKNOWLEDGED, disturb) for disturb in (nothing, forgetful)
    ]
    assert (killed.deaths, forgotten.deaths) == (1, 1)
    assert killed.against(undisturbed).is_clean
    assert forgotten.against(undisturbed).lost


def test_a_few_points_are_taken_from_all_along_the_way() -> None:
    assert list(evenly("abcdefghij", 3)) == ["a", "d", "g"]


def test_every_fault_fits_some_scenario_on_some_engine() -> None:
    for fault in FAULTS.values():
        assert any(fault.fits(scenario, engine) for scenario in SCENARIOS.values() for engine in fault.engines)


@pytest.mark.parametrize(
    ("verdict", "is_reached"), [(Verdict(), False), (Verdict(lost=["#general: frontdesk: hello"]), True)]
)
def test_what_went_wrong_is_told_with_what_repeats_it(
    capsys: pytest.CaptureFixture[str], verdict: Verdict, is_reached: bool
) -> None:
    case = Case("claim", POINT, f"--point '{POINT}'", verdict, is_reached=is_reached)
    tell("sqlite", case)
    assert not case.is_good
    told = capsys.readouterr().out
    assert f"python -m chaos --engine sqlite --scenario claim --point '{POINT}'" in told
    assert "hello" in told or "nobody came there" in told
