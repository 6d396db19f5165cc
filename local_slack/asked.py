"""What a request of the control API asks: fields by name, from JSON, or from a form where bytes are among them."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from local_slack.addressing import ImpossibleError
from local_slack.state import Json

ALWAYS = {"as"}  # the page says with everything who sits before it


class Asked(dict[str, Any]):
    """The fields of a request; what it lacks is answered with a sentence."""

    def __missing__(self, key: str) -> Any:
        raise ImpossibleError(f"The request lacks {key!r}.")

    def only(self, known: str) -> "Asked":
        """The same, if it has no fields but the known ones. Raises `ImpossibleError`."""
        unknown = sorted(set(self) - ALWAYS - set(known.split()))
        if unknown:
            raise ImpossibleError(f"Nothing is known here of {', '.join(unknown)}, but of {known or 'no field'}.")
        return self


Deed = Callable[[Asked], Awaitable[Json]]


def taking(known: str, deed: Deed) -> Deed:
    """The deed, for requests that have no fields but the known ones."""

    async def checked(asked: Asked) -> Json:
        return await deed(asked.only(known))

    return checked


async def read(request: web.Request) -> Asked:
    """The request's body. Raises `ImpossibleError`."""
    if not request.can_read_body:
        return Asked()
    if request.content_type == "multipart/form-data":
        form = await request.post()
        return Asked({name: _content(value) for name, value in form.items()})
    try:
        body = await request.json()
    except ValueError as error:
        raise ImpossibleError(f"The request is not JSON: {error}.") from error
    if not isinstance(body, dict):
        raise ImpossibleError("The request is not a JSON object.")
    return Asked(body)


def _content(value: "str | bytes | bytearray | web.FileField") -> str | bytes:
    if isinstance(value, web.FileField):
        return value.file.read()
    return value if isinstance(value, str) else bytes(value)
