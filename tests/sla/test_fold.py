"""How a clock stands after what has happened to it."""

from datetime import timedelta

import pytest

from bot.sla import transition
from bot.sla.clock import ClockEventKind, Phase
from bot.sla.fold import fold
from bot.sla.target import Metric
from bot.tickets.ticket import Status
from tests.sla.moments import ClockStory, calendar, hours, make_goal, ny


def resolution(target: timedelta = timedelta(hours=4), at: str = "mon 10:00") -> ClockStory:
    return ClockStory(make_goal(target), at)


# Met or breached


def test_an_answer_at_the_deadline_is_in_time():
    assert resolution().fulfilled("mon 14:00").state.phase is Phase.MET


def test_an_answer_after_the_deadline_is_a_breach_though_nobody_had_looked():
    state = resolution().fulfilled("mon 14:00:00.000001").state
    assert (state.phase, state.breached_at) == (Phase.BREACHED, ny("mon 14:00"))


def test_a_breach_is_dated_at_the_deadline_however_late_it_is_noticed():
    story = resolution()
    (breach,) = story.then(transition.breach, ny("tue 09:00"))
    assert breach.at == ny("mon 14:00")
    assert story.state.breached_at == ny("mon 14:00")


def test_there_is_no_breach_at_the_deadline_itself():
    assert transition.breach(resolution().state, ny("mon 14:00")) == []


def test_a_breach_is_recorded_once():
    story = resolution()
    story.then(transition.breach, ny("mon 15:00"))
    assert story.then(transition.breach, ny("mon 16:00")) == []


def test_an_answer_given_in_time_and_recorded_after_the_breach_is_in_time():
    story = resolution()
    story.then(transition.breach, ny("mon 14:01"))
    assert story.fulfilled("mon 13:59").state.phase is Phase.MET


def test_a_pause_that_was_recorded_after_the_breach_undoes_it():
    story = resolution()
    story.then(transition.breach, ny("mon 14:01"))
    state = story.paused("mon 13:59").state
    assert (state.phase, state.breach_recorded) == (Phase.PAUSED, False)


def test_a_late_answer_leaves_its_breach_to_be_recorded():
    story = resolution().fulfilled("mon 15:00")
    assert story.state.breach_at == ny("mon 14:00")
    assert [event.kind for event in story.then(transition.breach, ny("mon 15:01"))] == [ClockEventKind.BREACH]
    assert story.state.breach_at is None


def test_a_running_clock_is_looked_at_just_after_its_deadline():
    assert resolution().state.breach_at == ny("mon 14:00:00.000001")


def test_a_clock_that_was_met_is_not_looked_at():
    assert resolution().fulfilled("mon 12:00").state.breach_at is None


def test_a_second_answer_changes_nothing():
    assert resolution().fulfilled("mon 12:00").then(transition.fulfil, ny("mon 13:00")) == []


# Pauses


@pytest.mark.parametrize("metric", [Metric.FIRST_RESPONSE, Metric.NEXT_RESPONSE])
def test_responses_never_pause(metric: Metric):
    story = ClockStory(make_goal(hours(4)), "mon 10:00", metric)
    assert story.then(transition.follow, Status.WAITING_ON_REQUESTER, ny("mon 11:00")) == []


@pytest.mark.parametrize("status", [Status.WAITING_ON_REQUESTER, Status.WAITING_FOR_APPROVAL])
def test_resolution_stands_while_the_requester_has_to_act(status: Status):
    story = resolution()
    story.then(transition.follow, status, ny("mon 11:00"))
    assert story.state.phase is Phase.PAUSED


def test_resolution_runs_on_while_a_third_party_has_to_act():
    assert resolution().then(transition.follow, Status.WAITING_ON_THIRD_PARTY, ny("mon 11:00")) == []


def test_a_pause_ends_when_the_ticket_leaves_the_state_in_which_it_waited():
    story = resolution().paused("mon 11:00")
    story.then(transition.follow, Status.CLAIMED, ny("mon 12:00"))
    assert story.state.due_at == ny("mon 15:00")


def test_nothing_is_due_while_the_clock_stands():
    state = resolution().paused("mon 11:00").state
    assert (state.due_at, state.warn_at, state.breach_at) == (None, None, None)


def test_a_second_pause_changes_nothing():
    assert resolution().paused("mon 11:00").then(transition.pause, ny("mon 12:00"), "waiting_for_approval") == []


def test_a_clock_that_runs_cannot_be_resumed():
    assert resolution().then(transition.resume, ny("mon 11:00")) == []


def test_a_ticket_can_be_solved_while_it_waits():
    state = resolution().paused("mon 11:00").fulfilled("wed 11:00").state
    assert (state.phase, state.elapsed(ny("fri 11:00"))) == (Phase.MET, hours(1))


def test_a_breached_clock_still_pauses_so_that_elapsed_time_stays_right():
    state = resolution(hours(1)).paused("mon 12:00").resumed("mon 15:00").state
    assert (state.phase, state.elapsed(ny("mon 16:00"))) == (Phase.BREACHED, hours(3))
    assert state.due_at == ny("mon 11:00")


# Another target


def test_a_looser_target_moves_the_deadline_away():
    story = resolution()
    story.then(transition.retarget, make_goal(hours(8)), ny("mon 11:00"))
    assert story.state.due_at == ny("tue 10:00")


