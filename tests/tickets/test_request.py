"""Which requests have a message of their own to be answered beneath."""

import pytest

from bot.tickets.request import Surface
from tests.builders import make_request


@pytest.mark.parametrize("surface", [Surface.COMMAND, Surface.HOME, Surface.FOLLOW_UP])
def test_what_was_asked_by_command_or_form_has_no_message(surface: Surface) -> None:
    assert make_request(surface=surface).has_no_message


@pytest.mark.parametrize("surface", [Surface.DM, Surface.MENTION, Surface.SHORTCUT, Surface.REACTION])
def test_what_was_written_is_answered_beneath(surface: Surface) -> None:
    assert not make_request(surface=surface).has_no_message
