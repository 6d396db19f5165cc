"""The log: one line an event, with the receipt that caused it. No text of people and no token stands in it."""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import TextIO

BOLT = logging.getLogger("slack_bolt")
"""For Bolt itself, which would give its loggers the level of the root."""
_TALKATIVE = ("slack_bolt", "slack_sdk", "sqlalchemy", "aiohttp", "asyncio", "alembic", "apscheduler", "markdown_it")
_SECRET = re.compile(r"\b(?:xox[a-z]|xapp|xwfp)-[\w-]+|(?<=ticket=)[\w-]+")
_NEW_LINES = re.compile(r"[\r\n]+")
_MOST_FRAMES = 12
_cause: ContextVar[str] = ContextVar("cause", default="")


class LogForm(StrEnum):
    """How a line is written: for a program that collects them, or for a person who reads along."""

    JSON = "json"
    TEXT = "text"


@contextmanager
def caused_by(cause: str) -> Iterator[None]:
    """What is logged in here, and in the tasks that are begun in here, says which receipt, or timer, it belongs to."""
    token = _cause.set(cause)
    try:
        yield
    finally:
        _cause.reset(token)


def keep_words_out_of_the_log() -> None:
    """Libraries tell their log whatever passes through them, down to the rows of a table. From here on they log
    problems only, at whatever level the rest of the log is.
    """
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def write_log(form: LogForm, to: TextIO = sys.stderr) -> None:
    """From here on everything that is logged in this process goes there."""
    handler = logging.StreamHandler(to)
    handler.setFormatter(_JsonLine() if form is LogForm.JSON else _TextLine())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    keep_words_out_of_the_log()


class _Line(logging.Formatter):
    def said(self, record: logging.LogRecord) -> str:
        return _SECRET.sub("…", record.getMessage()) if _is_ours(record) else self._of_others(record)

    @staticmethod
    def _of_others(record: logging.LogRecord) -> str:
        """A library puts into its words whatever it was given, so what it says is left out, and where remains."""
        return f"a problem in {record.pathname.rsplit('/', 1)[-1]}:{record.lineno}"


class _JsonLine(_Line):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": _moment(record).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "cause": _cause.get() or None,
            "said": self.said(record),
            "error": _error(record),
            "frames": _frames(record) or None,
        }
        return json.dumps({key: value for key, value in line.items() if value is not None}, ensure_ascii=False)


class _TextLine(_Line):
    def format(self, record: logging.LogRecord) -> str:
        cause, error = _cause.get(), _error(record)
        parts = [f"{_moment(record):%Y-%m-%d %H:%M:%S} {record.levelname:<7} {record.name}: {self.said(record)}"]
        parts += [f"({error} in {' < '.join(_frames(record))})"] if error else []
        parts += [f"[{cause}]"] if cause else []
        return _NEW_LINES.sub(" ", " ".join(parts))


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.split(".")[0] in ("bot", "__main__")


def _moment(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


def _error(record: logging.LogRecord) -> str | None:
    """The kind of exception alone: what it says may be what somebody wrote."""
    return record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None


def _frames(record: logging.LogRecord) -> list[str]:
    """Where it happened, the innermost call first."""
    if not record.exc_info:
        return []
    frames = traceback.extract_tb(record.exc_info[2])[-_MOST_FRAMES:]
    return [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in reversed(frames)]
