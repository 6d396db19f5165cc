"""A draft is taken word for word from questions and answers."""

from bot.insight.draft import LONGEST_PHRASE, draft

QUESTIONS = ["badge reader rejects me", "my badge is not accepted at the door"]
FIRST = "Hi Ana. Hold the badge to the reader for five seconds. Then enter your PIN twice. Cheers, Alex"
SECOND = "Hold the badge to the reader for five seconds.\nAsk the reception for a new badge if that fails."


def test_the_most_typical_question_is_its_title() -> None:
    assert draft(QUESTIONS, []).title == "Badge reader rejects me"


def test_the_questions_are_its_phrases() -> None:
    assert draft(QUESTIONS, []).phrases == tuple(QUESTIONS)


def test_a_story_is_no_phrase() -> None:
    assert draft([*QUESTIONS, "badge " * LONGEST_PHRASE], []).phrases == tuple(QUESTIONS)


def test_its_steps_are_the_sentences_of_the_solutions_in_their_order() -> None:
    assert draft(QUESTIONS, [FIRST, SECOND]).steps == (
        "Hold the badge to the reader for five seconds.",
        "Ask the reception for a new badge if that fails.",
        "Then enter your PIN twice.",
    )


def test_greetings_and_addresses_are_no_steps() -> None:
    assert draft(QUESTIONS, ["Hello Ana, how are you? Write to it@northwind.example about it."]).steps == ()
