"""The worked examples of the clock rules, by their ids. New York, 9–17 from Monday to Friday, unless said."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.sla import transition
from bot.sla.business_hours import Calendar
from tests.sla.moments import ClockStory, calendar, hours, make_goal, minutes, ny

NIGHTS = {"mon-sun": "22:00-06:00"}


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_v1_friday_afternoon_goes_on_monday_morning():
    assert calendar().add(ny("fri 16:00"), hours(4)) == ny("+mon 12:00")


def test_v2_a_weekend_start_counts_from_monday():
    assert calendar().add(ny("sat 10:00"), hours(4)) == ny("+mon 13:00")


def test_v3_a_holiday_monday_is_skipped():
    memorial_day = calendar(holidays={"country": "US"})
    assert memorial_day.add(ny("2026-05-22 16:00"), hours(4)) == ny("2026-05-26 12:00")


def test_v4_a_quarter_of_an_hour_is_cut_by_the_weekend():
    assert calendar().add(ny("fri 16:50"), minutes(15)) == ny("+mon 09:05")


def test_v5_a_pause_moves_the_deadline_by_the_open_time_it_took():
    story = ClockStory(make_goal(hours(4)), "mon 10:00").paused("mon 11:00").resumed("tue 10:00")
    assert story.state.due_at == ny("tue 13:00")


def test_v6_a_pause_in_closed_hours_moves_nothing():
    story = ClockStory(make_goal(hours(4)), "mon 15:00").paused("mon 18:00").resumed("tue 08:00")
    assert story.state.due_at == ny("tue 11:00")


def test_v7_the_clocks_go_forward_over_the_weekend():
    assert calendar().add(ny("2026-03-06 16:00"), hours(4)) == utc("2026-03-09 16:00")


def test_v8_the_clocks_go_back_over_the_weekend():
    assert calendar().add(ny("2026-10-30 16:00"), hours(4)) == utc("2026-11-02 17:00")


def test_v9_the_night_of_the_spring_change_has_seven_hours():
    assert calendar(hours=NIGHTS).add(ny("2026-03-07 22:00"), hours(8)) == ny("2026-03-08 23:00")


def test_v10_the_night_of_the_autumn_change_has_nine_hours():
    assert calendar(hours=NIGHTS).add(ny("2026-10-31 22:00"), hours(8)) == utc("2026-11-01 10:00")


def test_v11_berlin_goes_forward_on_another_weekend():
    berlin = Calendar.model_validate({"zone": "Europe/Berlin", "hours": {"mon-fri": "09:00-17:00"}})
    friday = datetime(2026, 3, 27, 16, tzinfo=ZoneInfo("Europe/Berlin"))
    assert berlin.add(friday, hours(4)) == utc("2026-03-30 10:00")


def test_v12_each_day_has_hours_of_its_own():
    uneven = calendar(hours={"mon": "09:00-17:00", "tue": "09:00-16:00", "thu": "08:00-17:00"})
    assert uneven.add(ny("mon 11:00"), hours(16)) == ny("thu 11:00")


def test_v13_a_new_target_keeps_what_has_elapsed():
    story = ClockStory(make_goal(hours(4)), "mon 10:00")
    story.then(transition.retarget, make_goal(hours(2)), ny("mon 11:00"))
    assert story.state.remaining(ny("mon 11:00")) == hours(1)
    assert story.state.due_at == ny("mon 12:00")
