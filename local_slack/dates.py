"""Slack's `<!date^…>` marks, as the reader's client shows them."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_TOKEN = re.compile(r"\{(\w+)\}")
_RELATIVE = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def show(timestamp: int, pattern: str, zone: str, now: datetime) -> str:
    """The pattern with its tokens ({date_short}, {time}, {ago} …) filled in, in the reader's time zone."""
    at = datetime.fromtimestamp(timestamp, UTC).astimezone(ZoneInfo(zone))
    here = now.astimezone(ZoneInfo(zone))
    return _TOKEN.sub(lambda token: _filled(token[1], at, here), pattern)


def _filled(token: str, at: datetime, now: datetime) -> str:
    if token == "ago":  # noqa: S105 - a token of a pattern
        return _ago(now - at)
    relative = _RELATIVE.get((at.date() - now.date()).days)
    if token.endswith("_pretty") and relative:
        return relative
    shown = {
        "date_num": f"{at:%Y-%m-%d}",
        "date": f"{at:%B} {_ordinal(at)}, {at.year}",
        "date_short": f"{at:%b} {at.day}, {at.year}",
        "date_long": f"{at:%A}, {at:%B} {_ordinal(at)}, {at.year}",
        "time": f"{at.hour % 12 or 12}:{at:%M %p}",
        "time_secs": f"{at.hour % 12 or 12}:{at:%M:%S %p}",
    }
    return shown.get(token.removesuffix("_pretty"), f"{{{token}}}")


def _ordinal(day: date) -> str:
    suffix = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day.day}{suffix}"


def _ago(age: timedelta) -> str:
    minutes = int(abs(age).total_seconds() // 60)
    for unit, length in (("day", 1440), ("hour", 60), ("minute", 1)):
        count = minutes // length
        if count:
            words = f"{count} {unit}{'s' if count > 1 else ''}"
            return f"{words} ago" if age > timedelta() else f"in {words}"
    return "now"
