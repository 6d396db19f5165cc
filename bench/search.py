"""One question to a thousand articles, beside what one would take instead."""

import random
import sqlite3
import time
from collections.abc import Callable, Sequence
from statistics import median

from rapidfuzz import fuzz, process, utils

from bench.company import KNOWLEDGE, questions
from bench.effort import Effort
from bench.table import Table, percentile, ratio, seconds
from bot.kb.article import EVERYONE, Article
from bot.kb.reader import read_knowledge
from bot.kb.search import Index
from bot.kb.units import whole_of
from bot.kb.words import words_of

ARTICLES = 1_000
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
    articles = made_from(read_knowledge(KNOWLEDGE), ARTICLES)
    searches: dict[str, Search] = {"Frontdesk": _frontdesk(articles), "rapidfuzz token_set_ratio": _fuzzy(articles)}
    notes = list[str]()
    try:
        searches["SQLite FTS5"] = _full_text(articles)
    except sqlite3.OperationalError:
        notes.append("SQLite FTS5: not measured, since this SQLite was built without it.")
    asked = questions(effort.pick(200, 30) * effort.rounds)
    return [_table(_measured(searches, asked, effort.rounds), notes)]


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


def _table(found: dict[str, list[list[float]]], notes: Sequence[str]) -> Table:
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
        f"search: the best three of {ARTICLES:,} articles",
        ("CPU of a question", "p50", "p95", "× Frontdesk"),
        rows,
        notes,
    )


def _frontdesk(articles: Sequence[Article]) -> Search:
    index = Index.build(articles)
    return lambda text: index.search(text, EVERYONE)


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
