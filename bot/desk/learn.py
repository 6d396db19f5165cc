"""What people say of an article is kept as a lesson; the owner of the desk can take each of them back."""

from bot.desk.desk import Desk
from bot.desk.roles import Actor, Role
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.tickets.event import DESK
from bot.tickets.lesson import Lesson


def learn(tx: Tx, desk: Desk, lesson: Lesson) -> None:
    """The last word on an article counts, and on what answers the question. That another one did not help stays."""
    for former in tx.lessons_of(lesson.request_id):
        if former.counts and (former.helped or former.slug == lesson.slug):
            former.take_back(DESK, desk.now())
    tx.add(lesson)


def unlearn(tx: Tx, desk: Desk, request_id: str) -> None:
    """What was learned from that question counts no more."""
    for lesson in tx.lessons_of(request_id):
        if lesson.counts:
            lesson.take_back(DESK, desk.now())


async def take_back(desk: Desk, actor: Actor, lesson_id: str) -> None:
    """The owner of the desk knows better. Taking back twice changes nothing."""
    await desk.transact(lambda tx: _take_back(tx, desk, actor, lesson_id))


def _take_back(tx: Tx, desk: Desk, actor: Actor, lesson_id: str) -> None:
    actor.check(Role.OWNER)
    lesson = tx.lesson(lesson_id)
    if lesson is None:
        raise Refusal("That lesson is not there any more.")
    if lesson.counts:
        lesson.take_back(actor.id, desk.now())
