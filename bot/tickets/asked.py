"""What somebody asked, in short."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Asked:
    """`category_id` is what it is taken for now; `number` is that of its ticket, if there is one."""

    requester_id: str
    category_id: str
    text: str
    at: datetime
    number: int | None
