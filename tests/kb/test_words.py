import pytest

from bot.kb.words import FUNCTION_WORDS, stem_of, stems_of, words_of


def test_case_and_punctuation_make_no_difference() -> None:
    assert words_of("VPN?!  (Connect)") == ["vpn", "connect"]


def test_hyphens_and_apostrophes_inside_a_word_are_closed_up() -> None:
    assert words_of("Wi-Fi can't, won’t") == ["wifi", "cant", "wont"]


def test_words_of_other_scripts_stay_whole() -> None:
    assert words_of("Müller größe パスワード") == ["müller", "größe", "パスワード"]


@pytest.mark.parametrize("word", ["printer", "printers"])
def test_one_and_many_are_one_stem(word: str) -> None:
    assert stem_of(word) == "printer"


@pytest.mark.parametrize("word", ["sync", "syncs", "synced", "syncing"])
def test_forms_of_a_verb_are_one_stem(word: str) -> None:
    assert stem_of(word) == "sync"


@pytest.mark.parametrize(
    ("word", "stem"), [("access", "access"), ("vpns", "vpns"), ("stopped", "stop"), ("calling", "call")]
)
def test_a_stem_keeps_what_tells_words_apart(word: str, stem: str) -> None:
    assert stem_of(word) == stem


def test_battery_and_batteries_are_one_stem() -> None:
    assert stems_of("battery batteries") == ["battery", "battery"]


def test_function_words_are_spelled_as_words_come() -> None:
    assert all(words_of(word) == [word] for word in FUNCTION_WORDS)
