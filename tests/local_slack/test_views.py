import pytest

from local_slack import views
from local_slack.clock import Clock
from local_slack.company import COMPANIES, found, read_company
from local_slack.errors import SlackError
from local_slack.manifest import Manifest
from local_slack.state import State

MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "Details"}, "blocks": []}
MANIFEST = Manifest.read({"display_information": {"name": "Frontdesk"}})


@pytest.fixture
def state():
    state = State(Clock())
    found(state, read_company(COMPANIES / "northwind.yml"), MANIFEST)
    return state


def test_closing_a_modal_closes_what_lies_on_it(state):
    bottom = views.open_modal(state, "U1", MODAL)
    middle = views.push(state, bottom, MODAL)
    views.push(state, middle, MODAL)
    views.close(state, middle)
    assert state.modal_stacks["U1"] == [bottom.id]
    assert list(state.views) == [bottom.id]


def test_closing_twice_changes_nothing(state):
    view = views.open_modal(state, "U1", MODAL)
    views.close(state, view)
    told = []
    state.subscribe(told.append)
    views.close(state, view)
    assert told == []


def test_clearing_closes_all_of_a_persons_modals(state):
    views.push(state, views.open_modal(state, "U1", MODAL), MODAL)
    other = views.open_modal(state, "U2", MODAL)
    views.clear(state, "U1")
    views.clear(state, "U1")
    assert list(state.views) == [other.id]


def test_a_view_that_is_gone_is_not_found(state):
    with pytest.raises(SlackError, match="not_found"):
        views.find(state, "V404", external_id="ticket-12")


def test_a_submit_button_that_is_off_stays_so(state):
    view = views.open_modal(state, "U1", {**MODAL, "submit_disabled": True})
    assert views.as_json(state, view)["submit_disabled"] is True
