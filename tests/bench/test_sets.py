"""How sentences with intents become articles and questions."""

import json
from pathlib import Path

import pytest

from bench.effort import NotMeasured
from bench.sets import PHRASES, PLACE, folder, question_sets

INTENTS = ("banking77_train", "rasa_helpdesk_intents")
SPLIT = {"clinc150_trainval": "val", "hint3_curekart": "test", "webapps_intents": "test"}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every set in small: eight intents of twenty sentences each, four of them to test with; and eight pages."""
    for name in (*INTENTS, *SPLIT):
        sentences = [(f"{name} {label} {number}", label, number) for label in "abcdefgh" for number in range(20)]
        lines = [
            {"text": text, "label": label, "split": SPLIT.get(name) if number < 4 else "train"}
            for text, label, number in sentences
        ]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    for name in ("kb_18f_handbook", "kb_gnome_help"):
        (tmp_path / name).mkdir()
        for page in "abcdefgh":
            (tmp_path / name / f"{page}.md").write_text(f'---\ntitle: "About {page}"\n---\nWhere is {page}?\n\nHere.\n')
        asked = [{"query": f"Where is {page}?", "gold_page": f"{page}.md"} for page in "abcdefgh"]
        (tmp_path / f"{name}_queries.jsonl").write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    monkeypatch.setenv(PLACE, str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("data")
def test_no_question_is_a_phrase_of_an_article() -> None:
    for base in (base for one in question_sets() for base in one.bases):
        phrases = {phrase for article in base.articles for phrase in article.phrases}
        assert phrases.isdisjoint(asked.text for asked in base.asked)


@pytest.mark.usefixtures("data")
def test_each_question_is_without_its_article_once() -> None:
    for one in question_sets():
        missing = [asked.text for base in one.bases for asked in base.asked if asked.article is None]
        assert sorted(missing) == sorted({asked.text for asked in one.bases[0].asked})


@pytest.mark.usefixtures("data")
def test_an_article_of_an_intent_has_few_phrases() -> None:
    banking = next(iter(question_sets()))

    assert {len(article.phrases) for article in banking.bases[0].articles} == {PHRASES}


@pytest.mark.usefixtures("data")
def test_a_heading_that_is_asked_is_taken_out_of_the_handbook() -> None:
    handbook = next(one for one in question_sets() if one.name == "18F handbook")

    assert all("Where is" not in article.body for base in handbook.bases for article in base.articles)


def test_without_the_sets_nothing_is_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path / "nowhere"))

    with pytest.raises(NotMeasured, match="nowhere"):
        folder()
