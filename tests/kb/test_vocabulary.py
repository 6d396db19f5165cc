from bot.kb.vocabulary import Vocabulary, itself, runs_of


def test_a_part_keeps_its_column() -> None:
    vocabulary = Vocabulary(itself)
    first = vocabulary.learn(["printer", "jam"])
    vocabulary.learn(["vpn"])

    assert vocabulary.learn(["printer", "jam"]).columns.tolist() == first.columns.tolist()


def test_parts_are_counted() -> None:
    assert Vocabulary(itself).learn(["jam", "printer", "jam"]).counts.tolist() == [2, 1]


def test_a_question_teaches_nothing() -> None:
    vocabulary = Vocabulary(itself)

    assert vocabulary.known(["elephant"]).columns.tolist() == []
    assert len(vocabulary) == 0


def test_what_a_copy_learns_stays_with_the_copy() -> None:
    vocabulary = Vocabulary(itself)
    vocabulary.copy().learn(["printer"])

    assert len(vocabulary) == 0


def test_runs_have_three_to_five_letters_and_know_where_a_word_ends() -> None:
    assert runs_of("vpn") == [" vp", "vpn", "pn ", " vpn", "vpn ", " vpn "]


def test_a_single_letter_is_a_run() -> None:
    assert runs_of("x") == [" x "]
