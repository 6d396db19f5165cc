"""Questions without an answer, by topic."""

from bot.insight.gaps import Question, find_gaps

BADGE = [
    "badge reader rejects my badge",
    "the badge reader does not take my badge",
    "my badge is rejected by the reader",
]
COFFEE = ["coffee machine shows error 17", "the coffee machine has an error"]
ALONE = "where do i park my bicycle"


def asked(*texts: str, segment: str = "standard", start: int = 0) -> list[Question]:
    return [Question(f"request-{start + at}", text, segment, "other") for at, text in enumerate(texts)]


def test_questions_about_the_same_are_one_topic_the_largest_first() -> None:
    found = find_gaps(asked(*COFFEE, *BADGE, ALONE))
    assert [{each.text for each in gap.questions} for gap in found.topics] == [set(BADGE), set(COFFEE)]


def test_a_topic_is_named_by_what_tells_it_from_the_others() -> None:
    badge, coffee = find_gaps(asked(*COFFEE, *BADGE, ALONE)).topics
    assert set(badge.name[:2]) == {"badge", "reader"}
    assert "coffee" in coffee.name


def test_what_nobody_else_asked_stands_alone() -> None:
    assert [each.text for each in find_gaps(asked(*BADGE, ALONE)).alone] == [ALONE]


def test_each_topic_says_which_segments_asked() -> None:
    (badge,) = find_gaps([*asked(*BADGE[:2]), *asked(BADGE[2], segment="contractor", start=5)]).topics
    assert badge.segments == [("standard", 2), ("contractor", 1)]


def test_words_that_tell_nothing_stand_alone() -> None:
    assert len(find_gaps(asked("help me please", "can you help")).alone) == 2


def test_without_questions_there_are_no_gaps() -> None:
    assert find_gaps([]).topics == ()


def test_one_question_is_no_topic() -> None:
    assert find_gaps(asked(ALONE)).topics == ()
