"""Priya is erased. What names her goes, and nothing of anybody else changes, whatever she is called."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Connection, event, insert
from sqlmodel import Session, func, select

from bot.desk.speech import Say, Speech
from bot.errors import Refusal
from bot.storage import deliveries, retention
from bot.storage.deliveries import Delivery, DeliveryState
from bot.storage.erasure import erase
from bot.storage.export import export
from bot.storage.read_marks import ReadMark
from bot.storage.receipts import Receipt, ReceiptState
from bot.storage.store import Store
from bot.storage.traces import AT_ONCE, Traces
from bot.storage.transaction import SqlTx
from bot.tickets.event import EventKind, TicketEvent
from bot.tickets.message import Message, Voice
from bot.tickets.request import Request, RequestState
from bot.tickets.ticket import Status, Ticket
from tests.builders import DANA, NOON, PRIYA, make_decision, make_event, make_facts, make_message, make_request
from tests.builders import make_ticket as make_open_ticket
from tests.conftest import on_sqlite

T = TypeVar("T")
BEN, DM = "U0BEN", "D0PRIYA"
OVER = {"state": RequestState.SOLVED_BY_ARTICLE}


def called(real_name: str) -> dict[str, object]:
    return make_decision(facts=make_facts(real_name=real_name)).model_dump(mode="json")


def bens_decision(**named: str) -> dict[str, object]:
    facts = make_facts(named, person_id=BEN, name="ben", real_name="Ben Okafor", email="ben@northwind.example")
    return make_decision(facts=facts).model_dump(mode="json")


def bens(**values: object) -> Request:
    usual = {"id": "request-2", "receipt_id": "receipt-2", "requester_id": BEN, "decision": bens_decision()}
    return make_request(**usual | values)


def make_delivery(**values: object) -> Delivery:
    usual = {"key": "a", "say": "notice", "conversation": PRIYA, "about": {}, "state": DeliveryState.SENT}
    return Delivery(**{**usual, "created_at": NOON, **values})


def make_receipt(**values: object) -> Receipt:
    usual = {"id": f"message:{DM}:1.0", "route": "event:message", "body": {"text": "my words"}}
    return Receipt(**{**usual, "received_at": NOON, "state": ReceiptState.FINISHED, "lease_until": NOON, **values})


async def keep(store: Store, *rows: object) -> None:
    for row in rows:
        await store.transact(lambda tx, row=row: tx.add(row))


async def erase_priya(store: Store, *names: str) -> dict[str, int]:
    return await erase(store, PRIYA, "olga", NOON + timedelta(hours=1), names)


def one_of(kind: type, key: object) -> object:
    return lambda session: session.get_one(kind, key).model_dump()


@pytest.mark.parametrize("name", ["revenue", "network", "facts", "medium", "winner", "erased", "receipt-2"])
async def test_a_name_that_is_a_word_of_the_desks_changes_nothing_of_others(store: Store, name: str) -> None:
    why = {"pool": "They know it best", "path": ["network"], "priority": "medium impact"}
    tickets = make_open_ticket(request_id="request-2", requester_id=BEN, routing=why)
    opened = make_event(EventKind.OPENED, id="event-1", details={"pool": "network", "path": ["network"]})
    await keep(store, make_request(decision=called(name), **OVER), bens(), tickets, opened)
    reads = [one_of(Request, "request-2"), one_of(Ticket, tickets.id), one_of(TicketEvent, "event-1")]
    before = [await store.read(read) for read in reads]
    await asyncio.wait_for(erase_priya(store), timeout=5)
    assert [await store.read(read) for read in reads] == before


async def test_her_name_goes_from_the_words_of_others(store: Store) -> None:
    note = make_message(
        id="m", request_id="request-2", author_id=DANA, text="Same as _Priya Raman_ had, not Priya Ramani"
    )
    await keep(store, make_request(**OVER), bens(), note)
    await erase_priya(store)
    assert (await store.read(one_of(Message, "m")))["text"] == "Same as _(erased)_ had, not Priya Ramani"


async def test_she_is_no_longer_known_as_the_manager_of_somebody(store: Store) -> None:
    await keep(store, make_request(**OVER), bens(decision=bens_decision(manager="Priya Raman")))
    await erase_priya(store)
    kept = await store.read(one_of(Request, "request-2"))
    assert kept["decision"]["facts"]["named"]["manager"]["value"] == "(erased)"
    assert kept["decision"]["facts"]["real_name"] == "Ben Okafor"


async def test_what_she_said_about_the_requests_of_others_goes(store: Store) -> None:
    hers = make_message(id="m", request_id="request-2", voice=Voice.REQUESTER, text="I have that too")
    await keep(store, bens(), hers)
    await erase_priya(store)
    assert (await store.read(one_of(Message, "m")))["text"] == "(erased)"


async def test_somebody_who_never_asked_is_found_by_the_names_that_are_given(store: Store) -> None:
    await keep(store, bens(text="Call @Priya Raman, priya@northwind.example"))
    assert (await export(store, PRIYA, "olga", NOON))["kept"] == {}
    given = await export(store, PRIYA, "olga", NOON, ["Priya Raman", "priya@northwind.example"])
    assert [row["id"] for row in given["kept"]["request"]] == ["request-2"]
    await erase_priya(store, "Priya Raman", "priya@northwind.example")
    assert (await store.read(one_of(Request, "request-2")))["text"] == "Call @(erased), (erased)"


async def test_a_short_name_is_left_unless_it_is_given(store: Store) -> None:
    await keep(store, make_request(decision=called("Bo"), **OVER), bens(text="Bo has the key"))
    assert (await export(store, PRIYA, "olga", NOON))["kept"].keys() == {"request"}
    await erase_priya(store, "Bo")
    assert (await store.read(one_of(Request, "request-2")))["text"] == "(erased) has the key"


async def test_the_id_of_her_dm_goes_with_hers(store: Store) -> None:
    told = make_delivery(channel=DM, ts="1.1", cause=f"message:{DM}:1.0")
    await keep(store, make_request(receipt_id=f"message:{DM}:1.0", **OVER), told)
    await erase_priya(store)
    request = await store.read(one_of(Request, "request-1"))
    delivery = await store.read(one_of(Delivery, told.id))
    alias = request["requester_id"]
    assert request["receipt_id"] == f"message:{alias}:1.0"
    assert (delivery["conversation"], delivery["channel"], delivery["cause"]) == (alias, alias, f"message:{alias}:1.0")


async def test_what_was_taken_in_from_her_dm_is_not_taken_in_again(store: Store) -> None:
    """Her messages still stand in Slack, and the desk reads back."""
    mark = ReadMark(conversation=DM, read_to=NOON)
    await keep(store, make_delivery(channel=DM), make_receipt(), mark)
    await erase_priya(store)
    assert (await store.read(one_of(Receipt, f"message:{DM}:1.0")))["body"] == {}
    assert (await store.read(one_of(ReadMark, DM)))["read_to"] == NOON


async def test_the_words_of_every_receipt_go_however_many_there_are(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "AT_A_LOOK", 2)
    await keep(store, *(make_receipt(id=str(number)) for number in range(5)))
    await erase_priya(store)
    purged = select(func.count()).where(Receipt.state == ReceiptState.PURGED)
    assert await store.read(lambda session: session.exec(purged).one()) == 5


async def test_she_is_not_erased_while_something_she_sent_is_worked_on(store: Store) -> None:
    await keep(store, make_receipt(state=ReceiptState.TAKEN, body={"user": PRIYA}))
    with pytest.raises(Refusal, match="still at work"):
        await erase_priya(store)


@pytest.mark.parametrize(
    ("key", "is_hers"),
    [
        ("warning:1:clock:1:U0LENA", True),
        ("pattern of 1:U0LENA", True),
        (f"pattern:{PRIYA}:1", True),
        ("warning:11:clock:1:U0LENA", False),
        ("pattern of 11:U0LENA", False),
        (f"pattern:{BEN}:11", False),
    ],
)
async def test_what_leads_were_told_of_her_says_in_slack_that_it_is_gone(store: Store, key: str, is_hers: bool) -> None:
    await keep(store, make_request(**OVER), make_open_ticket(status=Status.CLOSED, id=1))
    await keep(store, make_delivery(key=key, conversation="U0LENA", channel="D0LENA", ts="1.0"))
    await erase_priya(store)
    said = await store.read(lambda session: session.exec(select(Delivery).where(Delivery.say == Say.ERASED)).all())
    assert len(said) == is_hers


async def test_she_is_not_erased_while_slack_may_be_taking_what_is_said_to_her(store: Store) -> None:
    await keep(store, make_request(**OVER))
    await store.transact(lambda tx: tx.say(Speech("hello", Say.NOTICE, PRIYA, {"sentence": "Hello."})))
    said = await store.read(lambda session: deliveries.by_key(session, "hello"))
    claimed = await store.transact(lambda tx: deliveries.claim(tx.connection, said))
    with pytest.raises(Refusal, match="just saying something"):
        await erase_priya(store)
    await store.transact(lambda tx: deliveries.mark_sent(tx.connection, claimed, ("D1", "1.1"), NOON))
    await erase_priya(store)


class Desk(Store):
    """Something becomes Priya's as soon as her traces are known; and what is written is counted."""

    is_meddling = False

    async def read(self, query: Callable[[Session], T]) -> T:
        found = await super().read(query)
        if self.is_meddling and isinstance(found, Traces):
            await self.transact(_take_a_ticket)
        return found


