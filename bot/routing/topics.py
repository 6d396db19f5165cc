"""What people report at the same time, sorted into topics: by category, and where nobody knows one, by words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.routing.category import UNSURE
from bot.routing.similar import Likenesses
from bot.tickets.asked import Asked
from bot.tickets.burst import Burst

COMPARED = 300
"""Unsorted reports: of more in one window, the newest tell enough, and each is compared with all."""


@dataclass(frozen=True)
class Topic:
    """Of reports that nobody could sort, the first is what the others read like."""

    category_id: str
    reports: Sequence[Asked]

    @property
    def last_at(self) -> datetime:
        return max(each.at for each in self.reports)

    def belongs_to(self, burst: Burst) -> bool:
        """Whether it is that burst which goes on: the same category, or the same words as its last report."""
        return self.category_id != UNSURE or any(each.at == burst.last_at for each in self.reports)


def people_in(reports: Sequence[Asked]) -> int:
    """However often somebody asks, they are one."""
    return len({each.requester_id for each in reports})


def topics_of(reports: Sequence[Asked]) -> list[Topic]:
    """Each report in one of them; of those that nobody could sort, the first `COMPARED` alone."""
    by_category: dict[str, list[Asked]] = defaultdict(list)
    for each in reports:
        by_category[each.category_id].append(each)
    unsorted = by_category.pop(UNSURE, [])[:COMPARED]
    sorted_ones = [Topic(category_id, same) for category_id, same in by_category.items()]
    return [*sorted_ones, *(Topic(UNSURE, same) for same in _alike(unsorted))]


def people_like(topic: Topic, reports: Sequence[Asked]) -> int:
    """How many people reported the same among others."""
    same = [each for each in reports if each.category_id == topic.category_id]
    if topic.category_id != UNSURE:
        return people_in(same)
    same = same[:COMPARED]
    return people_in([same[each.number] for each in _index(same).to(topic.reports[0].text)])


def _alike(reports: Sequence[Asked]) -> list[list[Asked]]:
    """Reports in groups that each read like one of them: the one with the most people first, then what is left."""
    index = _index(reports)
    like = {number: [each.number for each in index.to(report.text)] for number, report in enumerate(reports)}
    groups, left = list[list[Asked]](), set(like)
    by_people = sorted(like, key=lambda number: -people_in([reports[each] for each in like[number]]))
    for number in by_people:
        if number in left:
            group = [number, *(each for each in like[number] if each in left and each != number)]
            groups.append([reports[each] for each in group])
            left.difference_update(group)
    return groups


def _index(reports: Sequence[Asked]) -> Likenesses:
    index = Likenesses()
    for number, each in enumerate(reports):
        index.put(number, each.text)
    return index
