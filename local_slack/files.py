"""Files: announced, uploaded and shared, and as Slack shows them."""

import mimetypes
from urllib.parse import quote

from local_slack.errors import SlackError
from local_slack.state import Conversation, Json, State, User

SHARES = {"channel": "public", "group": "private"}
PLACES = {"channel": "channels", "group": "groups", "im": "ims", "mpim": "ims"}


def announce(state: State, owner: User, name: str, size: int) -> Json:
    """A file whose bytes are still to come, to the address under `/upload/`."""
    file_id = state.new_id("F")
    created = int(state.clock.now().timestamp())
    extension = name.rpartition(".")[2].lower() if "." in name else "text"
    address = f"{state.base_url}/files-pri/{file_id}/{quote(name, safe='')}"
    state.files[file_id] = {
        "id": file_id,
        "created": created,
        "timestamp": created,
        "name": name,
        "title": name,
        "mimetype": mimetypes.guess_type(name)[0] or "application/octet-stream",
        "filetype": extension,
        "pretty_type": extension.upper(),
        "user": owner.id,
        "user_team": owner.team_id,
        "editable": False,
        "size": size,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": address,
        "url_private_download": address,
        "permalink": address,
        "comments_count": 0,
        "channels": [],
        "groups": [],
        "ims": [],
        "shares": {},
        "file_access": "visible",
    }
    return state.files[file_id]


def add(state: State, owner: User, name: str, content: bytes) -> Json:
    """A file with its bytes, as a person attaches one to a message."""
    file = announce(state, owner, name, len(content))
    state.file_bytes[file["id"]] = content
    return file


def share(state: State, file: Json, conversation: Conversation, ts: str, thread_ts: str | None = None) -> None:
    """Records that a message with this ts carries the file."""
    place = file[PLACES[conversation.kind]]
    if conversation.id not in place:
        place.append(conversation.id)
    file["is_public"] = file["is_public"] or conversation.kind == "channel"
    shares = file["shares"].setdefault(SHARES.get(conversation.kind, "private"), {})
    entry = {"ts": ts, "channel_name": conversation.name, "team_id": state.team["id"], "share_user_id": file["user"]}
    shares.setdefault(conversation.id, []).append({**entry, "thread_ts": thread_ts} if thread_ts else entry)


def find(state: State, file_id: str) -> Json:
    """Raises `file_not_found`."""
    file = state.files.get(file_id)
    if file is None:
        raise SlackError("file_not_found")
    return file
