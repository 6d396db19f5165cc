"""A list of assets at an address: asked for again and again, and never in anybody's way."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from bot.errors import BadInput
from bot.segments.asset import Asset
from bot.segments.asset_list import Layout, layout_of, read_assets
from bot.segments.asset_table import read_csv, read_json
from bot.storage.assets import replace_list, still_holds
from bot.storage.store import Store

SOURCE = "asset service"
LONGEST = ClientTimeout(total=60)  # seconds
LARGEST = 50_000_000  # bytes
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Address:
    """`token` is sent as a bearer token, "" where none is needed."""

    url: str
    token: str = ""

    @property
    def headers(self) -> dict[str, str]:
        allowed = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {"Accept": "application/json, text/csv", **allowed}


class AssetService:
    """Takes over what the address answers, CSV or JSON. When it fails, the last list stays as it was and grows older;
    when it says that nothing has changed (ETag), the last list is of now.
    """

    def __init__(self, address: Address, columns: Layout, store: Store, now: Callable[[], datetime]) -> None:
        self._address = address
        self._columns = columns
        self._store = store
        self._now = now
        self._etag = ""

    async def pull(self) -> None:
        """One look. What goes wrong is logged, and the next look tries again."""
        try:
            await self._pull()
        except (ClientError, OSError, TimeoutError) as error:
            log.warning("no list of assets from its address: %s", type(error).__name__)
        except BadInput as bad:
            log.warning("the list of assets cannot be used: %s", bad.problems[0])

    async def _pull(self) -> None:
        headers = {**self._address.headers, **({"If-None-Match": self._etag} if self._etag else {})}
        async with (
            ClientSession(timeout=LONGEST, raise_for_status=True) as session,
            session.get(self._address.url, headers=headers, allow_redirects=False) as response,
        ):
            if response.status == 304:
                now = self._now()
                await self._store.transact(lambda tx: still_holds(tx.session, SOURCE, now))
                return
            text = await _text_of(response)
            assets = await asyncio.to_thread(self._read, text, response.content_type)
        await self._store.transact(lambda tx: replace_list(tx.session, SOURCE, assets))
        self._etag = response.headers.get("ETag", "")
        log.info("%s assets were taken over", len(assets))

    def _read(self, text: str, content_type: str) -> list[Asset]:
        table = read_json(text, SOURCE) if content_type.endswith("json") else read_csv(text, SOURCE)
        return list(read_assets(table, layout_of(table.headings, self._columns), SOURCE, self._now()).assets)


async def _text_of(response: ClientResponse) -> str:
    """Raises ClientError for what is no list: another page, or far too much."""
    body = bytearray()
    async for piece in response.content.iter_chunked(65_536):
        body += piece
        if len(body) > LARGEST:
            raise ClientError("too large")
    if response.status != 200:
        raise ClientError(f"status {response.status}")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ClientError("another encoding than UTF-8") from error
