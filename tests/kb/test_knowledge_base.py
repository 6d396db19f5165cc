import re
from collections import Counter

import pytest

from bot.kb.article import AGENTS, EXTERNAL, Article
from bot.kb.mrkdwn import mrkdwn_of
from bot.kb.search import Hit
from tests.kb.shipped import CATEGORIES, SEGMENTS, articles, index

DESK_WORDS = re.compile(r"\b(sla|segments?|tier \d|deflection)\b", re.IGNORECASE)
TITLE_QUOTED = re.compile(r"see “([^”]+)”|read “([^”]+)”")
FOREIGN_HOST = re.compile(r"\b[\w-]+\.(?:com|net|org|io)\b")


def text_of(article: Article) -> str:
    return "\n".join([article.title, *article.steps, article.body])


def test_a_desk_finds_enough_articles_on_its_first_day() -> None:
    assert len(articles()) >= 45


def test_no_question_leads_to_two_articles() -> None:
    counts = Counter(phrase.lower() for article in articles() for phrase in article.phrases)

    assert [phrase for phrase, count in counts.items() if count > 1] == []


def test_no_two_articles_have_the_same_title() -> None:
    titles = [article.title for article in articles()]

    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_every_category_has_an_article(category: str) -> None:
    assert any(category in article.categories for article in articles())


@pytest.mark.parametrize("reader", sorted(SEGMENTS - {"standard"} | {EXTERNAL, AGENTS}))
def test_every_kind_of_reader_has_an_article_that_is_not_for_all(reader: str) -> None:
    assert any(reader in article.segments and "all" not in article.segments for article in articles())


def test_requesters_are_not_spoken_to_in_the_words_of_the_desk() -> None:
    for_requesters = [article for article in articles() if set(article.segments) != {AGENTS}]

    assert [article.slug for article in for_requesters if DESK_WORDS.search(text_of(article))] == []


def test_no_article_shouts() -> None:
    assert [article.slug for article in articles() if "!" in text_of(article)] == []


def test_an_article_that_points_to_another_names_one_that_exists() -> None:
    titles = [article.title for article in articles()]
    named = [a or b for article in articles() for a, b in TITLE_QUOTED.findall(text_of(article))]

    assert named
    assert [name for name in named if not any(title.startswith(name) for title in titles)] == []


def test_addresses_in_articles_are_those_of_the_sample_company() -> None:
    assert [article.slug for article in articles() if FOREIGN_HOST.search(text_of(article))] == []


def test_every_step_fits_a_section_of_slack() -> None:
    assert max(len(mrkdwn_of(step)) for article in articles() for step in article.steps) < 600


def test_every_article_is_found_by_each_of_its_own_questions() -> None:
    lost = [
        (article.slug, phrase)
        for article in articles()
        for phrase in article.phrases
        if article not in [hit.article for hit in _found(article, phrase)]
    ]

    assert lost == []


def _found(article: Article, phrase: str) -> list[Hit]:
    reader = article.segments[0]
    if reader == AGENTS:
        return index().search_for_agent(phrase, "standard")
    return index().search(phrase, "standard" if reader == "all" else reader, external=reader == EXTERNAL)
