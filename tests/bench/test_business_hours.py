"""The peers of the calendar compute the same."""

from bench import business_hours
from bench.effort import Effort


async def test_counting_minutes_comes_to_the_same_deadlines() -> None:
    (table,) = await business_hours.run(Effort(is_short=True))
    assert not [note for note in table.notes if "disagrees" in note]
