import aiohttp
import pytest

from local_slack import files


async def upload(slack, content=b"a,b", **arguments):
    return await slack.bot.files_upload_v2(filename="report.csv", content=content, **arguments)


async def fetch(slack, url, **headers):
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as response:
        return response.status, response.content_type, await response.read()


async def test_an_uploaded_file_is_shared_in_a_message(slack):
    channel = slack.channel("help-desk")
    await upload(slack, channel=channel.id, initial_comment="The report", title="Report")
    (message,) = channel.messages.values()
    assert (message.text, message.subtype) == ("The report", "file_share")
    assert message.files[0]["title"] == "Report"
    assert message.files[0]["channels"] == [channel.id]
    assert message.files[0]["shares"]["public"][channel.id][0]["ts"] == message.ts


async def test_a_file_can_be_shared_in_a_thread(slack):
    parent = await slack.posted()
    channel = slack.channel("help-desk")
    await upload(slack, channel=channel.id, thread_ts=parent.ts)
    reply = list(channel.messages.values())[-1]
    assert reply.thread_ts == parent.ts
    assert reply.files[0]["shares"]["public"][channel.id][0]["thread_ts"] == parent.ts


async def test_a_private_file_needs_the_token(slack):
    answer = await upload(slack, channel=slack.channel("help-desk").id)
    url = answer["file"]["url_private"]
    assert (await fetch(slack, url))[0] == 403
    assert await fetch(slack, url, Authorization=f"Bearer {slack.bot.token}") == (200, "text/csv", b"a,b")


async def test_the_workspaces_own_page_sees_private_files(slack):
    answer = await upload(slack, channel=slack.channel("help-desk").id)
    url = answer["file"]["url_private"]
    assert (await fetch(slack, url, **{"Sec-Fetch-Site": "same-origin"}))[0] == 200


async def test_without_files_read_a_private_file_stays_private(slack):
    answer = await upload(slack, channel=slack.channel("help-desk").id)
    slack.take_away("files:read")
    url = answer["file"]["url_private"]
    assert (await fetch(slack, url, Authorization=f"Bearer {slack.bot.token}"))[0] == 403


async def test_a_file_whose_bytes_never_came_is_not_found(slack):
    announced = await slack.call("files.getUploadURLExternal", filename="a.txt", length=3)
    answer = await slack.call("files.completeUploadExternal", files=[{"id": announced["file_id"]}])
    assert answer["error"] == "file_not_found"
    url = slack.state.files[announced["file_id"]]["url_private"]
    assert (await fetch(slack, url, Authorization=f"Bearer {slack.bot.token}"))[0] == 404


async def test_bytes_without_announcement_are_refused(slack):
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{slack.state.base_url}/upload/F404", data=b"x") as response,
    ):
        assert response.status == 404


async def test_bytes_may_come_as_a_form(slack):
    announced = await slack.call("files.getUploadURLExternal", filename="a.txt", length=3)
    form = aiohttp.FormData()
    form.add_field("note", "not the file")
    form.add_field("file", b"abc", filename="a.txt")
    async with aiohttp.ClientSession() as session, session.post(announced["upload_url"], data=form) as response:
        assert await response.text() == "OK - 3"
    assert slack.state.file_bytes[announced["file_id"]] == b"abc"


async def test_a_form_without_file_uploads_nothing(slack):
    announced = await slack.call("files.getUploadURLExternal", filename="a.txt", length=3)
    with aiohttp.MultipartWriter("form-data") as form:
        part = form.append("no file")
        part.set_content_disposition("form-data", name="note")
    async with aiohttp.ClientSession() as session, session.post(announced["upload_url"], data=form) as response:
        assert await response.text() == "OK - 0"


async def test_an_empty_file_is_not_announced(slack):
    answer = await slack.call("files.getUploadURLExternal", filename="a.txt", length=0)
    assert answer["error"] == "missing_argument"


async def test_completing_nothing_is_refused(slack):
    assert (await slack.call("files.completeUploadExternal", files=[]))["error"] == "invalid_arguments"


async def test_sharing_where_nobody_is_is_refused(slack):
    file = files.add(slack.state, slack.person("ana"), "a.txt", b"abc")
    answer = await slack.call("files.completeUploadExternal", files=[{"id": file["id"]}], channel_id="C404")
    assert answer["error"] == "channel_not_found"


async def test_a_file_of_a_person_is_shown(slack):
    file = files.add(slack.state, slack.person("ana"), "screen.png", b"abc")
    answer = await slack.call("files.info", file=file["id"])
    assert (answer["file"]["mimetype"], answer["file"]["size"]) == ("image/png", 3)


async def test_an_unknown_file_is_not_found(slack):
    assert (await slack.call("files.info", file="F404"))["error"] == "file_not_found"


@pytest.mark.parametrize(("channel", "place"), [("it-leads-room", "groups"), ("help-desk", "channels")])
def test_a_file_knows_where_it_was_shared(slack, channel, place):
    file = files.add(slack.state, slack.person("dana"), "a.txt", b"abc")
    conversation = slack.channel(channel)
    files.share(slack.state, file, conversation, "1.0")
    files.share(slack.state, file, conversation, "2.0")
    assert file[place] == [conversation.id]
    assert file["is_public"] is (channel == "help-desk")


async def test_everybody_has_an_avatar(slack):
    ana = slack.person("ana")
    status, kind, image = await fetch(slack, f"{slack.state.base_url}/avatars/{ana.id}.svg")
    assert (status, kind) == (200, "image/svg+xml")
    assert b"AD" in image


async def test_nobody_has_no_avatar(slack):
    assert (await fetch(slack, f"{slack.state.base_url}/avatars/U404.svg"))[0] == 404
