"""What the workspace's operator can do: make connections and calls fail, move the clock, go back in time."""

import asyncio
import math
from dataclasses import fields
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from local_slack import credentials
from local_slack.addressing import ImpossibleError
from local_slack.asked import Asked, Deed, taking
from local_slack.delivering import Deliveries
from local_slack.faults import Fault, FaultBook
from local_slack.http_delivery import Signing
from local_slack.rate_limits import RateLimits
from local_slack.snapshots import FOUNDED, Snapshots
from local_slack.state import Happening, Json, State
from local_slack.transports import Transports

MORNING = 9  # o'clock, where the desk is
FARTHEST = timedelta(days=3660)  # in one request: a clock at the end of the calendar cannot be moved back
_FAULT = TypeAdapter(Fault)
# what an operator can do -> what such a request has
DEEDS = {
    "faults": " ".join(field.name for field in fields(Fault)),
    "rate_limits": "on",
    "sockets": "do socket times",
    "transport": "url signing verify ssl_check",
    "timing": "ack_window retry_delays refresh_warning",
    "clock": "advance_minutes to tz",
    "tokens": "revoke without",
    "uninstall": "",
    "reset": "",
    "snapshot": "name",
    "restore": "name",
}


class Operating:
    """The operator's requests, by the name of their route."""

    def __init__(
        self, state: State, transports: Transports, deliveries: Deliveries, faults: FaultBook, limits: RateLimits
    ) -> None:
        self._state = state
        self._deliveries = deliveries
        self._transports = transports
        self._faults = faults
        self._limits = limits
        self._snapshots = Snapshots(state)
        self._refreshes: set[asyncio.Task[None]] = set()

    def deeds(self) -> dict[str, Deed]:
        return {name: taking(known, getattr(self, name)) for name, known in DEEDS.items()}

    async def faults(self, asked: Asked) -> Json:
        try:
            self._faults.add(_FAULT.validate_python(asked))
        except ValidationError as error:
            raise ImpossibleError(f"No such fault: {error}") from error
        return {"ok": True}

    async def heal(self, _: Asked) -> Json:
        self._faults.clear()
        return {"ok": True}

    async def rate_limits(self, asked: Asked) -> Json:
        self._limits.on = bool(asked["on"])
        return {"on": self._limits.on}

    async def sockets(self, asked: Asked) -> Json:
        """`do` is refresh, drop, stall, mute, link_disabled, duplicate_next, reorder_next or ignore_acks (`times`)."""
        mode, which, times = self._transports.sockets, asked.get("socket"), int(asked.get("times", 1))
        do = asked["do"]
        if do == "refresh":
            task = asyncio.create_task(mode.refresh(which))
            self._refreshes.add(task)
            task.add_done_callback(self._refreshes.discard)
        elif do == "link_disabled":
            await mode.disconnect("link_disabled", which)
        elif do in ("drop", "stall", "mute"):
            {"drop": mode.drop, "stall": mode.stall, "mute": mode.mute}[do](which)
        elif do in ("duplicate_next", "reorder_next", "ignore_acks"):
            self._break_next(do, times)
        else:
            raise ImpossibleError(f"Nothing that sockets do is called {do!r}.")
        return {"sockets": list(mode.sockets)}

    async def transport(self, asked: Asked) -> Json:
        """`url` is where the app listens, null for sockets; `signing` is good, wrong_secret or stale_timestamp."""
        if "url" in asked:
            self._transports.deliver_to(asked["url"])
        http = self._transports.http
        answer: Json = {"transport": self._transports.name}
        if http is None:
            return answer
        http.signing = Signing(asked.get("signing", http.signing))
        if asked.get("verify"):
            answer |= {"verified": await http.verify_url()}
        if asked.get("ssl_check"):
            answer |= {"ssl_check": await http.check_ssl()}
        return answer

    async def timing(self, asked: Asked) -> Json:
        """Seconds: ack_window, refresh_warning, and retry_delays as a list."""
        timing = self._transports.timing
        timing.ack_window = float(asked.get("ack_window", timing.ack_window))
        timing.refresh_warning = float(asked.get("refresh_warning", timing.refresh_warning))
        timing.retry_delays = tuple(asked.get("retry_delays", timing.retry_delays))
        return vars(timing)

    async def clock(self, asked: Asked) -> Json:
        """`advance_minutes`, or `to`: "next_morning" (nine o'clock in `tz`) or a time with its zone."""
        clock = self._state.clock
        if "to" in asked:
            by = _target(asked["to"], clock.now(), asked.get("tz", "America/New_York")) - clock.now()
        else:
            by = _minutes(asked["advance_minutes"])
        clock.advance(_forward(by))
        return {"now": clock.now().isoformat()}

    async def tokens(self, asked: Asked) -> Json:
        """`revoke`: "bot" or "app"; `without`: a scope that the bot token loses."""
        app = self._state.app
        if "revoke" in asked:
            credentials.revoke(self._state, app[f"{asked['revoke']}_token"])
        if "without" in asked:
            self._state.tokens[app["bot_token"]].scopes.discard(asked["without"])
        return {"scopes": sorted(self._state.tokens[app["bot_token"]].scopes)}

    async def uninstall(self, _: Asked) -> Json:
        """An admin removes the app: both tokens are void, and it is told so once more."""
        for token in ("bot_token", "app_token"):
            credentials.revoke(self._state, self._state.app[token])
        self._state.tell(Happening("app_uninstalled"))
        return {"ok": True}

    async def reset(self, _: Asked) -> Json:
        """The workspace as it was founded, with no faults and nothing delivered; the clock stays."""
        self._deliveries.envelopes.clear()
        self._faults.clear()
        self._limits.on = False
        self._snapshots.restore(FOUNDED)
        return {"ok": True}

    async def snapshot(self, asked: Asked) -> Json:
        self._snapshots.take(asked["name"])
        return {"snapshots": self._snapshots.names()}

    async def restore(self, asked: Asked) -> Json:
        if asked["name"] not in self._snapshots.names():
            raise ImpossibleError(f"There is no snapshot {asked['name']!r}, but {', '.join(self._snapshots.names())}.")
        self._snapshots.restore(asked["name"])
        return {"ok": True}

    def _break_next(self, do: str, times: int) -> None:
        faults = self._transports.sockets.faults
        if do == "duplicate_next":
            faults.duplicates = times
        elif do == "reorder_next":
            faults.reorders = times
        else:
            faults.ignored_acks = times


def _target(to: str, now: datetime, zone: str) -> datetime:
    if to != "next_morning":
        return datetime.fromisoformat(to)
    here = now.astimezone(ZoneInfo(zone))
    morning = here.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    while morning <= here or morning.weekday() > 4:
        morning += timedelta(days=1)
    return morning


def _forward(by: timedelta) -> timedelta:
    if by < timedelta():
        raise ImpossibleError("The clock cannot go back.")
    if by > FARTHEST:
        raise ImpossibleError(f"The clock moves by {FARTHEST.days} days at most.")
    return by


def _minutes(given: object) -> timedelta:
    if not isinstance(given, int | float) or isinstance(given, bool) or not math.isfinite(given):
        raise ImpossibleError(f"{given!r} is no number of minutes.")
    try:
        return timedelta(minutes=given)
    except OverflowError:
        return timedelta.max if given > 0 else timedelta.min
