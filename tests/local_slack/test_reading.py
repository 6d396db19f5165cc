"""What a person reads of blocks, marks and files."""

from datetime import UTC, datetime
from typing import Any

import pytest

from local_slack.clock import Clock
from local_slack.company import found, read_company
from local_slack.reading import Reader
from local_slack.server import DEFAULT_COMPANY
from local_slack.state import State
from local_slack.typed import as_sent, rich_text
from tests.local_slack.block_kit import actions, button, field, modal, options, section, text_input, words
from tests.local_slack.conftest import described

NOON = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)


@pytest.fixture
def state() -> State:
    state = State(Clock(NOON, frozen=True))
    found(state, read_company(DEFAULT_COMPANY), described())
    return state


@pytest.fixture
def reader(state: State) -> Reader:
    return Reader(state, next(user for user in state.users.values() if user.name == "priya"))


@pytest.mark.parametrize(
    ("block", "read"),
    [
        ({"type": "header", "text": words("Ticket")}, "Ticket"),
        (section("*VPN* drops"), "*VPN* drops"),
        ({"type": "section", "fields": [words("Due"), words("Today")]}, "Due\nToday"),
        (section("Ask", button("Open", "open")), "Ask [Open]"),
        (actions(button("Yes", "yes"), button("No", "no")), "[Yes] [No]"),
        ({"type": "context", "elements": [{"type": "mrkdwn", "text": "since 9:00"}]}, "since 9:00"),
        ({"type": "image", "image_url": "https://x.example/a.png", "alt_text": "a jam"}, "[image: a jam]"),
        (field("What", text_input()), "What"),
        ({"type": "divider"}, ""),
        ({"type": "markdown", "text": "## Steps"}, "## Steps"),
        (actions({"type": "static_select", "placeholder": words("Pick"), "options": options("A")}), ""),
    ],
    ids=lambda value: str(value)[:30],
)
def test_each_block_reads_as_its_words(reader: Reader, block: dict[str, Any], read: str) -> None:
    assert reader.message({"blocks": [block]}) == read


@pytest.mark.parametrize(
    "typed",
    ["hello @ben & #general", "all of @executives", "@here look", "see https://wiki.example/a?b=1&c=2", "<b> is text"],
)
def test_what_was_typed_reads_the_same_in_text_and_in_rich_text(state: State, reader: Reader, typed: str) -> None:
    sent = as_sent(state, typed)
    assert reader.message({"text": sent}) == reader.message({"blocks": rich_text(sent, "b1")})


def test_names_stand_for_ids(state: State, reader: Reader) -> None:
    sent = as_sent(state, "@ben and @executives in #general")
    assert reader.text(sent) == "@Ben Krause and @executives in #general"


def test_what_nobody_knows_stays_as_it_was_sent(reader: Reader) -> None:
    assert reader.text("<@U404> <#C404|lost> <!subteam^S404|@ghosts>") == "@U404 lost @ghosts"


def test_a_name_that_nobody_has_stays_typed(state: State) -> None:
    assert as_sent(state, "@nobody in #nowhere") == "@nobody in #nowhere"


def test_an_address_is_no_mention(state: State) -> None:
    assert as_sent(state, "ben@general.example") == "ben@general.example"


def test_dates_are_read_in_the_zone_of_the_reader(reader: Reader) -> None:
    assert reader.text(f"by <!date^{int(NOON.timestamp())}^{{time}} {{date_pretty}}|noon>") == "by 5:30 PM today"


def test_labels_stand_for_links(state: State, reader: Reader) -> None:
    assert reader.text("<https://wiki.example/vpn|the guide>") == "the guide"
    assert reader.message({"blocks": rich_text("<https://wiki.example/vpn|the guide>", "b")}) == "the guide"


def test_lists_and_emoji_in_rich_text(reader: Reader) -> None:
    items = [{"type": "rich_text_section", "elements": [{"type": "emoji", "name": "tada"}]}]
    items += [{"type": "rich_text_section", "elements": [{"type": "text", "text": "two"}]}]
    block = {"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": items}]}
    assert reader.message({"blocks": [block]}) == ":tada:\ntwo"


def test_dates_in_rich_text(reader: Reader) -> None:
    date = {"type": "date", "timestamp": int(NOON.timestamp()), "format": "{time}"}
    block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [date]}]}
    assert reader.message({"blocks": [block]}) == "5:30 PM"


def test_rich_text_in_a_table_cell(reader: Reader) -> None:
    cell = rich_text("12 open", "b")[0]
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "Desk"}, cell]]}
    assert reader.message({"blocks": [table]}) == "Desk 12 open"


def test_files_and_attachments_are_read_too(reader: Reader) -> None:
    message = {
        "text": "see",
        "files": [{"name": "screen.png"}],
        "attachments": [{"fallback": "f", "title": "A title"}, {"blocks": [section("inside")]}],
    }
    assert reader.message(message) == "see\nA title\ninside\n[screen.png]"


def test_a_modal_reads_from_title_to_button(reader: Reader) -> None:
    assert reader.view(modal(section("Sure?"), title="Close it")) == "Close it\nSure?\n[Send]"
