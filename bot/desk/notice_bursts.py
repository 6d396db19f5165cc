"""More people than usual report one topic: the leads hear of it, once for each burst."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.desk.desk import Desk
from bot.desk.speech import Say, Speech
from bot.desk.tx import Tx
from bot.insight.burst import Rate
from bot.routing.category import UNSURE
from bot.routing.similar import Likenesses
from bot.tickets.asked import Asked
from bot.tickets.burst import Burst

_AHEAD = timedelta(minutes=1)  # messages bear the time of Slack's clock


async def notice_bursts(desk: Desk) -> None:
    """Looks at what was asked in the window that ends now. Any replica may look, as often as it likes."""
    if desk.policy.bursts.alert:
        await desk.transact(lambda tx: _look(tx, desk))


def _look(tx: Tx, desk: Desk) -> None:
    now = desk.now()
    by_topic: dict[str, list[Asked]] = defaultdict(list)
    for asked in tx.asked(now - desk.policy.bursts.window, now + _AHEAD):
        by_topic[asked.category_id].append(asked)
    for topic, reports in by_topic.items():
        same = _most_alike(reports) if topic == UNSURE else reports
        if people_in(same) >= desk.policy.bursts.at_least:
            _weigh(tx, desk, topic, same)


def people_in(reports: Sequence[Asked]) -> int:
    """However often somebody asks, they are one."""
    return len({each.requester_id for each in reports})


def _most_alike(reports: Sequence[Asked]) -> list[Asked]:
    """Nobody knows what these are about: those that read like one of them, for the one with the most people."""
    groups = [_like(each.text, reports) for each in reports]
    return max(groups, key=people_in, default=[])


def _like(text: str, reports: Sequence[Asked]) -> list[Asked]:
    likenesses = Likenesses()
    for number, each in enumerate(reports):
        likenesses.put(number, each.text)
    return [reports[found.number] for found in likenesses.to(text)]


def _weigh(tx: Tx, desk: Desk, topic: str, reports: Sequence[Asked]) -> None:
    """A burst goes on as long as it is reported within one window after the other."""
    bursts, last_at = desk.policy.bursts, max(each.at for each in reports)
    going_on = tx.newest_burst(topic)
    if going_on is not None and going_on.last_at >= desk.now() - bursts.window:
        going_on.last_at = last_at
        return
    rate = Rate(people_in(reports), _usual(tx, desk, topic, reports[0].text))
    if rate.chance > bursts.chance:
        return
    burst = Burst(
        category_id=topic,
        since=min(each.at for each in reports),
        noticed_at=desk.now(),
        last_at=last_at,
        people=rate.people,
        usual=list(rate.usual),
        chance=rate.chance,
    )
    tx.add(burst)
    _tell_leads(tx, desk, burst, sorted({each.number for each in reports if each.number is not None}))


def _usual(tx: Tx, desk: Desk, topic: str, text: str) -> tuple[int, ...]:
    """How many people reported it in the same hours of the weeks before, as far back as anybody asked anything."""
    began, counts = tx.first_asked(), list[int]()
    for week in range(1, desk.policy.bursts.weeks + 1):
        end = _weeks_ago(desk, week)
        start = end - desk.policy.bursts.window
        if began is None or start < began:
            break
        then = [each for each in tx.asked(start, end) if each.category_id == topic]
        counts.append(people_in(_like(text, then) if topic == UNSURE else then))
    return tuple(counts)


def _weeks_ago(desk: Desk, weeks: int) -> datetime:
    """The same time by the clock on the wall."""
    local = desk.now().astimezone(ZoneInfo(desk.policy.desk.zone))
    return (local - timedelta(weeks=weeks)).astimezone(UTC)


def _tell_leads(tx: Tx, desk: Desk, burst: Burst, numbers: Sequence[int]) -> None:
    about = {
        "category_id": burst.category_id,
        "people": burst.people,
        "usual": burst.usual,
        "numbers": list(numbers),
    }
    for lead in desk.directory.members(desk.policy.desk.leads):
        key = f"burst:{burst.category_id}:{burst.since.isoformat()}:{lead}"
        tx.say(Speech(key, Say.BURST, lead, about))
