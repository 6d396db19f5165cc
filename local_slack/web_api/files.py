"""files.*: an upload is announced, sent to its own address, and then completed and shared."""

from local_slack import files, messages
from local_slack.errors import SlackError
from local_slack.state import Conversation, Json
from local_slack.web_api import content
from local_slack.web_api.call import Call, Method, method
from local_slack.web_api.chat import may_post


def get_upload_url(call: Call) -> Json:
    file = files.announce(call.state, call.user, call.required("filename"), call.number("length", 0))
    if file["size"] <= 0:
        raise SlackError("missing_argument")
    return {"upload_url": f"{call.state.base_url}/upload/{file['id']}", "file_id": file["id"]}


def complete_upload(call: Call) -> Json:
    uploaded = [_completed(call, entry) for entry in call.structure("files") or []]
    if not uploaded:
        raise SlackError("invalid_arguments")
    for conversation in _channels(call):
        _share(call, uploaded, conversation)
    return {"files": uploaded}


def info(call: Call) -> Json:
    file = files.find(call.state, call.required("file"))
    return {
        "file": file,
        "comments": [],
        "content_html": None,
        "editor": None,
        "response_metadata": {"next_cursor": ""},
    }


def _completed(call: Call, entry: Json) -> Json:
    file = files.find(call.state, str(entry.get("id")))
    if file["id"] not in call.state.file_bytes:
        raise SlackError("file_not_found")  # its bytes have never come
    file["title"] = entry.get("title") or file["name"]
    return file


def _channels(call: Call) -> list[Conversation]:
    ids = [call.text("channel_id")] if call.has("channel_id") else call.names("channels")
    for conversation_id in ids:
        if conversation_id not in call.state.conversations:
            raise SlackError("channel_not_found")
    return [call.state.conversations[conversation_id] for conversation_id in ids]


def _share(call: Call, uploaded: list[Json], conversation: Conversation) -> None:
    may_post(call, conversation)
    message = messages.post(
        call.state,
        conversation,
        call.user,
        call.text("initial_comment"),
        blocks=content.blocks(call),
        files=uploaded,
        subtype="file_share",
        thread_ts=call.text("thread_ts") or None,
    )
    for file in uploaded:
        files.share(call.state, file, conversation, message.ts, message.thread_ts)


METHODS: dict[str, Method] = {
    "files.getUploadURLExternal": method(
        get_upload_url, "filename length alt_text alt_txt snippet_type", "files:write"
    ),
    "files.completeUploadExternal": method(
        complete_upload, "files channel_id channels thread_ts initial_comment blocks", "files:write"
    ),
    "files.info": method(info, "file count cursor limit page", "files:read"),
}
