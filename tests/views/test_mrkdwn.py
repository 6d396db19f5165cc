"""Text stays text, and keeps to its limits."""

import pytest

from bot.views.mrkdwn import SECTION, clause, cut, escape, line, mention, quote, quotes, sentence, tidy, weight
from tests.views.shown import HOSTILE


def test_the_characters_of_markup_are_escaped() -> None:
    assert escape("<!here> & co") == "&lt;!here&gt; &amp; co"


def test_a_line_is_one_line() -> None:
    assert line("my VPN\n\n drops\tagain") == "my VPN drops again"


def test_a_long_line_says_that_it_goes_on() -> None:
    assert line("my VPN drops", 8) == "my VPN…"


def test_an_entity_is_never_cut_in_two() -> None:
    assert line("a&b", 6) == "a…"
    assert line("a&b", 7) == "a&amp;b"


def test_a_text_that_just_fits_is_whole() -> None:
    assert cut("abc", 3) == "abc"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_limit_counts_what_reaches_slack(text: str) -> None:
    assert weight(quote(text, 300)) <= 300 + len("> ")


def test_control_characters_and_halves_of_characters_vanish() -> None:
    assert tidy("a\x00b\x1b[31m\ud800") == "ab[31m"


def test_long_gaps_become_one_blank_line() -> None:
    assert tidy("first\r\n\r\n \n\n\nlast") == "first\n\nlast"


def test_every_line_of_a_quotation_is_quoted() -> None:
    assert quote("one\n\ntwo") == "> one\n> \n> two"


def test_a_long_quotation_goes_over_several_sections() -> None:
    pieces = quotes("word " * 1_000, 10_000)
    assert len(pieces) == 2
    assert all(len(piece) <= SECTION + 2 for piece in pieces)


def test_a_quotation_in_pieces_tears_no_word_apart() -> None:
    pieces = quotes("word " * 1_000, 10_000)
    assert " ".join(piece.removeprefix("> ") for piece in pieces) == ("word " * 1_000).strip()


def test_a_text_without_spaces_is_cut_where_the_section_ends() -> None:
    assert [len(piece) for piece in quotes("x" * 4_000, 10_000)] == [SECTION + 2, 1_100 + 2]


def test_nothing_said_is_no_quotation() -> None:
    assert quotes(" \n ", 100) == []


def test_a_clause_leaves_the_full_stop_to_its_sentence() -> None:
    assert clause("The printer jams.") == "The printer jams"


def test_a_sentence_of_the_desk_mentions_people() -> None:
    assert sentence("<@U0DANA> took it.") == "<@U0DANA> took it."


def test_a_sentence_of_the_desk_mentions_nothing_else() -> None:
    assert sentence("<!channel> <@u0dana>") == "&lt;!channel&gt; &lt;@u0dana&gt;"


def test_a_mention_names_one_person() -> None:
    assert mention("U0DANA> <!here") == "<@U0DANA&gt; &lt;!here>"


def test_among_words_of_the_desk_a_text_formats_nothing() -> None:
    assert line("*bold* ~gone~ `code` _leaning_") == "∗bold∗ ∼gone∼ ˋcodeˋ ＿leaning＿"


def test_a_name_with_underscores_stays_as_it_is() -> None:
    assert line("vpn_profile_2") == "vpn_profile_2"


def test_a_quotation_is_formatted_as_its_author_meant_it() -> None:
    assert quote("*bold*") == "> *bold*"
