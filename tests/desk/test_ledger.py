"""What became of an offer is kept, each thing once, with its time."""

from dataclasses import replace

import pytest

from bot.desk.confirm_solved import confirm_solved
from bot.desk.correct import categorise
from bot.desk.keep_ledger import mark_unwanted
from bot.desk.lapse import lapse
from bot.desk.open_article import open_article
from bot.desk.reclassify import Reclassification, reclassify
from bot.desk.solve import Solution, solve
from bot.desk.still_need_help import still_need_help
from bot.desk.walk_through import step_done, step_failed
from bot.errors import Refusal
from bot.kb.library import Library
from bot.tickets.ledger import Entry, EntryKind
from bot.tickets.lesson import Lesson
from bot.tickets.request import Request, Surface
from bot.tickets.timer import TimerKind
from tests.builders import DANA, LENA, PRIYA
from tests.counter import UNKNOWN, Counter
from tests.desks import VICTORIA, Workplace
from tests.kb.articles import article_about

SHADOW = {"standard": {"mode": "shadow"}}
GUIDED = {"standard": {"mode": "guided"}}
SHELVES = {"standard": ("standard",), "both": ("standard", "executive")}


async def ledger(counter: Counter) -> list[EntryKind]:
    return [entry.kind for entry in await counter.all(Entry)]


async def confirm(counter: Counter, request: Request, by: str = PRIYA) -> None:
    await confirm_solved(counter.desk, counter.be(by), request.id)


async def need_help(counter: Counter, request: Request) -> None:
    await still_need_help(counter.desk, counter.be(PRIYA), request.id)


async def test_reading_an_article_in_whole_counts_once(counter: Counter) -> None:
    request = await counter.ask()
    for _ in range(2):
        article = await open_article(counter.desk, counter.be(PRIYA), request.id, "vpn")
    assert article.slug == "vpn"
    assert await ledger(counter) == [EntryKind.OPENED]


@pytest.mark.parametrize(("slug", "by", "words"), [("printer", PRIYA, "taken back"), ("vpn", DANA, "somebody else's")])
async def test_nobody_reads_what_they_were_not_shown(counter: Counter, slug: str, by: str, words: str) -> None:
    request = await counter.ask()
    with pytest.raises(Refusal, match=words):
        await open_article(counter.desk, counter.be(by), request.id, slug)


async def test_whoever_has_left_the_house_does_not_open_what_was_theirs(counter: Counter, staff: Workplace) -> None:
    request = await counter.ask()
    staff.external.add(PRIYA)
    with pytest.raises(Refusal, match="taken back"):
        await open_article(counter.desk, counter.be(PRIYA), request.id, "vpn")


async def test_in_another_segment_only_what_is_on_both_shelves_is_opened(counter: Counter) -> None:
    of_one, of_both = (article_about("vpn", slug=slug, segments=whose) for slug, whose in SHELVES.items())
    counter = replaced(counter, Library([of_one, of_both]))
    request = await counter.ask()
    await need_help(counter, request)
    await reclassify(counter.desk, counter.be(LENA), Reclassification(1, "executive", "she is the new CFO"))
    assert (await open_article(counter.desk, counter.be(PRIYA), request.id, "both")).slug == "both"
    with pytest.raises(Refusal, match="taken back"):
        await open_article(counter.desk, counter.be(PRIYA), request.id, "standard")


def replaced(counter: Counter, library: Library) -> Counter:
    return Counter(replace(counter.desk, library=library), counter.store, counter.watch, counter.staff)


async def test_silence_is_kept_as_silence_beside_a_ticket_too(counter: Counter) -> None:
    request = await counter.ask(by=VICTORIA)
    assert TimerKind.LAPSE in await counter.timers()
    await counter.due(lapse, request.id)
    assert await ledger(counter) == [EntryKind.UNCONFIRMED]


async def test_the_times_are_those_at_which_it_happened(counter: Counter) -> None:
    request = await counter.ask()
    counter.watch.move(minutes=5)
    await confirm(counter, request)
    assert [entry.at for entry in await counter.all(Entry)] == [counter.watch.now()]


