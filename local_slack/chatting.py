"""What a person does with messages: say, edit, delete, react, share a file."""

import uuid

from local_slack import files, messages, typed
from local_slack.addressing import ImpossibleError
from local_slack.state import Conversation, Json, Message, State, User


def say(state: State, user: User, conversation: Conversation, text: str, thread_ts: str | None = None) -> Message:
    """The text as typed: `@ana`, `#general` and links come alive, all else stays text."""
    _check_messages_tab(state, conversation)
    if not text.strip():
        raise ImpossibleError("There is nothing to send.")
    sent, blocks = _typed(state, text)
    return messages.post(
        state, conversation, user, sent, blocks=blocks, thread_ts=thread_ts, client_msg_id=str(uuid.uuid4())
    )


def edit(state: State, user: User, conversation: Conversation, message: Message, text: str) -> None:
    _check_author(user, message)
    sent, blocks = _typed(state, text)
    messages.edit(state, conversation, message, user, text=sent, blocks=blocks)


def delete(state: State, user: User, conversation: Conversation, message: Message) -> None:
    """One's own message; an ephemeral one is only dismissed."""
    if not message.ephemeral_to:
        _check_author(user, message)
    messages.delete(state, conversation, message, user)


def share_file(
    state: State, user: User, conversation: Conversation, file: tuple[str, bytes], thread_ts: str | None = None
) -> Message:
    """Posts a file (its name and bytes), as dragging it into the composer does."""
    _check_messages_tab(state, conversation)
    shown = files.add(state, user, *file)
    message = messages.post(state, conversation, user, "", files=[shown], subtype="file_share", thread_ts=thread_ts)
    files.share(state, shown, conversation, message.ts, thread_ts)
    return message


def _typed(state: State, text: str) -> tuple[str, list[Json]]:
    sent = typed.as_sent(state, text)
    return sent, typed.rich_text(sent, state.new_id("b"))


def _check_author(user: User, message: Message) -> None:
    if message.user != user.id:
        raise ImpossibleError(f"{user.name} did not write that message.")


def _check_messages_tab(state: State, conversation: Conversation) -> None:
    tab = state.manifest.app_home
    if conversation.kind != "im" or state.app["bot_user"] not in conversation.members:
        return
    if not tab.messages_tab_enabled or tab.messages_tab_read_only_enabled:
        raise ImpossibleError("Sending messages to this app has been turned off.")
