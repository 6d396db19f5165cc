"""One question to a thousand articles and to a hundred thousand sections, beside what one would take instead."""

import random
import sqlite3
import time
from collections.abc import Callable, Sequence
from statistics import median

import numpy as np
from rapidfuzz import fuzz, process, utils

from bench.company import KNOWLEDGE, questions
from bench.effort import Effort
from bench.encoded import encoder
from bench.table import Table, percentile, ratio, seconds
from bot.kb.article import EVERYONE, Article
from bot.kb.encoder import WIDTH, Vectors
from bot.kb.reader import read_knowledge
from bot.kb.search import Index
from bot.kb.units import whole_of
from bot.kb.vectors import VectorStore
from bot.kb.words import words_of

ARTICLES = 1_000
MANY = 12_500
"""Articles of eight sections each: title, phrases, and two parts of the text."""
Search = Callable[[str], object]


def made_from(articles: Sequence[Article], count: int, seed: int = 1) -> list[Article]:
    """So many articles out of the sections of those that there are."""
    chance = random.Random(seed)
    phrases = [phrase for article in articles for phrase in article.phrases]
    steps = [step for article in articles for step in article.steps]
    return [
        chance.choice(articles).model_copy(
            update={
                "slug": f"made-{number}",
                "segments": (EVERYONE,),
                "phrases": tuple(chance.sample(phrases, 5)),
                "steps": tuple(chance.sample(steps, 5)),
                "body": chance.choice(articles).body,
            }
        )
        for number in range(count)
    ]


async def run(effort: Effort) -> list[Table]:
    shipped = read_knowledge(KNOWLEDGE)
    return [_compared(made_from(shipped, count), effort) for count in (ARTICLES, effort.pick(MANY, 2 * ARTICLES))]


def _compared(articles: Sequence[Article], effort: Effort) -> Table:
    index = Index.build(articles)
    meaning = index.rebuilt(articles, VectorStore(_DrawnVectors()))
    searches: dict[str, Search] = {
        "Frontdesk": lambda text: index.search(text, EVERYONE),
        "Frontdesk, with meaning": lambda text: meaning.search(text, EVERYONE),
    }
    notes = [
        f"The first question after one article changed was answered {seconds(_changed(index, articles))} later.",
        "With meaning: the question is encoded, the vectors of the articles are drawn by chance.",
    ]
    if len(articles) == ARTICLES:
        searches["rapidfuzz token_set_ratio"] = _fuzzy(articles)
    try:
        searches["SQLite FTS5"] = _full_text(articles)
    except sqlite3.OperationalError:
        notes.append("SQLite FTS5: not measured, since this SQLite was built without it.")
    asked = questions(effort.pick(200, 30) * effort.rounds)
    return _table(len(articles), _measured(searches, asked, effort.rounds), notes)


class _DrawnVectors:
    """Encodes questions; what articles are encoded as makes no difference to how long they are compared."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        if len(texts) == 1:
            return encoder().encode(texts)
        rows = np.random.default_rng(1).standard_normal((len(texts), WIDTH), dtype=np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def _changed(index: Index, articles: Sequence[Article]) -> float:
    begun = time.perf_counter()
    changed = articles[0].model_copy(update={"title": "Mend a quernstone"})
    found = index.rebuilt([changed, *articles[1:]]).search("quernstone", EVERYONE)
    assert found[0].article == changed
    return time.perf_counter() - begun


def _measured(searches: dict[str, Search], asked: Sequence[str], rounds: int) -> dict[str, list[list[float]]]:
    """Seconds of CPU of each question in each round."""
    found: dict[str, list[list[float]]] = {name: [] for name in searches}
    for number in range(rounds):
        for name, search in searches.items():
            found[name].append([_cost(search, text) for text in asked[number::rounds]])
    return found


def _cost(search: Search, text: str) -> float:
    begun = time.thread_time()
    search(text)
    return time.thread_time() - begun


def _table(articles: int, found: dict[str, list[list[float]]], notes: Sequence[str]) -> Table:
    own = [median(one) for one in found["Frontdesk"]]
    rows = [
        (
            name,
            seconds(median(percentile(one, 50) for one in rounds)),
            seconds(median(percentile(one, 95) for one in rounds)),
            ratio([median(one) for one in rounds], own),
        )
        for name, rounds in found.items()
    ]
    return Table(
        f"search: the best three of {articles:,} articles",
        ("CPU of a question", "p50", "p95", "× Frontdesk"),
        rows,
        notes,
    )


def _fuzzy(articles: Sequence[Article]) -> Search:
    texts = [utils.default_process(whole_of(article)) for article in articles]
    return lambda text: process.extract(
        text, texts, scorer=fuzz.token_set_ratio, processor=utils.default_process, limit=3
    )


def _full_text(articles: Sequence[Article]) -> Search:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE article USING fts5(slug UNINDEXED, text)")
    database.executemany("INSERT INTO article VALUES (?, ?)", ((each.slug, whole_of(each)) for each in articles))
    best = "SELECT slug, rank FROM article WHERE article MATCH ? ORDER BY rank LIMIT 3"
    return lambda text: database.execute(best, (" OR ".join(words_of(text)),)).fetchall()
