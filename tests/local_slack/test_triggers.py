import pytest

from local_slack import triggers
from local_slack.clock import Clock
from local_slack.errors import SlackError
from local_slack.state import State


def test_a_fresh_trigger_is_good():
    state = State(Clock())
    trigger = triggers.find(state, triggers.issue(state, "U1", view_id="V1"))
    assert (trigger.user, trigger.view_id) == ("U1", "V1")


def test_a_made_up_trigger_is_invalid():
    with pytest.raises(SlackError, match="invalid_trigger_id"):
        triggers.find(State(Clock()), "1.2.3")


def test_a_used_trigger_is_exchanged():
    state = State(Clock())
    trigger_id = triggers.issue(state, "U1")
    triggers.find(state, trigger_id).used = True
    with pytest.raises(SlackError, match="exchanged_trigger_id"):
        triggers.find(state, trigger_id)


def test_an_old_trigger_is_expired():
    state = State(Clock())
    state.trigger_seconds = -1.0
    with pytest.raises(SlackError, match="expired_trigger_id"):
        triggers.find(state, triggers.issue(state, "U1"))
