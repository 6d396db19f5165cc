"""What a person typed, as they saw it."""

import pytest

from bot.handlers.plain_text import people_in, plain_text

SEEN = {
    "my vpn drops": "my vpn drops",
    "  spaces around \n": "spaces around",
    "1 &lt; 2 &amp;&amp; 3 &gt; 2": "1 < 2 && 3 > 2",
    "&amp;lt;b&amp;gt;": "&lt;b&gt;",
    "ask <@U1|ana>": "ask @ana",
    "ask <@U1>": "ask @U1",
    "see <#C1|help>": "see #help",
    "see <#C1>": "see #C1",
    "<!here> all": "@here all",
    "<!subteam^S1> look": "@subteam look",
    "<!subteam^S1|@it-l1> look": "@it-l1 look",
    "<!date^1772625600^{time}|noon>": "noon",
    "<https://intra.example>": "https://intra.example",
    "<https://intra.example|the intranet>": "the intranet (https://intra.example)",
    "<https://intra.example|https://intra.example>": "https://intra.example",
    "<mailto:ana@northwind.example|ana@northwind.example>": "ana@northwind.example",
    "a\x00b\ud800c": "abc",
    "half <@U1": "half <@U1",
    "": "",
}


@pytest.mark.parametrize(("delivered", "seen"), SEEN.items())
def test_what_was_delivered_reads_as_it_was_seen(delivered: str, seen: str) -> None:
    assert plain_text(delivered) == seen


def test_a_mention_reads_as_the_persons_name() -> None:
    assert plain_text("ask <@U1> or <@U2>", {"U1": "Ana Duarte"}) == "ask @Ana Duarte or @U2"


def test_people_who_are_mentioned_are_told_once_each() -> None:
    assert people_in("<@U2> and <@U1>, <@U2> & <#C1> <!here> <@W3|wil>") == ["U2", "U1"]


def test_of_many_people_the_first_are_told() -> None:
    assert people_in(" ".join(f"<@U{number}>" for number in range(99))) == [f"U{number}" for number in range(10)]
