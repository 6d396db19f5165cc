"""What the desk tells about itself, from its first moment to its last."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web

from bot.errors import BadInput
from bot.metrics import Metrics
from bot.transports.edge import EVENTS_PATH, PARTS, Edge
from bot.transports.silence import Silence

HOST = "127.0.0.1"


@pytest.fixture
def edge() -> Edge:
    return Edge(Metrics(), takes_events=True)


@pytest.fixture
async def url(edge: Edge) -> AsyncIterator[str]:
    async with edge.serving(HOST, 0) as url:
        yield url


async def status(url: str, verb: str = "GET") -> int:
    async with ClientSession() as session, session.request(verb, url) as response:
        return response.status


async def works() -> bool:
    return True


async def breaks() -> bool:
    raise ConnectionError


async def test_a_desk_that_begins_is_alive_but_not_ready(url: str) -> None:
    assert [await status(f"{url}/healthz"), await status(f"{url}/readyz")] == [200, 503]


async def test_it_is_ready_when_every_part_works(edge: Edge, url: str) -> None:
    edge.checks |= dict.fromkeys(PARTS, works)
    assert await status(f"{url}/readyz") == 200


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("check", [breaks, lambda: False])
async def test_one_part_that_does_not_work_is_enough(edge: Edge, url: str, part: str, check: object) -> None:
    edge.checks |= dict.fromkeys(PARTS, works) | {part: check}
    async with ClientSession() as session, session.get(f"{url}/readyz") as response:
        assert response.status == 503
        assert {name for name, passed in (await response.json()).items() if not passed} == {part}


async def test_what_slack_sends_too_early_it_has_to_send_again(url: str) -> None:
    assert await status(f"{url}{EVENTS_PATH}", "POST") == 503


async def test_what_slack_sends_in_time_is_taken(edge: Edge, url: str) -> None:
    async def take(_: web.Request) -> web.Response:
        return web.Response(status=202)

    edge.events = take
    assert await status(f"{url}{EVENTS_PATH}", "POST") == 202


async def test_with_sockets_there_is_no_address_for_events() -> None:
    async with Edge(Metrics(), takes_events=False).serving(HOST, 0) as url:
        assert await status(f"{url}{EVENTS_PATH}", "POST") == 404


async def test_the_metrics_are_brought_up_to_date_when_they_are_asked_for(edge: Edge, url: str) -> None:
    metrics = Metrics()
    edge = Edge(metrics, takes_events=False)

    async def refresh() -> None:
        metrics.show("receipts", 3, 1.5, 0)

    edge.before_metrics = refresh
    async with edge.serving(HOST, 0) as url, ClientSession() as session, session.get(f"{url}/metrics") as response:
        told = await response.text()
    assert response.headers["Content-Type"].startswith("text/plain")
    assert 'frontdesk_waiting{queue="receipts"} 3.0' in told


async def test_a_port_that_is_taken_is_said_in_a_sentence() -> None:
    with socket.create_server((HOST, 0)) as taken, pytest.raises(BadInput, match="Address already in use"):
        async with Edge(Metrics(), takes_events=False).serving(HOST, taken.getsockname()[1]):
            pass


@pytest.mark.parametrize("host", ["nonsense.invalid", "a..b", "192.0.2.1"], ids=["unknown", "no name", "elsewhere"])
async def test_a_host_that_is_not_this_machine_is_said_in_a_sentence(host: str) -> None:
    with pytest.raises(BadInput, match=f"FRONTDESK_HOST: found {host}, which is not to be found here"):
        async with Edge(Metrics(), takes_events=False).serving(host, 0):
            pass


async def test_what_is_counted_in_memory_is_told_while_the_database_does_not_answer(edge: Edge, url: str) -> None:
    edge.before_metrics = breaks
    async with ClientSession() as session, session.get(f"{url}/metrics") as response:
        assert response.status == 200
        assert "frontdesk_sockets" in await response.text()


async def test_a_connection_on_which_nobody_asks_anything_is_closed() -> None:
    edge = Edge(Metrics(), takes_events=True, silence=Silence(0.05))
    async with edge.serving(HOST, 0) as url:
        reader, writer = await asyncio.open_connection(HOST, int(url.rpartition(":")[2]))
        async with asyncio.timeout(2):
            assert await reader.read() == b""
        writer.close()


async def test_a_connection_on_which_somebody_asks_again_and_again_is_kept() -> None:
    edge = Edge(Metrics(), takes_events=True, silence=Silence(0.05))
    async with edge.serving(HOST, 0) as url, ClientSession() as session:
        for _ in range(4):
            async with session.get(f"{url}/healthz") as response:
                assert response.status == 200
            await asyncio.sleep(0.03)


HALF = b"POST /slack/events HTTP/1.1\r\nHost: desk\r\nX-Slow: "


@pytest.mark.parametrize("then", [b"", HALF], ids=["nothing", "half a request"])
async def test_a_connection_on_which_nothing_whole_is_asked_any_more_is_closed(then: bytes) -> None:
    edge = Edge(Metrics(), takes_events=True, silence=Silence(rest=0.05))
    async with edge.serving(HOST, 0) as url:
        reader, writer = await asyncio.open_connection(HOST, int(url.rpartition(":")[2]))
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: desk\r\n\r\n" + then)
        async with asyncio.timeout(5):
            assert (await reader.read()).startswith(b"HTTP/1.1 200 OK")
        writer.close()


async def test_after_it_has_begun_to_close_slack_has_to_deliver_again(edge: Edge, url: str) -> None:
    edge.events = breaks
    edge.stop_taking()
    assert await status(f"{url}{EVENTS_PATH}", "POST") == 503
