"""Bytes over HTTP: uploads to their own address, private files, and avatars."""

from aiohttp import web

from local_slack import people
from local_slack.state import State
from local_slack.web_api import arguments


def routes(state: State) -> list[web.RouteDef]:
    async def upload(request: web.Request) -> web.Response:
        file_id = request.match_info["id"]
        if file_id not in state.files:
            raise web.HTTPNotFound(text="No file was announced for this address.")
        content = await _uploaded(request)
        state.file_bytes[file_id] = content
        state.files[file_id]["size"] = len(content)
        return web.Response(text=f"OK - {len(content)}")

    async def private(request: web.Request) -> web.Response:
        if not _may_read(state, request):
            raise web.HTTPForbidden(text="A private file needs a token with the scope files:read.")
        file = state.files.get(request.match_info["id"])
        if file is None or file["id"] not in state.file_bytes:
            raise web.HTTPNotFound
        return web.Response(body=state.file_bytes[file["id"]], content_type=file["mimetype"])

    async def avatar(request: web.Request) -> web.Response:
        user = state.users.get(request.match_info["id"])
        if user is None:
            raise web.HTTPNotFound
        return web.Response(text=people.avatar(user), content_type="image/svg+xml")

    return [
        web.post("/upload/{id}", upload),
        web.get("/files-pri/{id}/{name}", private),
        web.get("/avatars/{id}.svg", avatar),
    ]


async def _uploaded(request: web.Request) -> bytes:
    if request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            if getattr(part, "filename", None):
                return bytes(await part.read())  # type: ignore[union-attr] # a part with a filename has bytes
        return b""
    return b"".join([chunk async for chunk in request.content.iter_any()])


def _may_read(state: State, request: web.Request) -> bool:
    """The workspace's own page is let in as well, as a browser in which somebody is signed in would be."""
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        return True
    token = state.tokens.get(arguments.token(request, {}))
    return token is not None and not token.revoked and "files:read" in token.scopes
