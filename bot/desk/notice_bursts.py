"""More people than usual report one topic: the leads hear of it, once for each burst."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.desk.desk import Desk
from bot.desk.speech import Say, Speech
from bot.desk.tx import Tx
from bot.insight.burst import Rate
from bot.routing.topics import Topic, people_in, people_like, topics_of
from bot.tickets.asked import Asked
from bot.tickets.burst import Burst

_AHEAD = timedelta(minutes=1)  # messages bear the time of Slack's clock


async def notice_bursts(desk: Desk) -> None:
    """Looks at what was asked in the window that ends now. Any replica may look, as often as it likes.

    What is asked for in the tables is little at a time, and texts are compared beside the event loop: whoever asks
    meanwhile must not wait for it.
    """
    if not desk.policy.bursts.alert:
        return
    reports = await desk.transact(partial(_asked_now, desk=desk))
    for topic in await asyncio.to_thread(topics_of, reports):
        if people_in(topic.reports) < desk.policy.bursts.at_least:
            continue
        if not await desk.transact(partial(_prolong, desk=desk, topic=topic)):
            await _weigh(desk, topic)


def _asked_now(tx: Tx, desk: Desk) -> Sequence[Asked]:
    return tx.asked(desk.now() - desk.policy.bursts.window, desk.now() + _AHEAD)


def _prolong(tx: Tx, desk: Desk, topic: Topic) -> bool:
    """A burst goes on as long as it is reported within one window after the other. False when this is a new one."""
    for burst in tx.bursts(topic.category_id, desk.now() - desk.policy.bursts.window):
        if topic.belongs_to(burst):
            burst.last_at = topic.last_at
            return True
    return False


async def _weigh(desk: Desk, topic: Topic) -> None:
    rate = Rate(people_in(topic.reports), await _usual(desk, topic))
    if rate.chance <= desk.policy.bursts.chance:
        await desk.transact(partial(_tell, desk=desk, topic=topic, rate=rate))


async def _usual(desk: Desk, topic: Topic) -> tuple[int, ...]:
    """How many people reported it in the same hours of the weeks before, as far back as anybody asked anything."""
    began, counts = await desk.transact(lambda tx: tx.first_asked()), list[int]()
    for week in range(1, desk.policy.bursts.weeks + 1):
        end = _weeks_ago(desk, week)
        start = end - desk.policy.bursts.window
        if began is None or start < began:
            break
        then = await desk.transact(partial(_asked_between, start=start, end=end))
        counts.append(await asyncio.to_thread(people_like, topic, then))
    return tuple(counts)


def _asked_between(tx: Tx, start: datetime, end: datetime) -> Sequence[Asked]:
    return tx.asked(start, end)


def _weeks_ago(desk: Desk, weeks: int) -> datetime:
    """The same time by the clock on the wall."""
    local = desk.now().astimezone(ZoneInfo(desk.policy.desk.zone))
    return (local - timedelta(weeks=weeks)).astimezone(UTC)


def _tell(tx: Tx, desk: Desk, topic: Topic, rate: Rate) -> None:
    if _prolong(tx, desk, topic):  # another replica has noticed it meanwhile
        return
    burst = Burst(
        category_id=topic.category_id,
        since=min(each.at for each in topic.reports),
        noticed_at=desk.now(),
        last_at=topic.last_at,
        people=rate.people,
        usual=list(rate.usual),
        chance=rate.chance,
    )
    tx.add(burst)
    about = {
        "category_id": burst.category_id,
        "people": burst.people,
        "usual": burst.usual,
        "numbers": sorted({each.number for each in topic.reports if each.number is not None}),
    }
    for lead in desk.directory.members(desk.policy.desk.leads):
        key = f"burst:{burst.category_id}:{burst.since.isoformat()}:{lead}"
        tx.say(Speech(key, Say.BURST, lead, about))
