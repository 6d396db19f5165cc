"""What can be typed after each command."""

from bot.views.blocks import section
from bot.views.mrkdwn import line
from bot.views.shown import Shown

_SUPPORT = [
    ("/support my VPN drops every hour", "asks for help: I answer at once or find who can"),
    ("/support", "opens a short form"),
    ("/support help", "shows this"),
]
DESK = [
    ("/desk queue", "the open tickets of your teams, the first due first"),
    ("/desk why HD-12", "why that ticket came to that team, and how its due times came about"),
    ("/desk who @name", "which segment somebody is in and why, and what is known of them"),
    ("/desk corrections", "what you taught me about categories, to be taken back"),
    ("/desk learned", "what questions taught of the articles, for the owner of the desk"),
    ("/desk learned vpn-connect", "the same, of that article alone"),
    ("/desk help", "shows this"),
]


def support() -> Shown:
    return _usage("You can also write to me in a direct message.", _SUPPORT)


def desk() -> Shown:
    return _usage("For the support team:", DESK)


def unknown_command(command: str) -> Shown:
    instead = "/desk help" if command.startswith("/desk ") else "/support help"
    words = f"I do not know {line(command, 40) or 'that command'}. Try {instead}."
    return Shown(words, [section(words)])


def _usage(lead: str, commands: list[tuple[str, str]]) -> Shown:
    lines = "\n".join(f"`{command}` {words}" for command, words in commands)
    spoken = " ".join(f"{command}: {words}." for command, words in commands)
    return Shown(f"{lead} {spoken}", [section(f"{lead}\n{lines}")])
