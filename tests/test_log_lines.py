"""A line of the log says what happened, when, and because of what; never what somebody wrote."""

import asyncio
import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.log_lines import LogForm, caused_by, write_log

ours, others = logging.getLogger("bot.test"), logging.getLogger("slack_sdk.socket_mode")


@pytest.fixture
def written() -> Iterator[Callable[[LogForm], io.StringIO]]:
    root = logging.getLogger()
    before = root.handlers[:], root.level

    def begin(form: LogForm) -> io.StringIO:
        stream = io.StringIO()
        write_log(form, stream)
        return stream

    yield begin
    root.handlers[:] = before[0]
    root.setLevel(before[1])


@pytest.fixture
def lines(written: Callable[[LogForm], io.StringIO]) -> Callable[[], list[dict[str, Any]]]:
    stream = written(LogForm.JSON)
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def fail(words: str) -> None:
    raise ValueError(words)


def log_failure(words: str) -> None:
    try:
        fail(words)
    except ValueError:
        ours.exception("it failed")


def test_a_line_says_when_where_and_what(lines: Callable[[], list[dict[str, Any]]]) -> None:
    ours.info("ticket %s is closed", 12)
    (line,) = lines()
    assert (line["level"], line["from"], line["said"]) == ("INFO", "bot.test", "ticket 12 is closed")
    assert line["at"].endswith("+00:00")


def test_what_has_no_cause_names_none(lines: Callable[[], list[dict[str, Any]]]) -> None:
    ours.info("open")
    assert "cause" not in lines()[0]


def test_a_cause_goes_along_into_the_tasks_that_are_begun_under_it(lines: Callable[[], list[dict[str, Any]]]) -> None:
    async def work() -> None:
        await asyncio.to_thread(ours.info, "in a thread")
        ours.info("in a task")

    async def begin() -> None:
        with caused_by("receipt 1"):
            task = asyncio.create_task(work())
        await task
        ours.info("outside")

    asyncio.run(begin())
    assert [line.get("cause") for line in lines()] == ["receipt 1", "receipt 1", None]


def test_of_a_failure_stays_its_kind_and_where_it_was(lines: Callable[[], list[dict[str, Any]]]) -> None:
    log_failure("my password is swordfish")
    (line,) = lines()
    assert line["error"] == "ValueError"
    assert line["frames"][0].startswith("test_log_lines.py:")
    assert line["frames"][0].endswith(" fail")
    assert "swordfish" not in str(line)


@pytest.mark.parametrize("token", ["xoxb-123-abc", "xoxp-1", "xapp-1-A0-9-f", "wss://slack/link?ticket=t1-2"])
@pytest.mark.parametrize("form", LogForm)
def test_a_token_never_stands_in_a_line(written: Callable[[LogForm], io.StringIO], token: str, form: LogForm) -> None:
    stream = written(form)
    ours.warning("connected with %s", token)
    assert token not in stream.getvalue()


@pytest.mark.parametrize("form", LogForm)
def test_a_library_that_repeats_what_it_was_given_is_only_named(
    written: Callable[[LogForm], io.StringIO], form: LogForm
) -> None:
    stream = written(form)
    others.warning("Failed to handle {'text': 'swordfish'}")
    assert "swordfish" not in stream.getvalue()
    assert "a problem in test_log_lines.py:" in stream.getvalue()


def test_what_a_library_does_all_day_is_not_told(lines: Callable[[], list[dict[str, Any]]]) -> None:
    others.info("A new session has been established")
    assert lines() == []


def test_a_person_reads_it_in_one_line(written: Callable[[LogForm], io.StringIO]) -> None:
    stream = written(LogForm.TEXT)
    with caused_by("receipt 1"):
        log_failure("two\nlines")
        ours.info("two\nlines")
    first, second = stream.getvalue().splitlines()
    assert "ERROR   bot.test: it failed (ValueError in test_log_lines.py:" in first
    assert first.endswith("[receipt 1]")
    assert second.endswith("INFO    bot.test: two lines [receipt 1]")
