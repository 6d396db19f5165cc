"""The leads hear once when a topic is reported more than usual."""

from bot.desk.notice_bursts import notice_bursts
from bot.desk.speech import Say
from bot.tickets.burst import Burst
from tests.builders import LENA
from tests.counter import KNOWN, UNKNOWN, Counter

PEOPLE = [f"U0P{number}" for number in range(8)]


async def long_open(counter: Counter, weeks: int = 9) -> None:
    """Somebody asked something that long ago."""
    await counter.ask("hello")
    counter.watch.move(weeks=weeks)


async def report(counter: Counter, people: int, text: str = KNOWN) -> None:
    for person in PEOPLE[:people]:
        await counter.ask(text, by=person)


async def told(counter: Counter) -> list[str]:
    await notice_bursts(counter.desk)
    return await counter.told(Say.BURST)


async def test_three_people_with_what_nobody_ever_reports_are_a_burst(counter: Counter) -> None:
    await long_open(counter)
    await report(counter, 3)
    assert await told(counter) == [LENA]


async def test_the_lead_reads_the_figures(counter: Counter) -> None:
    await long_open(counter)
    await report(counter, 3)
    await told(counter)
    about = (await counter.said(Say.BURST))[0].about
    assert about == {"category_id": "vpn", "people": 3, "usual": [0] * 8, "numbers": []}


async def test_two_people_may_be_chance(counter: Counter) -> None:
    await long_open(counter)
    await report(counter, 2)
    assert await told(counter) == []


async def test_one_person_is_no_burst_however_often_they_ask(counter: Counter) -> None:
    await long_open(counter)
    for _ in range(9):
        await counter.ask()
    assert await told(counter) == []


async def test_what_comes_every_week_is_no_burst(counter: Counter) -> None:
    await long_open(counter, weeks=1)
    for _ in range(8):
        await report(counter, 4)
        counter.watch.move(weeks=1)
    await report(counter, 5)
    assert await told(counter) == []


async def test_a_desk_that_is_new_knows_nothing_unusual(counter: Counter) -> None:
    await report(counter, 8)
    assert await told(counter) == []


async def test_a_burst_is_told_once_while_it_goes_on(counter: Counter) -> None:
    await long_open(counter)
    await report(counter, 3)
    await told(counter)
    for _ in range(5):
        counter.watch.move(minutes=40)
        await report(counter, 4)
        assert await told(counter) == [LENA]


async def test_the_next_burst_is_told_again(counter: Counter) -> None:
    await long_open(counter)
    await report(counter, 3)
    await told(counter)
    counter.watch.move(hours=3)
    await report(counter, 4)
    assert await told(counter) == [LENA, LENA]
    assert len(await counter.all(Burst)) == 2


async def test_reports_that_nobody_can_sort_are_a_burst_when_they_read_alike(counter: Counter) -> None:
    await long_open(counter)
    await report(counter, 3, UNKNOWN)
    assert await told(counter) == [LENA]


async def test_reports_that_nobody_can_sort_and_that_differ_are_none(counter: Counter) -> None:
    await long_open(counter)
    for person, text in zip(PEOPLE, (UNKNOWN, "my chair squeaks", "lunch menu is missing"), strict=False):
        await counter.ask(text, by=person)
    assert await told(counter) == []


async def test_a_desk_that_wants_none_is_told_of_none(counter: Counter) -> None:
    await long_open(counter)
    await report(counter, 3)
    assert await told(counter.under(bursts={"alert": False})) == []


async def test_the_owner_says_how_many_people_make_a_burst(counter: Counter) -> None:
    await long_open(counter)
    await report(counter, 3)
    assert await told(counter.under(bursts={"at_least": 4})) == []


async def test_a_burst_that_goes_on_hides_no_other_that_nobody_can_sort(counter: Counter) -> None:
    await long_open(counter)
    await report(counter, 4, UNKNOWN)
    assert await told(counter) == [LENA]
    counter.watch.move(minutes=50)
    await report(counter, 8, "coffee machine leaks water everywhere")
    assert await told(counter) == [LENA, LENA]
    counter.watch.move(minutes=40)
    await report(counter, 8, "coffee machine leaks water everywhere")
    assert await told(counter) == [LENA, LENA]
