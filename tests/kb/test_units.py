from bot.kb.units import LONGEST_CHUNK, chunks_of, units_of, whole_of
from tests.kb.articles import make_article


def test_title_phrases_and_text_are_units_of_an_article() -> None:
    article = make_article()
    shown = [unit.shown for unit in units_of(article)]

    assert shown[0] == "the title “Reset a forgotten password”"
    assert shown[1 : 1 + len(article.phrases)] == [f"the question “{phrase}”" for phrase in article.phrases]
    assert shown[-1] == "the text of “Reset a forgotten password”"


def test_short_paragraphs_share_a_chunk() -> None:
    assert list(chunks_of(["one two", "three"])) == ["one two three"]


def test_no_chunk_is_longer_than_allowed_and_no_word_is_lost() -> None:
    paragraphs = ["word " * 70, "more " * 50, "long " * 200]
    chunks = list(chunks_of(paragraphs))

    assert max(len(chunk.split()) for chunk in chunks) <= LONGEST_CHUNK
    assert " ".join(chunks).split() == " ".join(paragraphs).split()


def test_a_paragraph_that_would_not_fit_begins_a_chunk() -> None:
    assert [len(chunk.split()) for chunk in chunks_of(["word " * 70, "more " * 50])] == [70, 50]


def test_marks_of_markdown_are_no_words() -> None:
    assert list(chunks_of(["Choose **Forgot password** in `vault`"])) == ["Choose Forgot password in vault"]


def test_nothing_makes_no_chunk() -> None:
    assert list(chunks_of([])) == []


def test_the_whole_of_an_article_holds_all_that_it_says() -> None:
    article = make_article()

    assert all(part in whole_of(article) for part in (article.title, *article.phrases, *article.steps, article.body))
