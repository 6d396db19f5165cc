"""The tables, for commands that work beside a running desk or without one."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy.exc import DBAPIError, OperationalError

from bot.errors import BadInput, Refusal
from bot.settings import read_database_url
from bot.storage.store import Store


@contextmanager
def store_beside() -> Iterator[Store]:
    """Whether or not the desk is running. What cannot be done ends in its sentence."""
    try:
        store = Store(read_database_url(os.environ), lambda: datetime.now(UTC), beside=True)
        try:
            yield store
        finally:
            store.close()
    except BadInput as bad:
        sys.exit(str(bad))
    except Refusal as refused:
        sys.exit(refused.sentence)
    except DBAPIError as error:
        sys.exit(f"The database is in trouble ({_reason(error)}). Nothing was done, or only a part: do it again.")


def _reason(error: DBAPIError) -> str:
    """In the database's own words, unless they may quote what somebody wrote."""
    own = str(error.orig).splitlines() if isinstance(error, OperationalError) else []
    return own[0] if own else type(error.orig).__name__
