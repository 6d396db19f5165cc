import pytest

from bot.kb.mrkdwn import mrkdwn_of


@pytest.mark.parametrize(
    ("markdown", "mrkdwn"),
    [
        ("**bold**", "*bold*"),
        ("*slanted*", "_slanted_"),
        ("~~gone~~", "~gone~"),
        ("`code < 1`", "`code &lt; 1`"),
        ("# Heading **strong**", "*Heading strong*"),
        ("[the portal](https://a.example/?b=1&c=2)", "<https://a.example/?b=1&amp;c=2|the portal>"),
        ("![a picture](x.png)", "a picture"),
        ("one\ntwo", "one\ntwo"),
        ("one\\\ntwo", "one\ntwo"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("- a\n- b", "• a\n• b"),
        ("3. c\n4. d", "3. c\n4. d"),
        ("- a\n  - b", "• a\n    • b"),
        ("> said\n> so", "> said\n> so"),
        ("```\nx < y\n```", "```\nx &lt; y\n```"),
        ("    x = 1", "```\nx = 1\n```"),
        ("a\n\n---\n\nb", "a\n\n———\n\nb"),
        ("", ""),
    ],
)
def test_markdown_reads_the_same_in_slack(markdown: str, mrkdwn: str) -> None:
    assert mrkdwn_of(markdown) == mrkdwn


def test_markup_of_slack_in_an_article_stays_text() -> None:
    assert mrkdwn_of("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"
