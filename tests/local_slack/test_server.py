"""The server that has everything in it: what it hands out besides the APIs."""

import aiohttp
import pytest

from local_slack.server import LocalSlack


@pytest.mark.parametrize("file", ["app.js", "style.css"])
async def test_a_browser_asks_each_time_whether_a_file_of_the_page_is_still_good(server: LocalSlack, file: str) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{server.url}/page/{file}") as first:
            assert (first.status, first.headers["Cache-Control"]) == (200, "no-cache")
        async with session.get(f"{server.url}/page/{file}", headers={"If-None-Match": first.headers["ETag"]}) as again:
            assert (again.status, again.headers["Cache-Control"]) == (304, "no-cache")


async def test_the_page_itself_is_never_kept(server: LocalSlack) -> None:
    async with aiohttp.ClientSession() as session, session.get(server.url) as page:
        assert page.headers["Cache-Control"] == "no-store"
