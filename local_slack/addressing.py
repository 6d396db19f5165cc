"""Finds the people and places that somebody names, and says in a sentence when there is none."""

from collections.abc import Iterable

from local_slack import conversations
from local_slack.state import Conversation, Message, State, User, View


class ImpossibleError(Exception):
    """Something that Slack's own client would not let a person do; the message is a sentence."""


def person(state: State, name: str) -> User:
    """By id or short name."""
    user = state.users.get(name) or next((user for user in state.users.values() if user.name == name), None)
    if user is None:
        raise ImpossibleError(
            f"Nobody here is called {name!r}. There are {_listed(u.name for u in state.users.values())}."
        )
    return user


def place(state: State, name: str, viewer: User) -> Conversation:
    """By id, "#name", or "@name" for the DM of `viewer` with that person or the app; only what the viewer can see."""
    if name.startswith("@"):
        return conversations.direct(state, {viewer.id, person(state, name[1:]).id})
    known = [c for c in state.conversations.values() if conversations.can_see(state, c, viewer)]
    found = next((c for c in known if c.id == name or (c.name and f"#{c.name}" == name)), None)
    if found is None:
        shown = _listed(f"#{c.name}" for c in known if c.kind in ("channel", "group"))
        raise ImpossibleError(f"{viewer.name} sees no conversation {name!r}, but {shown}.")
    return found


def joined(state: State, name: str, member: User) -> Conversation:
    """The place, if the person is in it and it is not archived."""
    conversation = place(state, name, member)
    if member.id not in conversation.members:
        raise ImpossibleError(f"{member.name} is not in #{conversation.name} and has to join it first.")
    if conversation.is_archived:
        raise ImpossibleError(f"#{conversation.name} is archived.")
    return conversation


def message(conversation: Conversation, ts: str, viewer: User) -> Message:
    found = conversation.messages.get(ts)
    if found is None or found.ephemeral_to not in (None, viewer.id):
        raise ImpossibleError(f"{viewer.name} sees no message {ts} there.")
    return found


def open_view(state: State, view_id: str, viewer: User) -> View:
    view = state.views.get(view_id)
    if view is None or view.user != viewer.id:
        raise ImpossibleError(f"{viewer.name} has no view {view_id} open.")
    return view


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
