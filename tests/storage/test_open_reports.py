"""The open tickets of the last days that read like another one."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.routing.similar import Rarity
from bot.storage.open_reports import COMPARED, FRESH, Company, OpenReports
from bot.storage.store import Store
from bot.storage.transaction import SqlTx
from bot.tickets.ticket import Status
from tests.builders import NOON, make_request, make_ticket

TEXT = "the badge reader rejects me"


class Shelf:
    """Tickets that are put into the tables, and what is found beside the last of them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._reports = OpenReports(Rarity(["vpn drops", "printer is jammed"]))
        self._count = 0

    async def put(self, text: str = TEXT, **values: Any) -> None:
        self._count += 1
        number, request_id = self._count, f"request-{self._count}"
        usual = {"id": number, "request_id": request_id, "text": text, "requester_id": f"U{number}"}
        await self._store.transact(lambda tx: tx.add(make_request(id=request_id, receipt_id=request_id)))
        await self._store.transact(lambda tx: tx.add(make_ticket(**usual | values)))

    async def company(self, of: int = 0, now: datetime = NOON) -> Company:
        """That of the last ticket, unless another one is named."""
        number = of or self._count
        ticket = make_ticket(id=number, requester_id=f"U{number}", text=TEXT)
        return await self._store.read(lambda session: self._reports.like(session, ticket, now))

    async def solve(self, numbers: Iterable[int]) -> None:
        await self._become(Status.SOLVED, numbers)

    async def reopen(self, number: int) -> None:
        await self._become(Status.OPEN, [number])

    async def _become(self, status: Status, numbers: Iterable[int]) -> None:
        def work(tx: SqlTx) -> None:
            for number in numbers:
                tx.ticket(number).status = status

        await self._store.transact(work)


@pytest.fixture
def shelf(store: Store) -> Shelf:
    return Shelf(store)


async def numbers(shelf: Shelf, of: int = 0, now: datetime = NOON) -> list[int]:
    return [report.number for report in (await shelf.company(of, now)).reports]


async def test_a_ticket_by_itself_has_no_company(shelf: Shelf) -> None:
    await shelf.put()
    assert await shelf.company() == Company()


async def test_those_that_read_alike_are_found_and_their_people_counted(shelf: Shelf) -> None:
    for text in (TEXT, "lunch menu is missing", TEXT):
        await shelf.put(text)
    company = await shelf.company()
    assert ([report.number for report in company.reports], company.people) == ([1], 2)


async def test_whoever_reports_twice_is_one_person(shelf: Shelf) -> None:
    for _ in range(2):
        await shelf.put(requester_id="U0SAME")
    await shelf.put()
    assert (await shelf.company()).people == 2


async def test_what_others_take_in_is_seen_seconds_later(shelf: Shelf) -> None:
    for _ in range(2):
        await shelf.put()
        await shelf.company()
    await shelf.put()
    await shelf.put()
    assert await numbers(shelf) == [1, 2]
    assert await numbers(shelf, now=NOON + FRESH) == [1, 2, 3]


async def test_what_was_asked_about_here_is_seen_at_once(shelf: Shelf) -> None:
    for _ in range(3):
        await shelf.put()
        await shelf.company()
    await shelf.put()
    assert await numbers(shelf) == [1, 2, 3]


async def test_a_lower_number_that_is_committed_after_a_higher_one_is_seen(shelf: Shelf) -> None:
    await shelf.put(id=1)
    await shelf.put(id=4)
    assert await numbers(shelf, of=4) == [1]
    await shelf.put(id=2)
    assert await numbers(shelf, of=4, now=NOON + FRESH) == [1, 2]


async def test_many_that_are_over_hide_none_that_is_open(shelf: Shelf) -> None:
    for _ in range(COMPARED + 2):
        await shelf.put()
    assert await numbers(shelf) == [1, 2, 3]
    await shelf.solve(range(1, COMPARED + 1))
    assert await numbers(shelf, now=NOON + FRESH) == [COMPARED + 1]


@pytest.mark.parametrize(
    "values", [{"status": Status.SOLVED}, {"opened_at": NOON - timedelta(days=3)}], ids=["solved", "old"]
)
async def test_what_is_over_or_old_is_no_company(shelf: Shelf, values: dict[str, Any]) -> None:
    await shelf.put(**values)
    await shelf.put()
    assert await numbers(shelf) == []


async def test_a_ticket_that_was_solved_since_is_no_company_any_more(shelf: Shelf, store: Store) -> None:
    await shelf.put()
    await shelf.put()
    assert await numbers(shelf) == [1]
    await store.transact(lambda tx: setattr(tx.ticket(1), "status", Status.SOLVED))
    assert await numbers(shelf) == []


async def test_a_ticket_that_was_reopened_elsewhere_is_company_again(shelf: Shelf) -> None:
    for _ in range(2):
        await shelf.put()
    await shelf.solve([1])
    assert await numbers(shelf) == []
    await shelf.reopen(1)
    assert await numbers(shelf, now=NOON + FRESH) == [1]
