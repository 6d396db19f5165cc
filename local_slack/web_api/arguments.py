"""The arguments of a call, wherever they stand: query string, form or JSON body. The body wins."""

import json

from aiohttp import web

from local_slack.errors import SlackError
from local_slack.state import Json


async def read(request: web.Request) -> Json:
    """Raises `invalid_json` or `json_not_object`."""
    arguments: Json = dict(request.query)
    if request.content_type == "application/json":
        return arguments | _decoded(await request.text())
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        form = await request.post()
        return arguments | {name: value for name, value in form.items() if isinstance(value, str)}
    return arguments


def _decoded(body: str) -> Json:
    if not body.strip():
        return {}
    try:
        value = json.loads(body)
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(value, dict):
        raise SlackError("json_not_object")
    return value


def token(request: web.Request, arguments: Json) -> str:
    """The token of the Authorization header, else the one among the arguments; "" when there is none."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else str(arguments.get("token") or "")
