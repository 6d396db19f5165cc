"""The log of all calls, and which of their failures are mistakes of the app."""

import re
from dataclasses import dataclass
from typing import Any

from local_slack.state import Happening, Json, State

SECRET = re.compile(r"\bx(?:ox[a-z]|app)-[\w-]+")

# refusals that depend on what others did meanwhile: an app that gets one has done nothing wrong
CIRCUMSTANCES = frozenset(
    {
        "already_in_channel",
        "already_pinned",
        "already_reacted",
        "channel_not_found",
        "exchanged_trigger_id",
        "expired_trigger_id",
        "file_not_found",
        "hash_conflict",
        "is_archived",
        "message_not_found",
        "no_reaction",
        "not_found",
        "not_in_channel",
        "ratelimited",
        "thread_not_found",
        "token_revoked",
        "user_disabled",
        "user_not_found",
        "user_not_in_channel",
        "users_not_found",
    }
)


@dataclass(frozen=True)
class Record:
    """A call as it went. `answer` is None when the app got none that it could read."""

    method: str
    arguments: Json
    answer: Json | None
    warnings: list[str]
    seconds: float
    injected: bool  # a fault on demand: whatever came of it is not the app's doing


def log(state: State, record: Record) -> None:
    """Keeps the call, without secrets, in `state.calls` and tells `call_made`."""
    entry = {
        "n": len(state.calls) + 1,
        "method": record.method,
        "arguments": without_secrets(record.arguments),
        "answer": without_secrets(record.answer),
        "ms": round(record.seconds * 1000, 1),
        "at": state.clock.now().isoformat(),
        "problems": problems(record),
    }
    state.calls.append(entry)
    state.tell(Happening("call_made", details=entry))


def problems(record: Record) -> list[str]:
    """What the app did wrong in this call, one sentence each."""
    answer = record.answer or {"ok": True}
    if record.injected or answer["ok"] or answer["error"] in CIRCUMSTANCES:
        return list(record.warnings)
    details = answer.get("response_metadata", {}).get("messages", [])
    needed = [f"needed: {answer['needed']}"] if "needed" in answer else []
    return [*record.warnings, f"{record.method}: {' '.join([answer['error'], *needed, *details])}"]


def without_secrets(value: Any) -> Any:
    """The same value, with every token in it blotted out."""
    if isinstance(value, dict):
        return {name: without_secrets(inner) for name, inner in value.items() if name != "token"}
    if isinstance(value, list):
        return [without_secrets(inner) for inner in value]
    return SECRET.sub("(token)", value) if isinstance(value, str) else value
