import pytest

from bot.imports.html import text_of, title_of

CONFLUENCE = """
<html><head><title>IT : Reset the badge PIN</title><style>.a{color:red}</style></head><body>
<div id="breadcrumb-section"><ol><li><a href="index.html">IT</a></li></ol></div>
<h1 id="title-heading"><span id="title-text"> IT : Reset the badge PIN </span></h1>
<div class="page-metadata">Created by Nina, last modified on Mar 01, 2026</div>
<div id="main-content" class="wiki-content group">
<p>For everybody with a <strong>badge</strong>.</p>
<ol><li><p>Go to the desk.</p></li><li><p>Say your name.</p></li><li><p>Choose a PIN.</p></li></ol>
<p>See <a href="Lost-badge_1234.html">this page</a>, <a href="attachments/1/form.pdf">the form</a>
or <a href="https://badge.northwind.example/pin">the portal</a>.</p>
<img src="attachments/1/2.png" alt="The reader at the door"/>
<script>alert(1)</script>
</div></body></html>
"""
ZENDESK = """
<html><head><title>Scan to mail – Help Center</title></head><body><nav>Home</nav>
<h1 class="article-title">Scan to mail</h1><div class="article-body"><p>Press <em>Scan</em>.</p></div>
<footer>Powered by</footer></body></html>
"""


def test_the_title_of_confluence_comes_without_its_space() -> None:
    assert title_of(CONFLUENCE) == "Reset the badge PIN"


def test_the_title_of_zendesk_is_that_of_the_article() -> None:
    assert title_of(ZENDESK) == "Scan to mail"


def test_a_colon_in_a_plain_title_stays() -> None:
    assert title_of("<h1>VPN : first aid</h1><p>Hello</p>") == "VPN : first aid"


@pytest.mark.parametrize("around", ["Created by", "alert", "color:red", "breadcrumb", "index.html"])
def test_what_the_system_put_around_the_text_is_left_out(around: str) -> None:
    assert around not in text_of(CONFLUENCE)


def test_only_the_body_of_an_article_is_taken() -> None:
    assert text_of(ZENDESK) == "Press *Scan*."


def test_a_numbered_list_stays_one() -> None:
    assert "1. Go to the desk.\n2. Say your name.\n3. Choose a PIN." in text_of(CONFLUENCE).replace(
        "\n\n2", "\n2"
    ).replace("\n\n3", "\n3")


def test_a_link_to_another_page_of_the_export_becomes_its_title() -> None:
    assert "See “Lost badge”," in text_of(CONFLUENCE, {"Lost-badge_1234.html": "Lost badge"})


def test_a_link_that_leads_nowhere_becomes_its_words() -> None:
    assert "the form" in text_of(CONFLUENCE)
    assert "form.pdf" not in text_of(CONFLUENCE)


def test_a_link_to_the_web_stays() -> None:
    assert "[the portal](https://badge.northwind.example/pin)" in text_of(CONFLUENCE)


def test_a_link_that_runs_something_becomes_its_words() -> None:
    assert text_of('<p><a href="javascript:steal()">press here</a></p>') == "press here"


def test_of_a_picture_its_words_stay() -> None:
    assert "The reader at the door" in text_of(CONFLUENCE)


@pytest.mark.parametrize("html", ["", "<", "<html></html>", "<p></p>", "\x00", "<!-- -->"])
def test_a_page_with_nothing_in_it_has_no_text(html: str) -> None:
    assert text_of(html) in ("", "\\<", "<", "\x00")
