"""How the things that a policy speaks of may be called, each with words for the owner who mistypes one."""

import re
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError


def _spelled(pattern: str, allowed: str) -> AfterValidator:
    def check(name: str) -> str:
        if not re.fullmatch(pattern, name):
            raise PydanticCustomError("spelling", "{allowed}", {"allowed": allowed})
        return name

    return AfterValidator(check)


def _bare(handle: str) -> str:
    """Slack gives handles without the "@" that people write before them."""
    return handle.removeprefix("@")


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise PydanticCustomError("zone", "a time zone such as Europe/Berlin or America/New_York") from error
    return name


Identifier = Annotated[
    str, _spelled(r"[a-z][a-z0-9_]{0,39}", "small letters, digits and “_”, a letter first, at most 40")
]
ChannelName = Annotated[str, _spelled(r"#[^\s#]{1,80}", 'a channel in quotes, such as "#help-desk"')]
Handle = Annotated[
    str, _spelled(r"@?[^\s@#]{1,80}", "the handle of a user group, such as it-leads"), AfterValidator(_bare)
]
Label = Annotated[str, _spelled(r"(?s)\S.{0,59}", "1 to 60 characters")]
Sentence = Annotated[str, _spelled(r"(?s)\S.{1,299}", "2 to 300 characters")]
TicketKey = Annotated[str, _spelled(r"[A-Z][A-Z0-9]{1,9}", "2 to 10 capital letters and digits, such as HD")]
ZoneName = Annotated[str, AfterValidator(_zone)]