async def test_whoever_asks_the_same_within_a_week_has_returned(counter: Counter) -> None:
    await confirm(counter, await counter.ask())
    counter.watch.move(days=6)
    await counter.ask("broken vpn again", surface=Surface.MENTION, conversation="#it-help")
    assert await ledger(counter) == [EntryKind.CONFIRMED, EntryKind.RETURNED]


async def test_whoever_returns_twice_is_counted_once(counter: Counter) -> None:
    await confirm(counter, await counter.ask())
    for _ in range(2):
        await counter.ask("broken vpn again")
    assert (await ledger(counter)).count(EntryKind.RETURNED) == 1


@pytest.mark.parametrize(("text", "days"), [("broken vpn again", 8), ("where do I park my bicycle", 1)])
async def test_later_or_about_something_else_is_no_return(counter: Counter, text: str, days: float) -> None:
    await confirm(counter, await counter.ask())
    counter.watch.move(days=days)
    await counter.ask(text)
    assert EntryKind.RETURNED not in await ledger(counter)


async def test_a_return_that_only_a_correction_shows_is_counted(counter: Counter) -> None:
    await confirm(counter, await counter.ask())
    ticket = await counter.ticket(UNKNOWN)
    assert await ledger(counter) == [EntryKind.CONFIRMED]
    await categorise(counter.desk, counter.be(DANA), ticket.number, "vpn")
    assert await ledger(counter) == [EntryKind.CONFIRMED, EntryKind.RETURNED]
    assert not (await counter.all(Lesson))[0].counts


async def test_a_corrected_ticket_is_no_return_to_the_article_beside_it(counter: Counter) -> None:
    request = await counter.ask(by=VICTORIA)
    await confirm(counter, request, VICTORIA)
    ticket = await counter.now()
    for category in ("other", "vpn"):
        await categorise(counter.desk, counter.be(DANA), ticket.number, category)
    assert EntryKind.RETURNED not in await ledger(counter)


async def test_that_one_article_solved_it_does_not_unsay_that_another_did_not_help(counter: Counter) -> None:
    await need_help(counter, await counter.ask())
    number = (await counter.now()).number
    await solve(counter.desk, counter.be(DANA), Solution(number, "Done.", "form", article="printer"))
    taught = {lesson.slug: (lesson.helped, lesson.counts) for lesson in await counter.all(Lesson)}
    assert taught == {"vpn": (False, True), "printer": (True, True)}


async def test_an_agent_who_solved_it_with_the_same_article_has_the_last_word(counter: Counter) -> None:
    await need_help(counter, await counter.ask())
    number = (await counter.now()).number
    await solve(counter.desk, counter.be(DANA), Solution(number, "Done.", "form", article="vpn"))
    assert [lesson.helped for lesson in await counter.all(Lesson) if lesson.counts] == [True]


async def test_somebody_else_with_the_same_has_not_returned(counter: Counter) -> None:
    await confirm(counter, await counter.ask())
    await counter.ask(by=DANA)
    assert EntryKind.RETURNED not in await ledger(counter)


async def test_pressing_need_help_after_it_seemed_solved_is_a_return(counter: Counter) -> None:
    request = await counter.ask()
    await confirm(counter, request)
    await need_help(counter, request)
    assert await ledger(counter) == [EntryKind.CONFIRMED, EntryKind.RETURNED, EntryKind.ESCALATED]


async def test_an_answer_that_reopens_what_an_article_solved_is_a_return(counter: Counter) -> None:
    await confirm(counter, await counter.ask(by=VICTORIA), VICTORIA)
    await counter.hear("it is broken again", by=VICTORIA)
    assert await ledger(counter) == [EntryKind.CONFIRMED, EntryKind.RETURNED]


async def test_a_confirmed_question_teaches_and_a_return_takes_that_back(counter: Counter) -> None:
    await confirm(counter, await counter.ask())
    (learned,) = await counter.all(Lesson)
    assert (learned.slug, learned.text, learned.helped, learned.counts) == ("vpn", "broken vpn", True, True)
    await counter.ask("broken vpn again")
    assert not (await counter.all(Lesson))[0].counts


