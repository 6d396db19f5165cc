"""assistant.threads.*: "is thinking …", a thread's title and suggested prompts."""

from local_slack import messages
from local_slack.errors import SlackError
from local_slack.state import Happening, Json
from local_slack.web_api.call import Call, Method, method

PROMPTS = 4
LOADING_MESSAGES = 10


def set_status(call: Call) -> Json:
    """An empty status takes it away."""
    loading = call.structure("loading_messages") or []
    if len(loading) > LOADING_MESSAGES:
        raise SlackError("invalid_arguments")
    call.required("thread_ts")
    return _set(call, status=call.text("status"), loading_messages=loading)


def set_title(call: Call) -> Json:
    call.required("thread_ts")
    return _set(call, title=call.required("title"))


def set_prompts(call: Call) -> Json:
    prompts = call.structure("prompts") or []
    if not 1 <= len(prompts) <= PROMPTS or not all({"title", "message"} <= set(prompt) for prompt in prompts):
        raise SlackError("invalid_arguments")
    return _set(call, prompts=prompts, prompts_title=call.text("title"))


def _set(call: Call, **values: object) -> Json:
    conversation = call.conversation("channel_id")
    thread_ts = call.text("thread_ts")
    messages.check_parent(conversation, thread_ts or None)
    call.state.statuses.setdefault((conversation.id, thread_ts), {}).update(values)
    details = {"thread_ts": thread_ts, **values}
    call.state.tell(Happening("status_set", user=call.user.id, conversation=conversation, details=details))
    return {}


METHODS: dict[str, Method] = {
    "assistant.threads.setStatus": method(
        set_status,
        "channel_id thread_ts status loading_messages icon_emoji icon_url username",
        "assistant:write",
        "chat:write",
    ),
    "assistant.threads.setTitle": method(set_title, "channel_id thread_ts title", "assistant:write"),
    "assistant.threads.setSuggestedPrompts": method(
        set_prompts, "channel_id thread_ts prompts title", "assistant:write", "chat:write"
    ),
}
