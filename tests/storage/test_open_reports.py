"""The open tickets of the last days that read like another one."""

from datetime import timedelta
from typing import Any

import pytest

from bot.storage.open_reports import Company, OpenReports
from bot.storage.store import Store
from bot.tickets.ticket import Status
from tests.builders import NOON, make_request, make_ticket

TEXT = "the badge reader rejects me"


class Shelf:
    """Tickets that are put into the tables, and what is found beside the last of them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._reports = OpenReports(["vpn drops", "printer is jammed"])
        self._count = 0

    async def put(self, text: str = TEXT, **values: Any) -> None:
        self._count += 1
        number, request_id = self._count, f"request-{self._count}"
        usual = {"id": number, "request_id": request_id, "text": text, "requester_id": f"U{number}"}
        await self._store.transact(lambda tx: tx.add(make_request(id=request_id, receipt_id=request_id)))
        await self._store.transact(lambda tx: tx.add(make_ticket(**usual | values)))

    async def company(self) -> Company:
        ticket = make_ticket(id=self._count, requester_id=f"U{self._count}", text=TEXT)
        return await self._store.read(lambda session: self._reports.like(session, ticket, NOON))


@pytest.fixture
def shelf(store: Store) -> Shelf:
    return Shelf(store)


async def numbers(shelf: Shelf) -> list[int]:
    return [ticket.number for ticket in (await shelf.company()).tickets]


async def test_a_ticket_by_itself_has_no_company(shelf: Shelf) -> None:
    await shelf.put()
    assert await shelf.company() == Company()


async def test_those_that_read_alike_are_found_and_their_people_counted(shelf: Shelf) -> None:
    for text in (TEXT, "lunch menu is missing", TEXT):
        await shelf.put(text)
    company = await shelf.company()
    assert ([ticket.number for ticket in company.tickets], company.people) == ([1], 2)


async def test_whoever_reports_twice_is_one_person(shelf: Shelf) -> None:
    for _ in range(2):
        await shelf.put(requester_id="U0SAME")
    await shelf.put()
    assert (await shelf.company()).people == 2


async def test_what_comes_later_is_seen_by_the_next_reader(shelf: Shelf) -> None:
    await shelf.put()
    await shelf.company()
    await shelf.put()
    await shelf.put()
    assert await numbers(shelf) == [1, 2]


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
