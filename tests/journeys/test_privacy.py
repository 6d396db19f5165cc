"""Ana asks what is kept of her, and wants it gone; the figures of the desk stay right."""

import pytest
from sqlmodel import Session, func, select

from bot.errors import Refusal
from bot.segments.asset import Asset
from bot.storage.assets import replace_list
from bot.storage.data_requests import DataRequest, DataRequestKind
from bot.storage.erasure import erase
from bot.storage.export import export
from bot.storage.read_marks import ReadMark
from bot.storage.receipts import Receipt
from bot.storage.tables import METADATA
from bot.tickets.event import EventKind, TicketEvent
from bot.tickets.rating import Rating
from bot.tickets.ticket import Ticket
from bot.views import notice
from tests.journeys.office import Office
from tests.journeys.steps import anas_ticket, whole_story

WORDS = ("my vpn drops every hour", "It is a FritzBox", "Ana is on the third floor", "Which router", "TCP profile")
ENDING = ("Ana is on the third floor", "4 · Good")  # why her ticket was transferred, and what she thinks of it
NAMES = ("Ana Duarte", "ana@northwind.example", "Office Coordinator", "NW-4002")


def everything(session: Session, *apart: str) -> str:
    """All that stands in the tables, but for the record of what was asked of them, and for those apart."""
    tables, connection = METADATA.tables.keys() - {DataRequest.__tablename__, *apart}, session.connection()
    rows = [row for name in tables for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]
    return "\n".join(str(tuple(row)) for row in rows)  # a row's own text leaves out its middle


def anas_id(office: Office) -> str:
    return next(user.id for user in office.server.state.users.values() if user.name == "ana")


async def erase_ana(office: Office) -> dict[str, int]:
    return await erase(office.frontdesk.store, anas_id(office), "olga", office.server.clock.now())


@pytest.fixture
def transport() -> str:
    return "socket"


async def test_no_word_and_no_name_of_hers_is_left(office: Office) -> None:
    await whole_story(office, *ENDING)
    before = await office.frontdesk.store.read(everything)
    assert [trace for trace in (*WORDS, *NAMES, anas_id(office)) if trace not in before] == []
    await erase_ana(office)
    after = await office.frontdesk.store.read(everything)
    assert [trace for trace in (*WORDS, *NAMES, anas_id(office)) if trace in after] == []


async def test_her_dm_is_named_where_it_keeps_her_old_messages_out_and_nowhere_else(office: Office) -> None:
    await whole_story(office, *ENDING)
    await erase_ana(office)
    office.frontdesk.sender.wake()
    await office.settle()
    apart = {Receipt.__tablename__, ReadMark.__tablename__}
    left = await office.frontdesk.store.read(lambda session: everything(session, *apart))
    assert office.dm_of("ana") not in left


async def test_the_figures_stay(office: Office) -> None:
    await whole_story(office, *ENDING)

    def figures(session: Session) -> list[object]:
        events = select(TicketEvent.kind, TicketEvent.at).where(TicketEvent.kind != EventKind.CLOSED)
        ticket = select(Ticket.id, Ticket.segment_id, Ticket.priority, Ticket.first_solved_at)
        return [sorted(session.exec(query).all(), key=str) for query in (events, ticket, select(Rating.score))]

    before = await office.frontdesk.store.read(figures)
    await erase_ana(office)
    assert await office.frontdesk.store.read(figures) == before


async def test_what_the_desk_had_posted_of_her_says_that_it_is_gone(office: Office) -> None:
    status, card = await whole_story(office, *ENDING)
    await erase_ana(office)
    office.frontdesk.sender.wake()
    await office.settle()
    for message in (await office.ana.now_sees(status), await office.ivan.now_sees(card)):
        assert notice.erased().text in message.text


async def test_that_she_was_erased_is_on_record(office: Office) -> None:
    await whole_story(office, *ENDING)
    counts = await erase_ana(office)
    record = await office.frontdesk.store.read(lambda session: session.exec(select(DataRequest)).one())
    assert (record.kind, record.person_id, record.by) == (DataRequestKind.ERASURE, anas_id(office), "olga")
    assert record.rows == counts
    assert counts["request"] == counts["ticket"] == 1


async def test_she_is_not_erased_while_her_ticket_is_open(office: Office) -> None:
    await anas_ticket(office)
    with pytest.raises(Refusal, match="still open"):
        await erase_ana(office)


async def test_an_agent_is_not_erased_while_a_ticket_is_theirs(office: Office) -> None:
    _, card = await anas_ticket(office)
    await office.nina.click("Claim", in_=card)
    await office.settle()
    nina = next(user.id for user in office.server.state.users.values() if user.name == "nina")
    with pytest.raises(Refusal, match="still open"):
        await erase(office.frontdesk.store, nina, "olga", office.server.clock.now())


async def test_what_an_agent_answered_stays_with_whoever_asked(office: Office) -> None:
    await whole_story(office, *ENDING)
    ivan = next(user.id for user in office.server.state.users.values() if user.name == "ivan")
    await erase(office.frontdesk.store, ivan, "olga", office.server.clock.now())
    kept = await office.frontdesk.store.read(everything)
    assert "I moved you to the TCP profile" in kept
    assert ivan not in kept


async def test_she_can_ask_again_as_if_for_the_first_time(office: Office) -> None:
    await whole_story(office, *ENDING)
    await erase_ana(office)
    await office.ana.dm("the door badge reader rejects me")
    await office.ana.sees("HD-2 is with the Help desk")


async def test_she_is_given_everything_that_is_kept(office: Office) -> None:
    await whole_story(office, *ENDING)
    given = await export(office.frontdesk.store, anas_id(office), "olga", office.server.clock.now())
    assert given["kept"]["request"][0]["text"] == "my vpn drops every hour"
    said = {message["text"] for message in given["kept"]["message"]}
    assert {"It is a FritzBox", "Which router do you have?", "Ana is on the third floor"} <= said
    assert given["kept"]["rating"][0]["score"] == 4
    assert {"ticket_event", "clock", "clock_event", "receipt", "delivery", "offer", "thread"} <= set(given["kept"])


async def test_nothing_of_anybody_else_is_given_to_her(office: Office) -> None:
    await office.tomas.dm("the door badge reader at the trading floor rejects me")
    await office.tomas.sees("HD-1")
    await office.settle()
    given = await export(office.frontdesk.store, anas_id(office), "olga", office.server.clock.now())
    assert given["kept"] == {}


async def test_that_it_was_given_out_is_on_record(office: Office) -> None:
    await export(office.frontdesk.store, anas_id(office), "olga", office.server.clock.now())
    count = select(func.count()).where(DataRequest.kind == DataRequestKind.EXPORT)
    assert await office.frontdesk.store.read(lambda session: session.exec(count).one()) == 1


async def test_her_devices_are_given_to_her_and_go_with_her(office: Office) -> None:
    await whole_story(office, *ENDING)
    store, now = office.frontdesk.store, office.server.clock.now()
    address = next(user.email for user in office.server.state.users.values() if user.name == "ana")
    listed = [
        Asset(source="asset list", person=key, tag="NW-4002", known={}, as_of=now)
        for key in (anas_id(office), address, "ben@northwind.example")
    ]
    await store.transact(lambda tx: replace_list(tx.session, "asset list", listed))
    assert len((await export(store, anas_id(office), "olga", now))["kept"]["asset"]) == 2
    await erase_ana(office)
    left = await store.read(lambda session: session.exec(select(Asset.person)).all())
    assert left == ["ben@northwind.example"]
