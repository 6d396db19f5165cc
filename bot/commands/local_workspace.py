"""A local Slack for a command that needs a workspace, and the settings with which a desk finds it."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import BadInput, Problem

if TYPE_CHECKING:
    from bot.desk.policy import Policy
    from bot.settings import Settings
    from local_slack.server import LocalSlack

COMPANIES = ("northwind", "hospital")


@asynccontextmanager
async def local_workspace(company: str, policy: "Policy", port: int) -> "AsyncIterator[LocalSlack]":
    from local_slack import company as companies
    from local_slack.clock import Clock
    from local_slack.server import LocalSlack

    path = companies.COMPANIES / f"{company}.yml"
    slack = LocalSlack(Path("manifest.yml"), path, Clock(_working_time(policy)), port=port)
    try:
        await slack.start()
    except OSError as error:
        found = f"{port}, which cannot be had ({os.strerror(error.errno or 0)})"
        raise BadInput([Problem("command line", None, "--port", found, "a free port; 0 takes any")]) from None
    try:
        yield slack
    finally:
        await slack.stop()


def _working_time(policy: "Policy") -> datetime:
    """Now, or an hour after the desk opens next: at night every clock would stand still."""
    now, calendar = datetime.now(UTC), policy.calendars[policy.desk.calendar]
    return now if calendar.is_open(now) else calendar.next_open(now) + timedelta(hours=1)


def settings_for(slack: "LocalSlack", folder: Path, config: Path, transport: str) -> "Settings":
    from bot.settings import read_settings

    return read_settings(
        {
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "FRONTDESK_TRANSPORT": transport,
            "FRONTDESK_PORT": "0",
            "FRONTDESK_DATABASE_URL": f"sqlite:///{folder / 'demo.db'}",
            "FRONTDESK_CONFIG": str(config),
        }
    )
