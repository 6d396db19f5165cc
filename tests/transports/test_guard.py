"""Over HTTP nobody but Slack gets in, and whatever else comes is refused before anything trips over it."""

import gzip
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.transports.edge import EVENTS_PATH as PATH
from bot.transports.guard import LARGEST_BODY
from tests.handlers.payloads import message
from tests.transports.slack_over_http import FORM, JSON, OverHttp, open_edge, signed

pytestmark = pytest.mark.asyncio(loop_scope="module")
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

MALFORMED = {
    "no JSON": (b"{", JSON),
    "a list": (b"[1,2]", JSON),
    "a number": (b"7", JSON),
    "nothing at all": (b"null", JSON),
    "a form with no payload in it": (b"payload=null", FORM),
    "a form with a list in it": (b"payload=[1,2]", FORM),
    "a form with broken JSON": (b"payload={", FORM),
    "bad percent-encoding": (b"payload=%zz%7", FORM),
    "bytes that are no text": (b"\xff\xfe\x00", JSON),
    "no known type of content": (b"<xml/>", "text/xml"),
    "a type of content that is none": (b"[]", "application/json; charset=klingon"),
    "nested without end": (b"[" * 100_000, JSON),
    "an event that is none": (b'{"type":"event_callback","event":7}', JSON),
    "no action": (b'{"type":"block_actions","actions":[],"user":{"id":"U1"}}', JSON),
    "a person who is a list": (b'{"type":"view_submission","view":{},"user":["U1"]}', JSON),
    "a step of a workflow": (b'{"type":"workflow_step_edit","callback_id":"x"}', JSON),
    "a step of a workflow that is saved": (
        b'{"type":"view_submission","view":{"type":"workflow_step","callback_id":"x"}}',
        JSON,
    ),
    "a button of an attachment": (b'{"type":"interactive_message","callback_id":"x"}', JSON),
    "a number without an end": (b'{"command":"/support","text":"hi","user_id":"U1","n":1e999}', JSON),
    "no number": (b'{"command":"/support","text":"hi","user_id":"U1","n":[NaN]}', JSON),
    "a moment past all days": (
        b'{"type":"event_callback","event":{"type":"message","channel":"D1","ts":"99999999999999.1"}}',
        JSON,
    ),
    "a name of a person that is none": (b'{"command":"/support","user_id":"U1\\u0000"}', JSON),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def edge(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[OverHttp]:
    async with open_edge(tmp_path_factory.mktemp("edge")) as opened:
        yield opened


def asking(edge: OverHttp) -> bytes:
    """A request that Slack could have sent, and has not yet."""
    stamp = edge.door.unique("1700000009.")
    return json.dumps(message("the coffee is cold", id=stamp, ts=stamp, by=edge.door.id("ana"))).encode()


@pytest.mark.parametrize(("body", "content_type"), MALFORMED.values(), ids=MALFORMED.keys())
async def test_what_nobody_signed_is_not_even_read(edge: OverHttp, body: bytes, content_type: str) -> None:
    assert await edge.post(body, content_type) == 401


@pytest.mark.parametrize(("body", "content_type"), MALFORMED.values(), ids=MALFORMED.keys())
async def test_what_makes_no_sense_is_refused_though_it_is_signed(
    edge: OverHttp, body: bytes, content_type: str
) -> None:
    before = await edge.door.rows()
    assert 400 <= await edge.post(body, content_type, **signed(body)) < 500
    assert await edge.door.rows() == before


async def test_slack_is_let_in(edge: OverHttp) -> None:
    body, before = asking(edge), await edge.door.rows()
    assert await edge.post(body, **signed(body)) == 200
    assert await edge.door.rows() != before


FORGED = {
    "another secret": lambda body: signed(body, secret="another"),
    "another body": lambda body: signed(body + b" "),
    "from yesterday": lambda body: signed(body, age=86_400),
    "a little too old": lambda body: signed(body, age=302),
    "from the future": lambda body: signed(body, age=-302),
    "without a signature": lambda body: {**signed(body), "X_Slack_Signature": ""},
    "signed in another alphabet": lambda body: {**signed(body), "X_Slack_Signature": "v0=é"},
    "of another version": lambda body: {**signed(body), "X_Slack_Signature": "v1=" + signed(body)["X_Slack_Signature"]},
    "at no time": lambda body: {**signed(body), "X_Slack_Request_Timestamp": "now"},
    "at an endless time": lambda body: {**signed(body), "X_Slack_Request_Timestamp": "9" * 400},
    "at a time of another": lambda body: {**signed(body), "X_Slack_Request_Timestamp": "1700000000"},
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED.keys())
async def test_a_forged_or_stale_request_changes_nothing(edge: OverHttp, forge: Any) -> None:
    body, before = asking(edge), await edge.door.rows()
    assert await edge.post(body, **forge(body)) == 401
    assert await edge.door.rows() == before


async def test_a_replayed_request_changes_nothing(edge: OverHttp) -> None:
    body = asking(edge)
    signature = signed(body)
    await edge.post(body, **signature)
    before = await edge.door.rows()
    assert await edge.post(body, **signature) == 200
    assert await edge.door.rows() == before


async def test_headers_that_nobody_signed_change_nothing(edge: OverHttp) -> None:
    body, before = asking(edge), await edge.door.rows()
    bolts_own = {"X_Slack_Bolt_Lazy_Only": "1", "X_Slack_Bolt_Lazy_Function_Name": "event"}
    assert await edge.post(body, **signed(body), **bolts_own) == 200
    assert await edge.door.rows() != before


async def test_a_body_that_is_too_large_is_refused(edge: OverHttp) -> None:
    body = b'{"a":"' + b"x" * LARGEST_BODY + b'"}'
    assert await edge.post(body, **signed(body)) == 413


async def test_a_body_whose_length_nobody_tells_is_bounded_too(edge: OverHttp) -> None:
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    head = f"POST {PATH} HTTP/1.1\r\nHost: desk\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    assert await edge.send(head + chunk * 20, end=False) == 413


async def test_a_body_that_does_not_come_is_not_waited_for(edge: OverHttp) -> None:
    head = f"POST {PATH} HTTP/1.1\r\nHost: desk\r\nContent-Length: 100\r\n\r\n".encode()
    assert await edge.send(head + b'{"type":', end=False) == 408


async def test_a_packed_body_is_what_was_signed_or_nothing(edge: OverHttp) -> None:
    body = gzip.compress(b"x" * 10_000_000)
    assert await edge.post(body, **signed(body), Content_Encoding="gzip") in (400, 401, 413)


RAW = {
    "no HTTP": b"\x00\x01\x02\r\n\r\n",
    "half a line": b"POST",
    "a path that is none": b"POST /%ff%zz/%2e%2e/ HTTP/1.1\r\nHost: desk\r\nContent-Length: 0\r\n\r\n",
    "a query that is none": f"POST {PATH}?%ff=%zz&=& HTTP/1.1\r\nHost: desk\r\nContent-Length: 0\r\n\r\n".encode(),
    "a length that is none": f"POST {PATH} HTTP/1.1\r\nHost: desk\r\nContent-Length: many\r\n\r\n".encode(),
    "two lengths": f"POST {PATH} HTTP/1.1\r\nHost: desk\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab".encode(),
    "a chunk that is none": f"POST {PATH} HTTP/1.1\r\nHost: d\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".encode(),
    "not packed at all": f"POST {PATH} HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{{}}".encode(),
    "a header without end": f"POST {PATH} HTTP/1.1\r\nHost: desk\r\nX: {'x' * 100_000}\r\n\r\n".encode(),
    "another method": f"GET {PATH} HTTP/1.1\r\nHost: desk\r\n\r\n".encode(),
}


@pytest.mark.parametrize("request_bytes", RAW.values(), ids=RAW.keys())
async def test_what_is_hardly_http_is_no_error_of_ours(edge: OverHttp, request_bytes: bytes) -> None:
    assert await edge.send(request_bytes) < 500


@many
@given(body=st.binary(max_size=200), content_type=st.sampled_from([JSON, FORM, "text/plain", ""]), sign=st.booleans())
async def test_no_bytes_make_it_fail(edge: OverHttp, body: bytes, content_type: str, sign: bool) -> None:
    assert await edge.post(body, content_type, **(signed(body) if sign else {})) < 500


async def test_it_goes_on_serving_after_all_that(edge: OverHttp) -> None:
    body = asking(edge)
    assert await edge.post(body, **signed(body)) == 200
