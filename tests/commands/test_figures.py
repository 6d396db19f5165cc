"""What the terminal tells of offers and gaps, beside a desk that may be running."""

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.desk.confirm_solved import confirm_solved
from bot.desk.solve import Solution, solve
from bot.kb.front_matter import front_matter_of
from bot.storage.store import Store
from tests.builders import DANA, NOON, PRIYA
from tests.counter import Counter
from tests.desks import Watch, Workplace, make_desk

DAYS = "3650"  # the stories of the tests are old
BADGE = [
    "badge reader rejects my badge",
    "the badge reader does not take my badge",
    "my badge is rejected by the reader",
]
SOLUTION = "Hold the badge to the reader for five seconds. Then type your PIN. Wait for the green light."


@pytest.fixture
def counter(store: Store) -> Counter:
    watch, staff = Watch(NOON), Workplace()
    return Counter(make_desk(store, watch, directory=staff), store, watch, staff)


async def frontdesk(url: str, *words: str) -> Result:
    """In a thread of its own, as a command has no event loop before it makes one."""
    return await asyncio.to_thread(CliRunner().invoke, main, words, env={"FRONTDESK_DATABASE_URL": url})


async def badge_tickets(counter: Counter) -> None:
    for number, text in enumerate(BADGE, 1):
        await counter.ask(text)
        await solve(counter.desk, counter.be(DANA), Solution(number, SOLUTION, f"solution {number}"))


async def test_the_report_counts_what_became_of_the_offers(counter: Counter, url: str) -> None:
    request = await counter.ask()
    await confirm_solved(counter.desk, counter.be(PRIYA), request.id)
    await counter.ask("my vpn is broken", by=DANA)
    said = (await frontdesk(url, "report", "--deflection", "--days", DAYS)).output
    row = next(line.split() for line in said.splitlines() if line.startswith("standard"))
    assert row[:9] == ["standard", "2", "0", "1", "0", "0", "0", "1", "0"]
    assert "50% (9% to 91%, n=2)" in said


async def test_without_offers_the_report_says_so(store: Store, url: str) -> None:
    said = (await frontdesk(url, "report", "--deflection")).output
    assert said == "Nobody was offered an article in the last 28 days.\n"


async def test_gaps_are_listed_by_topic_with_their_volume_and_segments(counter: Counter, url: str) -> None:
    await badge_tickets(counter)
    said = (await frontdesk(url, "gaps", "--days", DAYS)).output
    assert "3 questions of the last 3650 days found no article" in said
    assert "3 questions (standard 3)" in said


async def test_what_an_article_answered_is_no_gap(counter: Counter, url: str) -> None:
    await confirm_solved(counter.desk, counter.be(PRIYA), (await counter.ask()).id)
    assert (await frontdesk(url, "gaps", "--days", DAYS)).output.startswith("Every question")


async def test_a_gap_becomes_a_draft_with_what_solved_it(counter: Counter, url: str, tmp_path: Path) -> None:
    await badge_tickets(counter)
    result = await frontdesk(url, "gaps", "--days", DAYS, "--draft", "1", "--out", str(tmp_path / "drafts"))
    assert result.exit_code == 0
    (path,) = (tmp_path / "drafts").iterdir()
    head = front_matter_of(str(path), path.read_text(encoding="utf-8")).values
    assert (head["draft"], head["segments"], sorted(head["phrases"])) == (True, ["standard"], sorted(BADGE))
    assert list(head["steps"]) == [
        "Hold the badge to the reader for five seconds.",
        "Then type your PIN.",
        "Wait for the green light.",
    ]


async def test_a_gap_that_is_not_there_is_a_sentence(counter: Counter, url: str) -> None:
    result = await frontdesk(url, "gaps", "--draft", "1")
    assert (result.exit_code, "There are 0 gaps." in result.output) == (1, True)


def all_written(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.md"))


async def test_what_people_typed_does_nothing_to_the_terminal(counter: Counter, url: str, tmp_path: Path) -> None:
    for number, text in enumerate(BADGE, 1):
        await counter.ask(f"\x1b]0;yours\x07\x1b[31m{text}\u202e")
        await solve(counter.desk, counter.be(DANA), Solution(number, f"\x1b[31m{SOLUTION}", f"solution {number}"))
    said = (await frontdesk(url, "gaps", "--days", DAYS)).output
    await frontdesk(url, "gaps", "--days", DAYS, "--draft", "1", "--out", str(tmp_path))
    assert BADGE[0] in said
    assert not {"\x1b", "\x07", "\u202e"} & {*said, *all_written(tmp_path)}
