"""The articles that come with the desk, as an offer shows them."""

from pathlib import Path

import pytest

from bot.kb.article import Article
from bot.kb.reader import read_knowledge
from bot.views import offer
from local_slack.blocks import check_blocks, compact
from tests.builders import make_request
from tests.views.shown import MOST, words_of

ARTICLES = read_knowledge(Path(__file__).parents[2] / "knowledge_base")


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_every_step_is_shown_however_it_is_offered(article: Article) -> None:
    shown = offer.render(make_request(), [article, article, article])
    assert "more steps" not in words_of(shown.blocks)
    assert check_blocks(shown.blocks, "message") == []
    assert len(compact(shown.blocks)) <= MOST
