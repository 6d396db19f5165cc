"""What a person types stays text wherever the desk repeats it: it rings nobody, links nowhere, turns nothing round."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.journeys.office import Office
from tests.journeys.steps import ANSWER, reply, solve, transfer

HOSTILE = "<!channel> <!here> <@U0EVE> *bold* <https://evil.example|safe>"
ZALGO = "v̸̢̛p̷͎̈n̵̰̂ ̶̹͝i̸̼̽s̵̳̈́ ̶̗̎h̷̰̀a̴̧͝ü̷̦n̵͎̈t̸̝̾ë̶̬d̶̠̍"
TURNED = "the file is called \u202egnp.exe and \u2066here\u2069"
_OURS = re.compile(r"<@U(?!0EVE)[0-9A-Z]+>|<!date\^[^>]*>")


async def test_hostile_words_are_harmless_on_every_surface(office: Office) -> None:
    await office.tomas.open_home()
    await office.tomas.dm(HOSTILE)
    status = await office.tomas.sees("HD-1")
    card = await office.alex.sees(HOSTILE, in_="#help-desk")
    await office.alex.open_home()
    await office.alex.home(HOSTILE)
    await office.tomas.home(HOSTILE)
    await office.pass_time(minutes=46)
    await office.dana.sees(HOSTILE)
    await reply(office.alex, card, HOSTILE)
    await office.tomas.sees(HOSTILE, thread=status)
    await office.tomas.dm(HOSTILE, thread=status)
    await office.alex.sees(f"@Tomas Lindqvist wrote to @Alex Romero: > {HOSTILE}", in_="#help-desk", thread=card)
    await transfer(office.alex, card, "Senior support", HOSTILE)
    new = await office.ivan.sees("HD-1", in_="#help-senior")
    await office.ivan.sees("Why it moved: <!channel>", in_="#help-senior", thread=new)
    await office.ivan.slash("/desk", "why HD-1")
    await office.ivan.sees("transferred from Help desk: <!channel>", in_="#general")
    await solve(office.ivan, new, HOSTILE)
    await office.tomas.sees("HD-1 is solved", thread=status)
    await office.settle()
    assert await live_marks(office) == []


async def test_a_command_that_carries_live_marks_repeats_them_as_words(office: Office) -> None:
    await office.tomas.slash("/support", HOSTILE)  # Slack sends a command's words as they were typed
    await office.tomas.sees("> @channel @here @U0EVE *bold* safe (https://evil.example)")
    await office.alex.sees("safe (https://evil.example)", in_="#help-desk")
    assert await live_marks(office) == []


async def test_a_note_with_a_broadcast_is_sent_as_words(office: Office) -> None:
    await office.tomas.dm("the lamp flickers")
    card = await office.alex.sees("HD-1", in_="#help-desk")
    note = await office.alex.say("#help-desk", "tell them @channel and <!everyone>", thread=card)
    await office.alex.shortcut("Send to requester", message=note)
    form = await office.alex.modal("Reply to HD-1")
    typed = form.blocks[1]["element"]["initial_value"]
    await office.alex.submit({ANSWER: typed})
    await office.tomas.sees("tell them @channel and <!everyone>", thread=(await office.tomas.messages())[0])
    assert await live_marks(office) == []


async def test_stacked_and_turned_characters_are_told_as_they_are_or_left_out(office: Office) -> None:
    await office.tomas.dm(f"{ZALGO} {TURNED}")
    card = await office.alex.sees("HD-1", in_="#help-desk")
    assert ZALGO in card.text
    assert "the file is called gnp.exe and here" in card.text
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", json.dumps(await office.slack.calls(), ensure_ascii=False))


async def test_a_mention_of_a_colleague_names_but_does_not_call_them(office: Office) -> None:
    await office.tomas.dm("please give @ben and @it-leads access, see #it-help and https://example.org/a?b=1&c=2")
    said = "please give @Ben Krause and @it-leads access, see #it-help and https://example.org/a?b=1&c=2"
    await office.alex.sees(said, in_="#help-desk")
    assert await live_marks(office) == []


async def live_marks(office: Office) -> list[str]:
    """What Slack would bring to life in everything that the desk ever said, beyond people and times of its own."""
    said = " ".join(text for call in await office.slack.calls() for text in _marked_up(call["arguments"]))
    return [mark for mark in re.findall(r"<[^<>]+>", said) if not _OURS.fullmatch(mark)]


def _marked_up(part: Any) -> Iterator[str]:
    """Every text in which Slack reads marks: plain text and what stands in an input it leaves alone."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for each in part:
            yield from _marked_up(each)
    elif isinstance(part, dict) and part.get("type") not in ("plain_text", "plain_text_input"):
        for each in part.values():
            yield from _marked_up(each)
