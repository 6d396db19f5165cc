import pytest

from bot.kb.article import AGENTS
from bot.kb.library import Library
from bot.kb.vectors import VectorStore
from tests.kb.articles import article_about, make_article
from tests.kb.counting_encoder import CountingEncoder

PRINTER = article_about("printer", categories=("printer", "hardware"))
PASSWORD = make_article()
CONSOLE = article_about("admin console", segments=(AGENTS,))
LIBRARY = Library((PRINTER, PASSWORD, CONSOLE))


def test_an_article_is_found_by_its_name() -> None:
    assert LIBRARY.article("printer") == PRINTER
    assert LIBRARY.article("fax") is None


def test_an_article_is_found_by_a_question() -> None:
    assert LIBRARY.index.search("printer is broken", "standard")[0].article == PRINTER


def test_titles_and_questions_tell_how_people_word_the_main_category() -> None:
    assert LIBRARY.phrases()["printer"] == [PRINTER.title, *PRINTER.phrases]
    assert "hardware" not in LIBRARY.phrases()


def test_what_agents_read_tells_nothing_of_how_requesters_ask() -> None:
    assert LIBRARY.phrases()["password"] == [PASSWORD.title, *PASSWORD.phrases]


def test_once_meanings_are_learned_other_words_find_the_article() -> None:
    library = Library((PRINTER, article_about("lost laptop"), CONSOLE))
    library.learn_meanings(VectorStore(CountingEncoder()))

    best = library.index.search("notebook stolen", "standard")[0]
    assert (best.article.slug, best.signals.semantic) == ("lost-laptop", pytest.approx(0.9, abs=0.2))


def test_a_desk_that_stops_while_it_learns_goes_on_by_words() -> None:
    library, vectors = Library((PRINTER,)), VectorStore(CountingEncoder())
    vectors.stop()
    library.learn_meanings(vectors)

    assert library.index.search("printer", "standard")[0].signals.semantic is None


def test_only_what_changed_is_encoded_again() -> None:
    encoder = CountingEncoder()
    library = Library((PRINTER, PASSWORD))
    library.learn_meanings(VectorStore(encoder))
    encoder.encoded.clear()
    library.index.rebuilt((PRINTER, make_article(phrases=("pw gone", *PASSWORD.phrases))))

    assert encoder.encoded == ["pw gone"]


def test_reloaded_articles_take_the_place_of_those_before() -> None:
    library = Library((PRINTER, PASSWORD))
    library.reload((PRINTER, CONSOLE))

    assert library.articles == (PRINTER, CONSOLE)
    assert library.article(PASSWORD.slug) is None
    assert PASSWORD not in [hit.article for hit in library.index.search("i forgot my password", "standard")]


def test_what_questions_taught_outlives_new_articles_and_meanings() -> None:
    library = Library((PRINTER, PASSWORD))
    library.learn({"printer": ["the grey box is silent"]})
    library.reload((PRINTER, CONSOLE))
    library.learn_meanings(VectorStore(CountingEncoder()))

    assert library.index.search("grey box silent", "standard")[0].article.slug == "printer"
    assert library.articles == (PRINTER, CONSOLE)


def test_learning_the_same_again_changes_nothing() -> None:
    library = Library((PRINTER, PASSWORD))
    library.learn({"printer": ["the grey box is silent"]})
    before = library.index
    library.learn({"printer": ["the grey box is silent"]})

    assert library.index is before
