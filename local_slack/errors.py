"""What the workspace refuses, in Slack's own codes."""

from typing import Any


class SlackError(Exception):
    """A refusal. It becomes `{"ok": false, "error": code, **extras}`."""

    def __init__(self, code: str, **extras: Any) -> None:
        super().__init__(code)
        self.code = code
        self.extras = extras

    def as_json(self) -> dict[str, Any]:
        return {"ok": False, "error": self.code, **self.extras}


def invalid(code: str, problems: list[str]) -> SlackError:
    """A refusal that lists what is wrong, the way Slack does it in `response_metadata.messages`."""
    messages = [f"[ERROR] {problem}" for problem in problems]
    return SlackError(code, response_metadata={"messages": messages})
