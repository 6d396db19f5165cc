"""Libraries tell their log whatever passes through them, down to the rows of a table. They are kept from it."""

import logging

_TALKATIVE = ("slack_bolt", "slack_sdk", "sqlalchemy", "aiohttp", "asyncio", "alembic", "apscheduler", "markdown_it")
BOLT = logging.getLogger("slack_bolt")
"""For Bolt itself, which would give its loggers the level of the root."""


def keep_words_out_of_the_log() -> None:
    """From here on these libraries log problems only, at whatever level the rest of the log is."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