async def test_an_offer_that_did_not_help_teaches_that(counter: Counter) -> None:
    await need_help(counter, await counter.ask())
    (learned,) = await counter.all(Lesson)
    assert (learned.slug, learned.helped) == ("vpn", False)


async def test_the_article_with_which_an_agent_solved_a_ticket_learns_its_question(counter: Counter) -> None:
    ticket = await counter.ticket()
    await solve(counter.desk, counter.be(DANA), Solution(ticket.number, "Done.", "form", article="printer"))
    (learned,) = await counter.all(Lesson)
    assert (learned.slug, learned.text, learned.helped) == ("printer", UNKNOWN, True)


async def test_in_shadow_the_requester_has_a_ticket_and_the_agent_the_suggestion(counter: Counter) -> None:
    quiet = counter.under(**SHADOW)
    request = await quiet.ask()
    assert (await quiet.now()).request_id == request.id
    assert TimerKind.LAPSE not in await quiet.timers()
    with pytest.raises(Refusal, match="can't find the articles"):
        await confirm(quiet, request)


@pytest.mark.parametrize(("article", "kind"), [("vpn", EntryKind.FITTED), ("printer", EntryKind.MISFITTED)])
async def test_the_article_that_solved_it_judges_the_suggestion(
    counter: Counter, article: str, kind: EntryKind
) -> None:
    quiet = counter.under(**SHADOW)
    await quiet.ask()
    await solve(quiet.desk, quiet.be(DANA), Solution(1, "Done.", "form", article=article))
    assert await ledger(quiet) == [kind]


async def test_a_step_that_is_pressed_twice_is_done_once(counter: Counter) -> None:
    request = await (guided := counter.under(**GUIDED)).ask()
    for _ in range(2):
        await step_done(guided.desk, guided.be(PRIYA), request.id, 1)
    assert await ledger(guided) == [EntryKind.STEP_DONE]


async def test_each_step_gives_as_much_time_as_the_first(counter: Counter) -> None:
    request = await (guided := counter.under(**GUIDED)).ask()
    guided.watch.move(hours=20)
    await step_done(guided.desk, guided.be(PRIYA), request.id, 1)
    assert (await guided.timers())[TimerKind.LAPSE] == guided.watch.now() + guided.desk.policy.desk.lapses_after


async def test_a_step_that_failed_opens_a_ticket_and_says_nothing_against_the_article(counter: Counter) -> None:
    request = await (guided := counter.under(**GUIDED)).ask()
    await step_done(guided.desk, guided.be(PRIYA), request.id, 1)
    await step_failed(guided.desk, guided.be(PRIYA), request.id, 2)
    assert await ledger(guided) == [EntryKind.STEP_DONE, EntryKind.STEP_FAILED, EntryKind.ESCALATED]
    assert await guided.all(Lesson) == []


async def test_steps_of_a_request_that_is_a_ticket_are_refused(counter: Counter) -> None:
    request = await (guided := counter.under(**GUIDED)).ask()
    await need_help(guided, request)
    with pytest.raises(Refusal, match="HD-1 is open for this already"):
        await step_done(guided.desk, guided.be(PRIYA), request.id, 1)


async def test_an_offer_pushed_at_a_segment_that_wants_none_is_marked_once(counter: Counter) -> None:
    request = await counter.ask()
    await need_help(counter, request)
    assert EntryKind.UNWANTED not in await ledger(counter)

    def reclassified(tx: object) -> None:
        ticket = tx.ticket(1)  # type: ignore[attr-defined]
        ticket.segment_id = "executive"
        for _ in range(2):
            mark_unwanted(tx, counter.desk, ticket)  # type: ignore[arg-type]

    await counter.change(reclassified)
    assert (await ledger(counter)).count(EntryKind.UNWANTED) == 1


async def test_an_offer_for_what_a_correction_keeps_from_articles_is_marked(counter: Counter) -> None:
    strict = counter.under(other={"offer": "never"})
    await need_help(strict, await strict.ask())
    await categorise(strict.desk, strict.be(DANA), 1, "other")
    assert EntryKind.UNWANTED in await ledger(strict)
