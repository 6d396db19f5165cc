"""Public sets of questions, of which some are answered by an article and some by none."""

import hashlib
import json
import os
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.effort import NotMeasured
from bot.kb.article import EVERYONE, Article

PLACE = "FRONTDESK_BENCH_DATA"
BESIDE = Path(__file__).parents[2] / "shared" / "data"
PHRASES = 5
"""Of each intent so many of its training sentences are the phrases of an article; its name is the title."""
HELD_OUT = 4
"""Where a set has no questions that fit none, every fourth article is taken away, each of them once."""
ENOUGH_MISFITS = 100
MOST_ASKED = 1_000

Json = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """`article` is the slug of the one that answers it; None when none does."""

    text: str
    article: str | None


@dataclass(frozen=True)
class Base:
    """Articles and what is asked of them."""

    articles: Sequence[Article]
    asked: Sequence[Asked]


@dataclass(frozen=True)
class QuestionSet:
    """`bases` differ in the articles that were taken away; what they tell is put together."""

    name: str
    bases: Sequence[Base]


def folder() -> Path:
    """Raises NotMeasured when the sets are not there."""
    found = Path(os.environ.get(PLACE, "") or BESIDE)
    if not found.is_dir():
        raise NotMeasured(f"the public sets are not in {found}; {PLACE} names their folder")
    return found


def question_sets() -> Iterator[QuestionSet]:
    """Raises NotMeasured when they are not there."""
    place = folder()
    for name, examples in labelled(place).items():
        yield _of_intents(name, examples)
    handbook = rows(place / "kb_18f_handbook_queries.jsonl")
    yield _of_pages("18F handbook", place / "kb_18f_handbook", handbook, hides_questions=True)
    yield _of_pages("GNOME help", place / "kb_gnome_help", rows(place / "kb_gnome_help_queries.jsonl"))


@dataclass(frozen=True)
class Labelled:
    """Sentences by intent to learn from, and sentences to test with; None is the intent of what fits none."""

    taught: Mapping[str, Sequence[str]]
    tested: Sequence[tuple[str, str | None]]


def labelled(place: Path) -> dict[str, Labelled]:
    """The sets of short sentences, each sorted by intent."""
    return {
        "banking77": _split(rows(place / "banking77_train.jsonl"), tested=6, without=()),
        "clinc150": _given(rows(place / "clinc150_trainval.jsonl"), "val"),
        "HINT3 curekart": _given(rows(place / "hint3_curekart.jsonl"), "test"),
        "helpdesk": _split(rows(place / "rasa_helpdesk_intents.jsonl"), tested=12, without=("out_of_scope",)),
        "webapps": _given(rows(place / "webapps_intents.jsonl"), "test"),
    }


def rows(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _split(found: Sequence[Json], tested: int, without: Sequence[str]) -> Labelled:
    """So many sentences of each intent to test with, the others to learn from."""
    by_label = _by_label(found)
    taught = {label: texts[tested:] for label, texts in by_label.items() if label not in without}
    asked = [(text, label if label in taught else None) for label, texts in by_label.items() for text in texts[:tested]]
    return Labelled(taught, asked)


def _given(found: Sequence[Json], test_split: str) -> Labelled:
    """As the authors split it; a label of “None” is no intent."""
    named = [row | {"label": row["label"] if row["label"] != "None" else None} for row in found]
    taught = _by_label(row for row in named if row["split"] != test_split and row["label"] is not None)
    tested = [(row["text"], row["label"]) for row in named if row["split"] == test_split or row["label"] is None]
    return Labelled(taught, _fewer(tested))


def _fewer(tested: Sequence[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """All that fits none, and of the others as many as there is time for."""
    answered = [pair for pair in tested if pair[1] is not None]
    random.Random(1).shuffle(answered)
    return [*(pair for pair in tested if pair[1] is None), *answered[:MOST_ASKED]]


def _by_label(found: Iterable[Json]) -> dict[str, list[str]]:
    by_label: dict[str, list[str]] = {}
    for row in found:
        by_label.setdefault(row["label"], []).append(row["text"])
    for label in by_label:
        random.Random(label).shuffle(by_label[label])
    return by_label


def _of_intents(name: str, examples: Labelled) -> QuestionSet:
    """Where the set says itself what fits none, nothing is taken away."""
    has_misfits = sum(label is None for _, label in examples.tested) >= ENOUGH_MISFITS
    articles = [_of_intent(label, texts[:PHRASES]) for label, texts in examples.taught.items()]
    asked = [Asked(text, slug_of(label) if label else None) for text, label in examples.tested]
    return QuestionSet(name, [Base(articles, asked)] if has_misfits else list(_by_turns(articles, asked)))


def _of_pages(name: str, place: Path, asked: Sequence[Json], hides_questions: bool = False) -> QuestionSet:
    """Pages have no phrases. A question that is a heading of its page is taken out of it."""
    asked_of: dict[str, list[str]] = {}
    for row in asked:
        asked_of.setdefault(row["gold_page"], []).append(row["query"])
    pages = [
        _of_page(path, asked_of.get(path.name, ()) if hides_questions else ()) for path in sorted(place.glob("*.md"))
    ]
    golden = [Asked(row["query"], slug_of(row["gold_page"].removesuffix(".md"))) for row in asked]
    return QuestionSet(name, list(_by_turns(pages, golden)))


def _by_turns(articles: Sequence[Article], asked: Sequence[Asked]) -> Iterator[Base]:
    for turn in range(HELD_OUT):
        kept = [article for article in articles if _turn_of(article.slug) != turn]
        slugs = {article.slug for article in kept}
        yield Base(kept, [one if one.article in slugs else Asked(one.text, None) for one in asked])


def _turn_of(slug: str) -> int:
    """By chance, and the same in every run."""
    return int(hashlib.sha256(slug.encode()).hexdigest(), 16) % HELD_OUT


def _of_intent(label: str, phrases: Sequence[str]) -> Article:
    return made(label, re.sub(r"[_\W]+", " ", label).lower(), phrases, "")


def _of_page(path: Path, hidden: Sequence[str]) -> Article:
    head, body = path.read_text(encoding="utf-8").split("---", 2)[1:]
    title = re.search(r'^title:\s*"?(.+?)"?\s*$', head, re.MULTILINE)
    lines = (line for line in body.splitlines() if not any(text.lower() in line.lower() for text in hidden))
    return made(path.stem, title[1] if title else path.stem, (), "\n".join(lines))


def made(name: str, title: str, phrases: Sequence[str], body: str) -> Article:
    """Unchecked: these have fewer phrases and steps than an article of a desk must have."""
    return Article.model_construct(
        slug=slug_of(name),
        title=title,
        segments=(EVERYONE,),
        categories=("other",),
        owner="bench",
        reviewed=date(2026, 1, 1),
        phrases=tuple(phrases),
        steps=(),
        body=body,
    )


def slug_of(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
