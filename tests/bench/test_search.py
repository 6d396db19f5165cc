"""A knowledge base that is made to be large."""

from pathlib import Path

from bench.search import made_from
from bot.kb.reader import read_knowledge

SHIPPED = read_knowledge(Path(__file__).parents[2] / "knowledge_base")


def test_as_many_articles_as_are_wanted_each_with_a_name_of_its_own() -> None:
    assert len({article.slug for article in made_from(SHIPPED, 300)}) == 300


def test_they_say_nothing_that_the_shipped_ones_do_not_say() -> None:
    said = {step for article in SHIPPED for step in article.steps}
    assert all(said.issuperset(article.steps) for article in made_from(SHIPPED, 50))
