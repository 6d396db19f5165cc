"""What is known of people beyond their profile decides how soon they are helped; the team can look it up."""

from typing import Any

from sqlmodel import Session, select

from bot.segments.asset import Asset
from bot.storage.assets import replace_list
from bot.storage.erasure import erase
from bot.tickets.event import TicketEvent
from bot.tickets.ticket import Ticket
from local_slack.state import User
from tests.journeys.office import Office
from tests.journeys.steps import BADGE_READER, solve


def user_of(office: Office, name: str) -> User:
    return next(user for user in office.server.state.users.values() if user.name == name)


async def list_device_of(office: Office, name: str, **known: str) -> None:
    """As an import of the list of assets would."""
    user = user_of(office, name)
    asset = Asset(source="asset list", person=user.email, tag="NW-9001", known=known, as_of=office.server.clock.now())
    await office.frontdesk.store.transact(lambda tx: replace_list(tx.session, "asset list", [asset]))


async def test_bens_small_question_matters_because_of_what_runs_on_his_machine(office: Office) -> None:
    await list_device_of(office, "ben", os="Linux", critical_infrastructure="yes")
    await office.ben.dm(BADGE_READER)
    card = await office.alex.sees("HD-1 · P2 · Standard", in_="#help-desk")
    assert "Depends on it\ncritical infrastructure" in card.text.replace("*", "")
    await office.alex.slash("/desk", "why HD-1")
    why = await office.alex.sees("Why HD-1", in_="#general")
    assert "raised to P2 because critical infrastructure of a device is “yes”" in why.text
    assert "Os: “Linux” (asset list, Mon 2 Mar" in why.text


async def test_alex_looks_up_who_mei_is(office: Office) -> None:
    await list_device_of(office, "mei", os="macOS 15")
    await office.alex.slash("/desk", "who @mei")
    who = await office.alex.sees("Who is @mei", in_="#general")
    assert "Segment: New hire" in who.text
    assert "Also Revenue and compliance" in who.text
    assert "Executive: not in the user group @executives" in who.text
    assert "Os: “macOS 15” (asset list, just now)" in who.text
    assert "Frequent submitter: no, 0 requests in 30 days (a habit from 10)" in who.text


async def test_noah_is_like_everybody_else_once_his_first_weeks_are_over(office: Office) -> None:
    await office.pass_time(days=70)
    await office.alex.slash("/desk", "who @noah")
    assert "Segment: New hire" in (await office.alex.sees("Who is @noah", in_="#general")).text
    await office.pass_time(days=1)
    await office.alex.slash("/desk", "who @noah")
    who = await office.alex.sees("Segment: Standard", in_="#general")
    assert "New hire: start date 91 days ago (limit 90 days)" in who.text


async def test_what_runs_on_bens_machine_is_not_told_once_he_is_erased(office: Office) -> None:
    await list_device_of(office, "ben", critical_infrastructure="yes")
    await office.ben.dm(BADGE_READER)
    await solve(office.alex, await office.alex.sees("HD-1", in_="#help-desk"), "Try it again.")
    await office.settle()
    await erase(office.frontdesk.store, user_of(office, "ben").id, "olga", office.server.clock.now())
    ticket, *events = await office.frontdesk.store.read(_ticket_and_events)
    assert ticket.routing["fact"] == "(erased)"
    assert "critical" not in str([event.details for event in events])


def _ticket_and_events(session: Session) -> list[Any]:
    return [session.exec(select(Ticket)).one(), *session.exec(select(TicketEvent))]
