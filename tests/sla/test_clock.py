"""The tables keep what the clocks mean."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col, select

from bot.sla.clock import Clock, ClockEvent, ClockEventKind, Phase
from bot.sla.fold import fold, refresh
from bot.sla.target import Metric
from bot.storage import tables
from tests.sla.moments import ClockStory, hours, make_goal, ny


@pytest.fixture
def engine() -> Iterator[Engine]:
    assert tables
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    yield engine
    engine.dispose()


def test_a_clock_comes_back_as_it_was_stored(engine: Engine):
    story = ClockStory(make_goal(hours(4)), "mon 10:00")
    with Session(engine) as session:
        session.add(story.clock)
        session.commit()
    with Session(engine) as session:
        stored = session.exec(select(Clock).where(col(Clock.state) == Phase.RUNNING)).one()
    assert (stored.metric, stored.state) == (Metric.RESOLUTION, Phase.RUNNING)
    assert stored.due_at == ny("mon 14:00")


def test_stored_events_tell_the_same_state(engine: Engine):
    story = ClockStory(make_goal(hours(4)), "mon 10:00").paused("mon 11:00").resumed("tue 10:00")
    told = story.state
    with Session(engine) as session:
        session.add(story.clock)
        session.flush()
        session.add_all(story.events)
        session.commit()
    with Session(engine) as session:
        assert fold(session.exec(select(ClockEvent)).all()) == told


def test_the_same_event_cannot_be_appended_twice(engine: Engine):
    story = ClockStory(make_goal(hours(4)), "mon 10:00")
    with Session(engine) as session:
        session.add(story.clock)
        session.flush()
        session.add_all([*story.events, *story.paused("mon 11:00").events])
        twin = ClockEvent(clock_id=story.clock.id, sequence=1, at=ny("mon 11:00"), kind=ClockEventKind.PAUSE)
        session.add(twin)
        with pytest.raises(IntegrityError):
            session.commit()


@pytest.mark.parametrize("columns", [["wakes_at"], ["ticket_id"]])
def test_what_is_due_is_found_by_an_index(engine: Engine, columns: list[str]):
    assert columns in [index["column_names"] for index in inspect(engine).get_indexes("clock")]


def test_a_refreshed_row_says_how_its_clock_stands():
    story = ClockStory(make_goal(hours(4)), "mon 10:00").paused("mon 11:00")
    refresh(story.clock, story.state)
    assert (story.clock.state, story.clock.due_at, story.clock.warn_at) == (Phase.PAUSED, None, None)
    assert story.clock.counted_seconds == 3600


def test_a_refreshed_row_keeps_when_it_was_fulfilled():
    story = ClockStory(make_goal(hours(4)), "mon 10:00").fulfilled("mon 12:00")
    refresh(story.clock, story.state)
    assert (story.clock.state, story.clock.fulfilled_at) == (Phase.MET, ny("mon 12:00"))