def test_a_new_target_adds_the_time_that_was_paused():
    story = resolution().paused("mon 11:00").resumed("mon 12:00")
    story.then(transition.retarget, make_goal(hours(2)), ny("mon 12:30"))
    assert story.state.due_at == ny("mon 13:00")


def test_a_target_that_is_past_already_is_one_breach_at_the_change():
    story = resolution()
    story.then(transition.retarget, make_goal(hours(1)), ny("mon 12:00"))
    state = story.state
    assert (state.phase, state.breached_at, state.by_retarget) == (Phase.BREACHED, ny("mon 12:00"), True)
    (breach,) = story.then(transition.breach, ny("mon 12:00"))
    assert breach.details == {"by_retarget": True}
    assert story.state.breach_recorded


def test_a_paused_clock_is_breached_by_a_target_that_is_past_already():
    story = resolution().paused("mon 12:00")
    story.then(transition.retarget, make_goal(hours(1)), ny("tue 12:00"))
    assert story.state.breached_at == ny("tue 12:00")


def test_a_looser_target_does_not_erase_a_breach():
    story = resolution()
    story.then(transition.breach, ny("mon 15:00"))
    assert story.then(transition.retarget, make_goal(hours(40)), ny("mon 15:30")) == []


def test_a_looser_target_does_not_erase_a_breach_that_nobody_has_noticed():
    assert resolution().then(transition.retarget, make_goal(hours(40)), ny("mon 15:00")) == []


def test_a_clock_that_was_met_is_not_rewritten():
    assert resolution().fulfilled("mon 12:00").then(transition.retarget, make_goal(hours(1)), ny("mon 13:00")) == []


def test_a_change_recorded_before_an_earlier_answer_does_not_rewrite_it():
    story = resolution()
    story.then(transition.retarget, make_goal(hours(1)), ny("mon 13:00"))
    assert story.fulfilled("mon 12:00").state.phase is Phase.MET


def test_the_same_target_is_no_change():
    assert resolution().then(transition.retarget, make_goal(hours(4)), ny("mon 11:00")) == []


def test_other_hours_hold_from_the_change_on():
    story = resolution(hours(8), at="fri 16:00")
    around_the_clock = make_goal(hours(8), calendar=calendar(hours="24x7"))
    story.then(transition.retarget, around_the_clock, ny("sat 09:00"))
    assert story.state.due_at == ny("sat 16:00")


# Again


def test_a_reopened_resolution_goes_on_with_what_had_elapsed():
    story = resolution().fulfilled("mon 11:00")
    story.then(transition.reopen, ny("tue 09:00"))
    assert (story.state.phase, story.state.due_at) == (Phase.RUNNING, ny("tue 12:00"))


def test_the_first_and_the_final_resolution_are_both_kept():
    story = resolution().fulfilled("mon 11:00")
    story.then(transition.reopen, ny("tue 09:00"))
    state = story.fulfilled("tue 10:00").state
    assert (state.first_fulfilled_at, state.fulfilled_at) == (ny("mon 11:00"), ny("tue 10:00"))


def test_a_response_that_was_given_stays_given():
    story = ClockStory(make_goal(hours(4)), "mon 10:00", Metric.FIRST_RESPONSE).fulfilled("mon 11:00")
    assert story.then(transition.reopen, ny("tue 09:00")) == []


def test_only_what_was_solved_is_reopened():
    assert resolution().then(transition.reopen, ny("mon 11:00")) == []


# No more


def test_a_cancelled_clock_is_neither_met_nor_breached():
    story = resolution()
    story.then(transition.cancel, ny("mon 11:00"), "merged")
    state = story.state
    assert (state.phase, state.due_at, state.breach_at) == (Phase.CANCELLED, None, None)


def test_cancelling_does_not_erase_a_breach():
    story = resolution()
    story.then(transition.cancel, ny("mon 15:00"), "solved")
    assert (story.state.phase, story.state.breach_at) == (Phase.BREACHED, ny("mon 14:00"))


@pytest.mark.parametrize(
    "what",
    [
        lambda state: transition.cancel(state, ny("mon 12:00"), "merged"),
        lambda state: transition.fulfil(state, ny("mon 12:00")),
        lambda state: transition.pause(state, ny("mon 12:00"), "waiting_on_requester"),
        lambda state: transition.resume(state, ny("mon 12:00")),
        lambda state: transition.retarget(state, make_goal(hours(1)), ny("mon 12:00")),
        lambda state: transition.acknowledge(state, ny("mon 12:00"), "U1"),
        lambda state: transition.snooze(state, ny("mon 13:00"), ny("mon 12:00"), "U1"),
    ],
)
def test_nothing_happens_to_a_cancelled_clock(what):
    story = resolution()
    story.then(transition.cancel, ny("mon 11:00"), "merged")
    assert story.then(what) == []


@pytest.mark.parametrize(
    "kind", [ClockEventKind.CANCEL, ClockEventKind.FULFIL, ClockEventKind.RESUME, ClockEventKind.PAUSE]
)
def test_an_event_recorded_after_an_earlier_cancellation_is_void(kind: ClockEventKind):
    story = resolution()
    story.then(transition.cancel, ny("mon 11:00"), "merged")
    late = story.events[0].model_copy(update={"sequence": 2, "at": ny("mon 12:00"), "kind": kind, "details": {}})
    assert fold([*story.events, late]).phase is Phase.CANCELLED


def test_nothing_happens_to_a_clock_before_it_starts():
    (event,) = resolution().then(transition.fulfil, ny("mon 09:59"))
    assert event.at == ny("mon 10:00")
