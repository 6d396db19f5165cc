import pytest

from bot.kb.article import AGENTS, EXTERNAL
from bot.kb.links import DeadEnd, dead_ends
from tests.kb.articles import make_article

WIFI = make_article("wifi", title="Join the office Wi-Fi")
CLUSTER = make_article("cluster", title="Connect to a cluster", segments=("engineering",))


def ends(body: str, *segments: str) -> list[DeadEnd]:
    article = make_article(body=body, segments=segments or ("all",))
    return list(dead_ends(article, (article, WIFI, CLUSTER)))


@pytest.mark.parametrize("address", ["https://northwind.example", "http://intranet", "mailto:it@northwind.example"])
def test_an_address_can_be_followed(address: str) -> None:
    assert ends(f"Look [here]({address}).") == []


@pytest.mark.parametrize("address", ["wifi.md", "../wifi.md", "#steps", "/help", "ftp://old.northwind.example"])
def test_a_link_that_slack_cannot_follow_is_a_dead_end(address: str) -> None:
    assert [end.target for end in ends(f"Look [here]({address}).")] == [address]


def test_a_link_in_a_step_is_looked_at_too() -> None:
    article = make_article(steps=("Open [this](page.html).", "Read it.", "Close it."))

    assert [end.target for end in dead_ends(article, ())] == ["page.html"]


def test_an_article_may_be_named_by_its_title() -> None:
    assert ends("If that fails, see “Join the office Wi-Fi”.") == []


def test_a_title_that_no_article_has_is_a_dead_end() -> None:
    assert [end.target for end in ends("If that fails, see “Join the moon”.")] == ["“Join the moon”"]


def test_an_article_that_some_of_the_readers_may_not_read_is_a_dead_end() -> None:
    (end,) = ends("For clusters, see “Connect to a cluster”.", "engineering", "standard")

    assert "that standard may read" in end.allowed


@pytest.mark.parametrize("reader", ["engineering", AGENTS])
def test_whoever_may_read_the_other_one_gets_there(reader: str) -> None:
    assert ends("For clusters, see “Connect to a cluster”.", reader) == []


def test_people_of_other_companies_get_to_what_is_opened_to_them_alone() -> None:
    assert [end.target for end in ends("See “Join the office Wi-Fi”.", EXTERNAL)] == ["“Join the office Wi-Fi”"]


def test_a_word_in_quotation_marks_is_no_title() -> None:
    assert ends("If it says “Not authorised”, open a ticket.") == []
