"""How pools, channels and user groups may be called."""

from typing import Annotated

from pydantic import AfterValidator, Field

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
ChannelName = Annotated[str, Field(pattern=r"^#[^\s#]+$", max_length=81)]


def bare(handle: str) -> str:
    """Slack gives handles without the "@" that people write before them."""
    return handle.removeprefix("@")


Handle = Annotated[str, Field(pattern=r"^@?[^\s@#]+$", max_length=80), AfterValidator(bare)]
