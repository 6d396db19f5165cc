"""What the desk knows of people by what it keeps."""

from datetime import timedelta
from typing import Any

import pytest

from bot.segments.asset import Asset
from bot.segments.behaviour import USUAL_WINDOWS, HabitName
from bot.storage.records import Records
from bot.storage.store import Store
from bot.tickets.event import EventKind
from bot.tickets.request import RequestState
from tests.builders import NOON, PRIYA, make_event, make_rating, make_request, make_ticket

EMAIL = "Priya@Northwind.example"


async def keep(store: Store, *rows: Any) -> None:
    await store.transact(lambda tx: [tx.add(row) for row in rows])


async def count(store: Store, name: HabitName) -> int:
    return (await Records(store).on(PRIYA, EMAIL, USUAL_WINDOWS, NOON)).habits[name].count


def asked(number: int, days_ago: float = 1, **values: Any) -> list[Any]:
    """One of Priya's requests with its ticket."""
    at = NOON - timedelta(days=days_ago)
    request = make_request(id=f"r{number}", receipt_id=f"c{number}", received_at=at)
    return [request, make_ticket(id=number, request_id=f"r{number}", started_at=at, **values)]


def device(person: str, tag: str = "NW-1") -> Asset:
    return Asset(source="asset list", person=person, tag=tag, known={"os": "macOS"}, as_of=NOON)


@pytest.mark.parametrize("person", [PRIYA, "priya@northwind.example"])
async def test_assets_are_found_by_id_and_by_address(store: Store, person: str) -> None:
    await keep(store, device(person))
    assert [asset.tag for asset in (await Records(store).on(PRIYA, EMAIL, USUAL_WINDOWS, NOON)).assets] == ["NW-1"]


async def test_assets_of_others_are_not_found(store: Store) -> None:
    await keep(store, device("ana@northwind.example"))
    assert (await Records(store).on(PRIYA, EMAIL, USUAL_WINDOWS, NOON)).assets == []


async def test_somebody_without_an_address_has_the_assets_of_nobody(store: Store) -> None:
    await keep(store, device("ana@northwind.example"))
    assert (await Records(store).on(PRIYA, "", USUAL_WINDOWS, NOON)).assets == []


async def test_requests_of_the_window_are_counted(store: Store) -> None:
    await keep(store, *asked(1), *asked(2, days_ago=29), *asked(3, days_ago=31))
    assert await count(store, HabitName.FREQUENT_SUBMITTER) == 2


async def test_requests_that_an_article_solved_are_counted(store: Store) -> None:
    solved = make_request(state=RequestState.SOLVED_BY_ARTICLE)
    await keep(store, solved, *asked(2))
    assert await count(store, HabitName.SELF_SERVICE_USER) == 1


async def test_p1_tickets_of_rolling_thirty_days_are_counted(store: Store) -> None:
    rows = [asked(number, days_ago=7 * number, priority="P1") for number in range(1, 6)]
    await keep(store, *(row for each in rows for row in each), *asked(9, priority="P2"))
    assert await count(store, HabitName.REPEATED_P1) == 4


async def test_a_ticket_that_was_reopened_and_escalated_counts_once(store: Store) -> None:
    events = [make_event(kind, ticket_id=1, id=kind) for kind in (EventKind.REOPENED, EventKind.ESCALATED)]
    await keep(store, *asked(1), *events)
    assert await count(store, HabitName.REPEAT_ESCALATOR) == 1


async def test_low_ratings_are_counted(store: Store) -> None:
    ratings = [make_rating(ticket_id=number, score=number, answered_at=NOON) for number in (1, 2, 3)]
    await keep(store, *(row for number in (1, 2, 3) for row in asked(number)), *ratings)
    assert await count(store, HabitName.UNHAPPY) == 2


async def test_past_ratings_are_a_fact_with_their_number(store: Store) -> None:
    ratings = [make_rating(ticket_id=number, score=score, answered_at=NOON) for number, score in ((1, 5), (2, 2))]
    await keep(store, *asked(1), *asked(2), *ratings)
    fact = (await Records(store).on(PRIYA, EMAIL, USUAL_WINDOWS, NOON)).past_ratings
    assert fact is not None
    assert (fact.value, fact.source) == ("3.5 of 5, from 2 in a year", "the desk's own history")


async def test_what_others_did_is_not_counted(store: Store) -> None:
    other = make_request(requester_id="U0ANA")
    await keep(store, other, make_ticket(requester_id="U0ANA", priority="P1"))
    assert await count(store, HabitName.REPEATED_P1) == 0
