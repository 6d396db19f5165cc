"""Reports that come at the same time are sorted into topics."""

from datetime import timedelta

from bot.routing.category import UNSURE
from bot.routing.topics import Topic, people_like, topics_of
from bot.tickets.asked import Asked
from tests.builders import NOON

BADGE, COFFEE = "the badge reader rejects me", "coffee machine leaks water everywhere"


def asked(person: int, text: str = BADGE, category_id: str = UNSURE, minutes: int = 0) -> Asked:
    return Asked(f"U{person}", category_id, text, NOON + timedelta(minutes=minutes), None)


def sizes(*reports: Asked) -> list[tuple[str, int]]:
    return [(topic.category_id, len(topic.reports)) for topic in topics_of(reports)]


def test_what_has_a_category_is_sorted_by_it() -> None:
    assert sizes(asked(1, category_id="vpn"), asked(2, COFFEE, "vpn"), asked(3, category_id="email")) == [
        ("vpn", 2),
        ("email", 1),
    ]


def test_what_has_none_is_sorted_by_its_words() -> None:
    assert sizes(asked(1), asked(2, COFFEE), asked(3), asked(4, COFFEE), asked(5)) == [(UNSURE, 3), (UNSURE, 2)]


def test_each_report_is_in_one_topic() -> None:
    reports = [asked(number, text) for number, text in enumerate((BADGE, COFFEE, BADGE, "lunch menu is missing"))]
    found = [each for topic in topics_of(reports) for each in topic.reports]
    assert sorted(each.requester_id for each in found) == ["U0", "U1", "U2", "U3"]


def test_the_same_among_others_is_counted_by_its_words() -> None:
    topic = Topic(UNSURE, [asked(1)])
    assert people_like(topic, [asked(1), asked(2), asked(2), asked(3, COFFEE), asked(4, category_id="vpn")]) == 2
