"""Whatever a signed payload holds, of whatever route: it is taken or refused, and the desk goes on."""

import json
from collections.abc import AsyncIterator, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.handlers.arrival import Kind, Payload
from bot.handlers.routes import ROUTES
from bot.views.offer import STILL_NEED_HELP
from tests.handlers.payloads import click, message
from tests.handlers.test_authorization import CAST, TRIES, Somebody
from tests.transports.slack_over_http import OverHttp, open_edge

pytestmark = pytest.mark.asyncio(loop_scope="module")
few = settings(
    max_examples=settings().max_examples // 12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

ODD_WORDS = st.sampled_from(
    [
        "",
        "\x00",
        "a\x00b",
        "\ud800",
        "\u202e",
        "<!channel>",
        "=1+1",
        "x" * 50_000,
        "-1",
        "1e99",
        "\uffff",
        "9" * 30,
        "null",
    ]
)
ODD_TYPES = st.sampled_from(["workflow_step", "workflow_step_edit", "interactive_message", "view_closed", "U1"])
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ODD_WORDS | ODD_TYPES | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Change:
    """What is done to the part of a payload that `where` falls upon: None takes it away."""

    where: int
    value: Any
    nested: bool


CHANGES = st.lists(st.builds(Change, st.integers(0, 10_000), ODD, st.booleans()), min_size=1, max_size=3)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def edge(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[OverHttp]:
    url = request.getfixturevalue("postgres").new_database() if request.param == "postgresql" else ""
    async with open_edge(tmp_path_factory.mktemp("edge"), url) as opened:
        yield opened


def places(part: Any, path: Path = ()) -> Iterator[Path]:
    """Where every part of a payload stands."""
    inner: Any = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in inner:
        yield (*path, key)
        yield from places(value, (*path, key))


def broken(payload: Payload, change: Change) -> Payload:
    """The same payload with one part of it changed."""
    changed = deepcopy(payload)
    found = list(places(changed))
    if not found:
        return changed
    *way, last = found[change.where % len(found)]
    around: Any = changed
    for key in way:
        around = around[key]
    if change.value is None:
        del around[last]
    else:
        around[last] = [{"value": around[last]}] * 3 if change.nested else change.value
    return changed


@few
@given(changes=CHANGES, somebody=st.sampled_from(list(CAST.values())))
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: " ".join(route))
async def test_no_payload_makes_it_fail(
    edge: OverHttp,
    route: tuple[Kind, str],
    changes: list[Change],
    somebody: Somebody,
    caplog: pytest.LogCaptureFixture,
) -> None:
    payload = await TRIES[route].deed(edge.door, somebody)
    for change in changes:
        payload = broken(payload, change)
    before = await edge.door.rows()
    status = await edge.deliver(payload)
    assert status in (200, 400, 404)
    assert status == 200 or await edge.door.rows() == before
    assert " failed" not in caplog.text


async def test_it_goes_on_serving_after_all_that(edge: OverHttp) -> None:
    before = await edge.door.rows()
    asked = message("the coffee is cold", id="Ev0last", ts="1700000099.1", by=edge.door.id("ana"))
    assert await edge.deliver(json.loads(json.dumps(asked))) == 200
    assert await edge.door.rows() != before


@pytest.mark.parametrize("value", ["a\x00b", "\ud800", "\x00"])
async def test_a_click_with_a_value_that_no_database_keeps_is_over_at_once(
    edge: OverHttp, value: str, caplog: pytest.LogCaptureFixture
) -> None:
    pressed = click(STILL_NEED_HELP, value, by=edge.door.id("ana"))
    assert await edge.deliver(pressed) == 200
    assert " failed" not in caplog.text