def _take_a_ticket(tx: SqlTx) -> None:
    tx.add(make_open_ticket(request_id="request-2", requester_id=BEN, assignee_id=PRIYA, status=Status.CLAIMED))


@pytest.fixture
async def desk(url: str) -> AsyncIterator[Desk]:
    desk = Desk(url, lambda: NOON)
    yield desk
    desk.close()


async def test_what_becomes_hers_in_the_meantime_stops_it(desk: Desk) -> None:
    desk.is_meddling = True
    await keep(desk, make_request(**OVER), bens())
    with pytest.raises(Refusal, match="still open"):
        await erase_priya(desk)
    assert (await desk.read(one_of(Request, "request-1")))["text"] == make_request().text


async def test_rows_are_not_looked_for_while_nobody_else_can_write(desk: Desk) -> None:
    searches: list[str] = []

    def note(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if connection.get_execution_options().get("writes") and " LIKE " in statement:
            searches.append(statement.partition("FROM")[2].split()[0])

    event.listen(desk.writer._engine, "before_cursor_execute", note)
    await keep(desk, make_request(**OVER))
    await erase_priya(desk)
    assert set(searches) == {"receipt"}  # those that are not finished, of which there are few


async def test_many_rows_are_changed_a_few_at_a_time(desk: Desk) -> None:
    await keep(desk, bens())
    rows = [make_message(id=f"m{n}", request_id="request-2", source=f"{n}").model_dump() for n in range(AT_ONCE + 1)]
    await desk.transact(lambda tx: tx.connection.execute(insert(Message), rows))
    turns = [0]

    def note(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        turns[-1] += "author_id=" in statement and statement.startswith("UPDATE message")

    event.listen(desk.writer._engine, "before_cursor_execute", note)
    event.listen(desk.writer._engine, "commit", lambda _: turns.append(0))
    await erase_priya(desk)
    assert [changed for changed in turns if changed] == [AT_ONCE, 1]


async def test_she_waits_for_the_ticket_of_others_no_more(store: Store) -> None:
    await keep(store, bens(), make_open_ticket(request_id="request-2", requester_id=BEN))
    await keep(store, make_request(state=RequestState.JOINED, same_as=12))
    await erase_priya(store)
    assert (await store.read(one_of(Request, "request-1")))["state"] == RequestState.LAPSED
    assert await store.transact(lambda tx: tx.waiting_for(12)) == []


@on_sqlite
async def test_no_file_of_the_database_holds_what_was_erased(store: Store, url: str) -> None:
    await keep(store, make_request(text="an unheard-of word: zyzzyva", **OVER))
    await erase(store, PRIYA, "owner", NOON)
    assert store.empty_log()
    file = Path(url.removeprefix("sqlite:///"))
    assert not [each for each in file.parent.glob(f"{file.name}*") if b"zyzzyva" in each.read_bytes()]
