"""conversations.*: which there are, who is in them, and changing that."""

from local_slack import conversations
from local_slack.errors import SlackError
from local_slack.naming import CHANNEL_NAME, LONGEST
from local_slack.state import Conversation, Json, User
from local_slack.web_api.call import READ, WRITE, Call, Method, method, must_be_live, must_be_member
from local_slack.web_api.pages import page

INVITES = {"channel": "channels:write.invites", "group": "groups:write.invites"}


def open_direct(call: Call) -> Json:
    if call.has("channel"):
        conversation = call.conversation()
        is_new = False
    else:
        together = {call.user.id, *(_reachable(call, user_id).id for user_id in call.names("users"))}
        if len(together) == 1:
            raise SlackError("users_list_not_supplied")
        call.needs(WRITE["im" if len(together) == 2 else "mpim"])
        before = len(call.state.conversations)
        conversation = conversations.direct(call.state, together)
        is_new = len(call.state.conversations) > before
    shown: Json = {"id": conversation.id}
    if call.flag("return_im"):
        shown = conversations.as_json(call.state, conversation, call.user.id)
    return {"channel": shown, **({} if is_new else {"no_op": True, "already_open": True})}


def info(call: Call) -> Json:
    conversation = call.conversation()
    call.needs(READ[conversation.kind])
    shown = conversations.as_json(call.state, conversation, call.user.id)
    if call.flag("include_num_members"):
        shown["num_members"] = len(conversation.members)
    return {"channel": shown}


def list_all(call: Call) -> Json:
    visible = [other for other in _of_types(call) if conversations.can_see(call.state, other, call.user)]
    return _channels(call, visible, without=("last_read",))


def of_user(call: Call) -> Json:
    """users.conversations: those that a person, or the caller, is in. Slack leaves out whether the caller is."""
    member = call.person() if call.has("user") else call.user
    both = {member.id, call.user.id}
    shared = [other for other in _of_types(call) if _shared(other, both, member.id)]
    return _channels(call, shared, without=("last_read", "is_member", "num_members"))


def members(call: Call) -> Json:
    conversation = call.conversation()
    call.needs(READ[conversation.kind])
    listed, cursor = page(call, sorted(conversation.members), 100, 1000)
    return {"members": listed, "response_metadata": {"next_cursor": cursor}}


def join(call: Call) -> Json:
    conversation = call.conversation()
    if conversation.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    must_be_live(conversation)
    already = call.user.id in conversation.members
    conversations.join(call.state, conversation, call.user)
    answer: Json = {"channel": conversations.as_json(call.state, conversation, call.user.id)}
    if already:
        answer |= {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
    return answer


def invite(call: Call) -> Json:
    conversation = call.conversation()
    call.needs(WRITE[conversation.kind], INVITES.get(conversation.kind, ""))
    must_be_live(conversation)
    must_be_member(call, conversation)
    invited = [call.user_with_id(user_id) for user_id in call.names("users")]
    for user in invited:
        _check_invited(call, conversation, user)
    for user in invited:
        conversations.join(call.state, conversation, user, inviter=call.user)
    return {"channel": conversations.as_json(call.state, conversation, call.user.id)}


def create(call: Call) -> Json:
    is_private = call.flag("is_private")
    call.needs(WRITE["group" if is_private else "channel"])
    name = call.text("name")
    if not name:
        raise SlackError("invalid_name_required")
    if len(name) > LONGEST:
        raise SlackError("invalid_name_maxlength")
    if not CHANNEL_NAME.fullmatch(name) or name != name.lower():
        raise SlackError("invalid_name_specials")
    conversation = conversations.create(call.state, call.user, name, is_private=is_private)
    return {"channel": conversations.as_json(call.state, conversation, call.user.id)}


def archive(call: Call) -> Json:
    conversation = call.conversation()
    call.needs(WRITE[conversation.kind])
    must_be_member(call, conversation)
    if conversation.name == "general":
        raise SlackError("cant_archive_general")
    conversations.archive(call.state, conversation, call.user)
    return {}


def mark(call: Call) -> Json:
    conversation = call.conversation()
    call.needs(WRITE[conversation.kind])
    must_be_member(call, conversation)
    conversation.last_read[call.user.id] = call.required("ts")
    return {}


def _reachable(call: Call, user_id: str) -> User:
    user = call.user_with_id(user_id)
    if user.deleted:
        raise SlackError("user_disabled")
    if user.is_bot and user.id != call.user.id:
        raise SlackError("cannot_dm_bot")
    return user


def _check_invited(call: Call, conversation: Conversation, user: User) -> None:
    if user.id == call.user.id:
        raise SlackError("cant_invite_self")
    if user.id in conversation.members:
        raise SlackError("already_in_channel")
    if user.is_ultra_restricted:
        raise SlackError("ura_max_channels")


def _of_types(call: Call) -> list[Conversation]:
    types = call.names("types") or ["public_channel"]
    if not set(types) <= set(conversations.KINDS):
        raise SlackError("invalid_types")
    kinds = {conversations.KINDS[name] for name in types}
    for kind in sorted(kinds):
        call.needs(READ[kind])
    live_only = call.flag("exclude_archived")
    return [
        other
        for other in call.state.conversations.values()
        if other.kind in kinds and not (live_only and other.is_archived)
    ]


def _shared(conversation: Conversation, both: set[str], member: str) -> bool:
    """Public channels of a person are known to all; of the rest, a caller learns only what they are in as well."""
    return both <= conversation.members or (conversation.kind == "channel" and member in conversation.members)


def _channels(call: Call, found: list[Conversation], without: tuple[str, ...]) -> Json:
    listed, cursor = page(call, found, 100, 1000)
    shown = [_listed(call, conversation, without) for conversation in listed]
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def _listed(call: Call, conversation: Conversation, without: tuple[str, ...]) -> Json:
    shown = conversations.as_json(call.state, conversation, call.user.id)
    if conversation.kind != "im":
        shown["num_members"] = len(conversation.members)
    return {name: value for name, value in shown.items() if name not in without}


_LIST = "types exclude_archived limit cursor team_id"
_READ, _WRITE = tuple(READ.values()), tuple(WRITE.values())

METHODS: dict[str, Method] = {
    "conversations.open": method(open_direct, "channel users return_im prevent_creation", *_WRITE),
    "conversations.info": method(info, "channel include_num_members include_locale", *_READ),
    "conversations.list": method(list_all, _LIST, *_READ),
    "users.conversations": method(of_user, f"user {_LIST}", *_READ),
    "conversations.members": method(members, "channel limit cursor", *_READ),
    "conversations.join": method(join, "channel", "channels:join"),
    "conversations.invite": method(invite, "channel users force", *_WRITE, *INVITES.values()),
    "conversations.create": method(create, "name is_private team_id", "channels:manage", "groups:write"),
    "conversations.archive": method(archive, "channel", *_WRITE),
    "conversations.mark": method(mark, "channel ts", *_WRITE),
}
