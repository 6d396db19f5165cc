"""An export that a made-up company would have written: drawn anew from a seed, the same each time."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from bot.insight.audit.ticket import NEW_FOR_DAYS
from bot.sla.business_hours import Calendar
from bot.ticket_export.sample_company import CATEGORIES, Crowd, Load

ENDS = date(2026, 10, 30)
_ZONE = ZoneInfo("America/New_York")
_SPREAD = 0.6  # of the logarithm of times: the slowest tenth takes more than twice as long as the middle
_NAMES = (
    "Ana Ben Chloe Dmitri Elif Farid Grace Hiro Ines Jamal Kofi Lena Maria Noah Olga Priya Rosa Sam Tomas Vera".split()
)
_FAMILIES = "Adams Bauer Costa Duarte Eriksen Fischer Garcia Haddad Ivanov Jensen Kim Lopez Meyer Novak Okafor".split()

TICKET_HEADS = (
    *("Ticket", "Requester", "Opened", "Solved", "Category", "Priority"),
    *("Escalated", "Reopens", "Work time (minutes)", "First response (minutes)"),
)
PEOPLE_HEADS = ("Name", "Department", "Title", "Location", "Employment type", "Device", "Start date")


@dataclass(frozen=True)
class Sample:
    """Rows as they stand in the files, and for each ticket the crowd that asked it, which stands nowhere."""

    people: tuple[tuple[str, ...], ...]
    tickets: tuple[tuple[str, ...], ...]
    truth: tuple[str, ...]

    def write(self, folder: Path) -> tuple[Path, Path]:
        """tickets.csv and people.csv."""
        folder.mkdir(parents=True, exist_ok=True)
        tickets, people = folder / "tickets.csv", folder / "people.csv"
        _write(tickets, TICKET_HEADS, self.tickets)
        _write(people, PEOPLE_HEADS, self.people)
        return tickets, people


@dataclass(frozen=True)
class _Person:
    started: date
    row: tuple[str, ...]

    def is_new_on(self, day: date) -> bool:
        return timedelta(0) <= day - self.started <= timedelta(days=NEW_FOR_DAYS)


def draw_sample(calendar: Calendar, load: Load | None = None) -> Sample:
    """`calendar` is when the desk of that company works: tickets are solved in its hours."""
    draw = _Draw(calendar, load or Load())
    truth = draw.crowds()
    drawn = [draw.ticket(crowd, opened) for crowd, opened in zip(truth, draw.moments(), strict=True)]
    tickets = tuple((f"NW-{number}", *ticket) for number, ticket in enumerate(drawn, 1001))
    return Sample(tuple(person.row for each in draw.staff.values() for person in each), tickets, truth)


class _Draw:
    """Draws tickets of one company, one after the other."""

    def __init__(self, calendar: Calendar, load: Load) -> None:
        self._calendar, self._load = calendar, load
        self._chance = np.random.default_rng(load.seed)
        self.staff = {
            name: [self._person(crowd, number) for number in range(crowd.people)] for name, crowd in load.crowds.items()
        }

    def crowds(self) -> tuple[str, ...]:
        """Whose turn it is, for each ticket."""
        shares = np.array([crowd.share for crowd in self._load.crowds.values()])
        names = list(self._load.crowds)
        return tuple(
            names[place] for place in self._chance.choice(len(names), self._load.tickets, p=shares / shares.sum())
        )

    def moments(self) -> list[datetime]:
        """In working time, the earliest first."""
        days = [ENDS - timedelta(days=back) for back in range(self._load.days)]
        at_work = [day for day in days if day.weekday() < 5]
        minutes = self._chance.integers(8 * 60, 18 * 60, self._load.tickets)
        chosen = self._chance.integers(0, len(at_work), self._load.tickets)
        return sorted(
            datetime.combine(at_work[day], time(minute // 60, minute % 60), _ZONE)
            for day, minute in zip(chosen.tolist(), minutes.tolist(), strict=True)
        )

    def ticket(self, crowd_name: str, opened: datetime) -> tuple[str, ...]:
        crowd = self._load.crowds[crowd_name]
        name = self._category(crowd)
        category = CATEGORIES[name]
        resolution = category.hours * crowd.slower * self._factor()
        solved = self._calendar.add(opened, timedelta(hours=resolution)).astimezone(_ZONE)
        return (
            self._asker(crowd_name, opened.date()),
            f"{opened:%Y-%m-%d %H:%M}",
            f"{solved:%Y-%m-%d %H:%M}",
            name,
            self._priority(crowd.urgent),
            "yes" if self._chance.random() < category.escalated + crowd.handed_on else "no",
            str(int(self._chance.random() < crowd.reopened)),
            str(round(category.minutes * crowd.dearer * self._factor())),
            str(round(60 * resolution * self._chance.uniform(0.05, 0.3))),
        )

    def _person(self, crowd: Crowd, number: int) -> _Person:
        name = f"{self._one_of(_NAMES)} {self._one_of(_FAMILIES)} {number}"
        employed = self._chance.integers(0, 180) if crowd.new else self._chance.integers(200, 4000)
        started = ENDS - timedelta(days=int(employed))
        picked = [self._one_of(values) for values in (crowd.departments, crowd.titles, crowd.locations)]
        employment = "Part-time" if self._chance.random() < 0.1 else "Full-time"
        return _Person(started, (name, *picked, employment, self._one_of(crowd.device), started.isoformat()))

    def _asker(self, crowd_name: str, day: date) -> str:
        """New hires ask in their first weeks; nobody asks before the first day."""
        staff = self.staff[crowd_name]
        if self._load.crowds[crowd_name].new:
            staff = [person for person in staff if person.is_new_on(day)]
        return staff[int(self._chance.integers(len(staff)))].row[0]

    def _category(self, crowd: Crowd) -> str:
        if self._chance.random() < self._load.stray:
            return self._one_of(tuple(CATEGORIES))
        weights = np.array(list(crowd.asks.values()), float)
        return list(crowd.asks)[int(self._chance.choice(len(weights), p=weights / weights.sum()))]

    def _priority(self, urgent: float) -> str:
        if self._chance.random() < urgent:
            return "Urgent" if self._chance.random() < 0.25 else "High"
        return "Normal" if self._chance.random() < 0.7 else "Low"

    def _factor(self) -> float:
        return float(self._chance.lognormal(0, _SPREAD))

    def _one_of(self, values: Sequence[str]) -> str:
        return values[int(self._chance.integers(len(values)))]


def _write(path: Path, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        writer.writerows(rows)
