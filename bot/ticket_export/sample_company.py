"""The company of the sample: who works there, what they ask, and how they are served. The audit is not told."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Category:
    """Usual hours until it is solved, minutes of work, and the share that is escalated."""

    hours: float
    minutes: float
    escalated: float


CATEGORIES: Mapping[str, Category] = {
    "Passwords": Category(1.5, 8, 0.03),
    "Printing": Category(5, 18, 0.06),
    "Software": Category(8, 25, 0.10),
    "Hardware": Category(16, 35, 0.12),
    "Email": Category(4, 15, 0.06),
    "Access": Category(6, 14, 0.08),
    "VPN": Category(5, 22, 0.12),
    "CRM": Category(7, 30, 0.15),
    "Contracts portal": Category(9, 32, 0.15),
    "Field app": Category(9, 34, 0.18),
    "Tablet": Category(14, 40, 0.16),
    "First day": Category(6, 30, 0.07),
    "Meeting rooms": Category(2, 15, 0.05),
    "Mobile phone": Category(4, 18, 0.06),
}


@dataclass(frozen=True)
class Crowd:
    """People who are alike in what they ask. `share` is of all tickets, `asks` the weights of categories.

    `slower`, `dearer` multiply the usual times; `handed_on`, `reopened` are shares, the first on top of the category's.
    """

    people: int
    share: float
    departments: tuple[str, ...]
    titles: tuple[str, ...]
    locations: tuple[str, ...]
    asks: Mapping[str, float]
    slower: float = 1.0
    dearer: float = 1.0
    handed_on: float = 0.0
    reopened: float = 0.05
    urgent: float = 0.15
    device: tuple[str, ...] = ("ThinkPad T14", "Latitude 5440", "MacBook Air 13")
    new: bool = False


_OFFICES = ("New York", "Chicago", "Berlin", "San Francisco")
_ANY_DEPARTMENT = ("Finance", "Human Resources", "Marketing", "Operations", "Legal", "Sales", "Customer Success")
_ANY_TITLE = ("Analyst", "Specialist", "Coordinator", "Associate")

CROWDS: Mapping[str, Crowd] = {
    "executive": Crowd(
        people=16,
        share=0.06,
        departments=("Executive Office", "Finance", "Sales", "Operations"),
        titles=("Chief Executive Officer", "Chief Financial Officer", "Senior Vice President", "Vice President"),
        locations=("New York", "Berlin"),
        asks={"Mobile phone": 5, "Meeting rooms": 5, "Email": 2, "VPN": 1},
        slower=0.7,
        dearer=2.2,
        urgent=0.5,
        device=("MacBook Pro 14",),
    ),
    "revenue": Crowd(
        people=95,
        share=0.22,
        departments=("Sales", "Customer Success", "Compliance"),
        titles=("Account Executive", "Account Manager", "Compliance Officer", "Specialist", "Associate"),
        locations=_OFFICES,
        asks={"CRM": 6, "Contracts portal": 4, "Email": 2, "VPN": 2, "Passwords": 1},
        slower=2.0,
        reopened=0.12,
        urgent=0.35,
    ),
    "field": Crowd(
        people=60,
        share=0.15,
        departments=("Field Service", "Logistics"),
        titles=("Field Technician", "Field Engineer", "Driver"),
        locations=("Field",),
        asks={"Field app": 6, "Tablet": 4, "VPN": 3, "Passwords": 1},
        slower=1.5,
        dearer=1.5,
        handed_on=0.15,
        device=("Toughbook 55", "Toughbook 40"),
    ),
    "new_hire": Crowd(
        people=110,
        share=0.13,
        departments=_ANY_DEPARTMENT,
        titles=_ANY_TITLE,
        locations=_OFFICES,
        asks={"First day": 7, "Access": 5, "Passwords": 2, "Software": 1},
        new=True,
    ),
    "standard": Crowd(
        people=230,
        share=0.44,
        departments=("Finance", "Human Resources", "Marketing", "Operations", "Legal"),
        titles=_ANY_TITLE,
        locations=_OFFICES,
        asks={"Passwords": 5, "Printing": 3, "Software": 4, "Hardware": 3, "Email": 3, "Access": 1},
    ),
}


@dataclass(frozen=True)
class Load:
    """The reference load. `stray` is the share of tickets about anything at all."""

    tickets_a_week: int = 500
    days: int = 90
    stray: float = 0.12
    seed: int = 20261030
    crowds: Mapping[str, Crowd] = field(default_factory=lambda: CROWDS, hash=False)

    @property
    def tickets(self) -> int:
        return round(self.tickets_a_week * self.days / 7)
