"""Ids of rows."""

import secrets
import time


def new_id() -> str:
    """Unique anywhere, and after all ids that this process made before: rows of one moment keep their order by it."""
    return f"{time.time_ns():016x}{secrets.token_hex(8)}"
