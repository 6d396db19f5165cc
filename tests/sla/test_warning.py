"""When a lead is warned: once, in the clock's own open time, and once more when the deadline has moved."""

from bot.sla import transition
from bot.sla.clock import ClockEventKind
from bot.sla.quiet import quiet_until
from tests.sla.moments import ClockStory, calendar, hours, make_goal, minutes, ny


def warned(at: str = "mon 13:45") -> ClockStory:
    """Due at 14:00, and warned of."""
    story = ClockStory(make_goal(hours(4)), "mon 10:00")
    assert story.then(transition.warn, ny(at))
    return story


def test_a_warning_comes_a_quarter_of_an_hour_ahead():
    assert ClockStory(make_goal(hours(4)), "mon 10:00").state.warn_at == ny("mon 13:45")


def test_a_short_promise_warns_when_half_of_it_has_passed():
    assert ClockStory(make_goal(minutes(15)), "fri 16:50").state.warn_at == ny("fri 16:57:30")


def test_a_warning_is_counted_in_open_time():
    assert ClockStory(make_goal(hours(1)), "fri 16:05").state.warn_at == ny("fri 16:50")


def test_a_warning_that_falls_on_closing_time_waits_for_the_next_opening():
    assert ClockStory(make_goal(hours(1)), "fri 16:15").state.warn_at == ny("+mon 09:00")


def test_a_lead_of_nothing_gives_no_warning():
    assert ClockStory(make_goal(hours(4), minutes(0)), "mon 10:00").state.warn_at is None


def test_nothing_is_sent_before_it_is_due():
    story = ClockStory(make_goal(hours(4)), "mon 10:00")
    assert story.then(transition.warn, ny("mon 13:44")) == []


def test_nothing_is_sent_once_the_deadline_has_passed():
    story = ClockStory(make_goal(hours(4)), "mon 10:00")
    assert story.then(transition.warn, ny("mon 14:01")) == []


def test_one_warning_is_enough():
    story = warned()
    assert story.state.warn_at is None
    assert story.then(transition.warn, ny("mon 13:50")) == []


def test_an_answer_calls_the_warning_off():
    assert ClockStory(make_goal(hours(4)), "mon 10:00").fulfilled("mon 11:00").state.warn_at is None


def test_a_deadline_that_has_moved_is_warned_of_again():
    story = warned()
    story.then(transition.retarget, make_goal(hours(6)), ny("mon 13:50"))
    assert story.state.warn_at == ny("mon 15:45")


def test_a_pause_in_closed_hours_moves_no_deadline_and_warns_nobody_again():
    story = ClockStory(make_goal(hours(4)), "mon 13:10")
    story.then(transition.warn, ny("mon 16:55"))
    assert story.paused("mon 17:00").resumed("tue 09:00").state.warn_at is None


def test_a_second_move_is_not_warned_of():
    story = warned().paused("mon 13:50").resumed("mon 14:50")
    assert story.then(transition.warn, ny("mon 14:50"))
    assert story.paused("mon 14:55").resumed("mon 15:55").state.warn_at is None


def test_a_snoozed_warning_comes_back():
    story = warned()
    story.then(transition.snooze, ny("mon 13:55"), ny("mon 13:46"), "U1")
    assert story.state.warn_at == ny("mon 13:55")
    assert story.then(transition.warn, ny("mon 13:55"))
    assert story.state.warn_at is None


def test_a_snooze_does_not_use_up_the_warning_of_a_moved_deadline():
    story = warned()
    story.then(transition.snooze, ny("mon 13:55"), ny("mon 13:46"), "U1")
    story.then(transition.warn, ny("mon 13:55"))
    story.then(transition.retarget, make_goal(hours(6)), ny("mon 13:56"))
    assert story.state.warn_at == ny("mon 15:45")


def test_a_snooze_beyond_the_deadline_is_silent():
    story = warned()
    story.then(transition.snooze, ny("mon 14:10"), ny("mon 13:46"), "U1")
    assert story.state.warn_at is None


def test_taking_the_warning_on_ends_the_snooze():
    story = warned()
    story.then(transition.snooze, ny("mon 13:55"), ny("mon 13:46"), "U1")
    story.then(transition.acknowledge, ny("mon 13:50"), "U1")
    assert story.state.warn_at is None


def test_a_warning_is_taken_on_once():
    story = warned()
    assert [event.kind for event in story.then(transition.acknowledge, ny("mon 13:46"), "U1")] == [
        ClockEventKind.ACKNOWLEDGE
    ]
    assert story.then(transition.acknowledge, ny("mon 13:47"), "U2") == []


def test_nobody_is_disturbed_at_night_for_a_clock_that_stands():
    assert quiet_until(ny("fri 23:00"), calendar(), calendar()) == ny("+mon 09:00")


def test_a_clock_that_runs_at_night_disturbs():
    assert quiet_until(ny("fri 23:00"), calendar(hours="24x7"), calendar()) == ny("fri 23:00")


def test_a_lead_who_is_at_work_can_be_told():
    night_shift = calendar(hours={"mon-sun": "22:00-06:00"})
    assert quiet_until(ny("fri 23:00"), calendar(), night_shift) == ny("fri 23:00")
