from bot.kb.article import AGENTS
from bot.kb.library import Library
from tests.kb.articles import article_about, make_article

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
