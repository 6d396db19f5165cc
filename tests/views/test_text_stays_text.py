"""Whatever people type, wherever it is shown or written to: it mentions, links, formats, hides and computes nothing."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.views import home
from bot.views.mrkdwn import line, quote
from bot.views.shown import Shown
from bot.views.spreadsheet import cell
from tests.views.shown import check_home, check_message, check_modal
from tests.views.test_hostile_input import MESSAGES, MODALS, hostile_file

few = settings(max_examples=15, deadline=None)
many = settings(max_examples=300, deadline=None)

SPECIAL = st.sampled_from(
    [
        *("<!channel>", "<!here|x>", "<!subteam^S0ALL>", "<@U0EVE>", "<#C0SECRET|x>", "@here", "@everyone"),
        *(
            "<https://evil.example|https://bank.example>",
            "https://evil.example",
            "<mailto:a@b|c>",
            "<!date^1^{time}|x>",
        ),
        *("*", "_", "~", "`", "```", "> ", "&gt;&gt;&gt;", "• ", "*HD-1* · Solved", ":ticket:", "&lt;!channel&gt;"),
        *("\u202e", "\u2066", "\u200f", "\u2028", "\r\n", "\r", "\n\n\n", "\t", "\x00", "\x1b[31m", "\ufeff"),
        *("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil.example")', "{0}", "%s", "\\", '"', "'"),
    ]
)
HOSTILE_TEXT = st.lists(SPECIAL | st.text(max_size=12), max_size=12).map("".join)
OF_THE_DESK = {
    "settled warning",
    "notice",
}  # its own sentences mention people, and nothing that people typed is in them
TYPED = {name: message for name, message in MESSAGES.items() if name not in OF_THE_DESK}
HIDING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def texts(part: Any) -> Iterator[str]:
    """Everything that is shown of a view; what stands in an input is typed anew by whoever sends it."""
    if isinstance(part, dict):
        yield from (text for key, each in part.items() if key != "initial_value" for text in texts(each))
    elif isinstance(part, list):
        yield from (text for each in part for text in texts(each))
    elif isinstance(part, str):
        yield part


def check_hides_nothing(*shown: Any) -> None:
    assert [text for part in shown for text in texts(part) if HIDING.search(text)] == []


@few
@given(text=HOSTILE_TEXT)
@pytest.mark.parametrize("message", TYPED.values(), ids=TYPED.keys())
def test_in_messages(message: Callable[[str], Shown], text: str) -> None:
    shown = message(text)
    check_message(shown)
    check_hides_nothing(shown.text, shown.blocks)


@few
@given(text=HOSTILE_TEXT)
@pytest.mark.parametrize("modal", MODALS.values(), ids=MODALS.keys())
def test_in_forms(modal: Callable[[str], dict[str, object]], text: str) -> None:
    view = modal(text)
    check_modal(view)
    check_hides_nothing(view)


@few
@given(text=HOSTILE_TEXT)
def test_in_the_home(text: str) -> None:
    files = [hostile_file(text)] * 3
    view = home.render(home.HomePage(text, files, files))
    check_home(view)
    check_hides_nothing(view)


@many
@given(text=HOSTILE_TEXT)
def test_among_words_of_the_desk_it_formats_nothing(text: str) -> None:
    assert not re.search(r"[*`~]|\b_|_\b", re.sub(r"(?<=[^\W_])_(?=[^\W_])", "", line(text)))


@many
@given(text=HOSTILE_TEXT)
def test_it_does_not_leave_its_quotation(text: str) -> None:
    assert all(each.startswith(">") for each in re.split("[\n\r\u2028\u2029\x0b\x0c\x85]", quote(text)))


@many
@given(text=HOSTILE_TEXT)
def test_in_a_spreadsheet_it_computes_nothing(text: str) -> None:
    written = io.StringIO()
    csv.writer(written).writerow([cell(text)])
    [[read]] = csv.reader(io.StringIO(written.getvalue())) or [[""]]
    assert not read.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_in_a_spreadsheet_a_text_is_as_it_was_typed() -> None:
    assert cell("My VPN drops") == "My VPN drops"


def test_a_formula_is_shown_as_it_was_typed() -> None:
    assert cell("=1+1") == "'=1+1"
