from datetime import date

import pytest

from bot.kb.article import AGENTS, EXTERNAL
from bot.kb.search import Index
from bot.kb.synonyms import Synonyms
from tests.kb.articles import article_about

PRINTER = article_about("printer")
VPN = article_about("vpn tunnel")
CLUSTER = article_about("cluster", segments=("engineering",))
UNLOCK = article_about("admin console", segments=(AGENTS,))
PARTNER = article_about("shared channel", segments=(EXTERNAL,))
OLD = article_about("fax", expires=date(2026, 3, 31))


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build((PRINTER, VPN, CLUSTER, UNLOCK, PARTNER, OLD))


def found(index: Index, text: str, shelf: str = "standard", *, external: bool = False) -> list[str]:
    return [hit.article.slug for hit in index.search(text, shelf, external)]


def test_the_article_that_speaks_of_the_question_comes_first(index: Index) -> None:
    assert found(index, "my printer is dead")[0] == "printer"


def test_a_typing_slip_does_not_hide_the_article(index: Index) -> None:
    assert found(index, "prnter broken")[0] == "printer"


def test_the_same_words_score_close_to_one(index: Index) -> None:
    assert index.search("cannot use the printer", "standard")[0].score > 0.8


def test_scores_fall_from_hit_to_hit_and_stay_within_one(index: Index) -> None:
    scores = [hit.score for hit in index.search("printer printer printer", "standard")]

    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_a_hit_says_what_the_question_resembles(index: Index) -> None:
    assert index.search("fix my printer", "standard")[0].why == "resembles the question “fix my printer”"


def test_a_hit_says_how_far_it_lies_above_the_next_one(index: Index) -> None:
    first, second = index.search("printer of the vpn", "standard")[:2]

    assert first.signals.margin == pytest.approx(first.score - second.score)


def test_a_hit_says_how_much_of_the_question_it_covers(index: Index) -> None:
    whole, half = index.search("printer", "standard")[0], index.search("printer qqqqqq", "standard")[0]

    assert 0 < half.signals.cover < whole.signals.cover <= 1


def test_an_article_of_another_segment_is_never_found(index: Index) -> None:
    assert "cluster" not in found(index, "fix my cluster")
    assert found(index, "fix my cluster", "engineering")[0] == "cluster"


def test_external_people_find_only_what_is_opened_to_them(index: Index) -> None:
    assert found(index, "fix my printer and the shared channel", external=True) == ["shared-channel"]


def test_requesters_never_find_what_agents_read(index: Index) -> None:
    assert "admin-console" not in found(index, "fix the admin console")


def test_agents_find_the_shelf_of_the_requester_and_their_own(index: Index) -> None:
    hits = index.search_for_agent("printer admin console", "standard")

    assert {"printer", "admin-console"} <= {hit.article.slug for hit in hits}


def test_an_expired_article_is_found_until_its_last_day(index: Index) -> None:
    assert index.search("fix my fax", "standard", on=date(2026, 3, 31))[0].article == OLD
    assert OLD not in [hit.article for hit in index.search("fix my fax", "standard", on=date(2026, 4, 1))]


def test_no_more_are_returned_than_asked_for(index: Index) -> None:
    assert len(index.search("printer vpn tunnel fax", "standard", limit=2)) == 2
    assert index.search("printer", "standard", limit=0) == []


@pytest.mark.parametrize("text", ["", "   ", "?!", "🙂", "qqqq xxxx"])
def test_a_question_without_known_words_finds_nothing(index: Index, text: str) -> None:
    assert index.search(text, "standard") == []


def test_a_knowledge_base_without_articles_finds_nothing() -> None:
    assert Index.build(()).search("printer", "standard") == []


def test_a_very_long_question_is_read_from_its_start(index: Index) -> None:
    assert found(index, "fix my printer " + "lorem ipsum " * 20_000)[0] == "printer"


def test_the_rarity_of_words_does_not_depend_on_the_shelf(index: Index) -> None:
    covers = {
        segment: index.search("fix my printer", segment)[0].signals.cover for segment in ("standard", "engineering")
    }

    assert covers["standard"] == covers["engineering"]


def test_a_synonym_finds_what_the_word_finds() -> None:
    index = Index.build((PRINTER, VPN), Synonyms([["printer", "Laserjet"]]))

    assert found(index, "laserjet broken")[0] == "printer"


def test_a_changed_article_is_found_by_its_new_words_alone(index: Index) -> None:
    changed = index.rebuilt((VPN, article_about("scanner", slug="printer")))

    assert found(changed, "fix my scanner")[0] == "printer"
    assert found(changed, "vpn tunnel")[0] == "vpn-tunnel"
    assert CLUSTER not in [hit.article for hit in changed.search("cluster", "engineering")]


def test_an_index_made_anew_scores_as_one_that_was_changed(index: Index) -> None:
    articles = (VPN, CLUSTER, article_about("scanner"))
    scores = [
        [hit.score for hit in one.search("scan the tunnel", "standard")]
        for one in (index.rebuilt(articles), Index.build(articles))
    ]

    assert scores[0] == pytest.approx(scores[1])


def test_the_index_that_is_in_use_stays_as_it_is(index: Index) -> None:
    before = index.search("printer of the vpn", "standard")
    index.rebuilt((article_about("scanner"),))

    assert index.search("printer of the vpn", "standard", limit=3) == before


def test_the_same_question_is_answered_from_memory(index: Index) -> None:
    first, again = index.search("fix my vpn tunnel", "standard"), index.search("fix my vpn tunnel", "standard")

    assert first[0] is again[0]
