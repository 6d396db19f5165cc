"""Moments and lengths of time to the second, for people who check a deadline."""

from datetime import datetime, timedelta, tzinfo


def moment(at: datetime, zone: tzinfo) -> str:
    """ "Fri 20 Nov 16:57:30"; full minutes without seconds."""
    local = at.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b} {_clock_face(local)}"


def stretch(start: datetime, end: datetime, zone: tzinfo) -> str:
    """ "Fri 20 Nov 16:00–17:00", with both days when it runs over midnight."""
    local = end.astimezone(zone)
    same_day = start.astimezone(zone).date() == local.date()
    return f"{moment(start, zone)}–{_clock_face(local)}" if same_day else f"{moment(start, zone)} – {moment(end, zone)}"


def length(duration: timedelta) -> str:
    """ "1 h 30 min", "45 s"; hours are not turned into days, which have no fixed length."""
    seconds = abs(round(duration.total_seconds()))
    parts = [(seconds // 3600, "h"), (seconds // 60 % 60, "min"), (seconds % 60, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 min"


def _clock_face(local: datetime) -> str:
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
