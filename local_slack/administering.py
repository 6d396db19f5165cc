"""What people and admins do to the workspace itself: membership, profiles and user groups."""

from local_slack import addressing, conversations, naming
from local_slack.addressing import ImpossibleError
from local_slack.state import Conversation, Happening, State, User, UserGroup

PROFILE = ("title", "real_name", "tz", "email", "deleted", "is_restricted", "is_ultra_restricted")


def invite(state: State, conversation: Conversation, inviter: User, names: list[str]) -> None:
    invited = [addressing.person(state, name) for name in names]
    for user in invited:
        _check_only_channel(state, conversation, user)
    for user in invited:
        conversations.join(state, conversation, user, inviter)


def _check_only_channel(state: State, conversation: Conversation, user: User) -> None:
    theirs = [c for c in state.conversations.values() if c.kind in ("channel", "group") and user.id in c.members]
    if user.is_ultra_restricted and theirs and conversation not in theirs:
        raise ImpossibleError(f"{user.name} is a single-channel guest and is in #{theirs[0].name} already.")


def edit_profile(state: State, user: User, attributes: dict[str, object]) -> None:
    """Attributes of the profile itself, which are those in `PROFILE`."""
    for name, value in attributes.items():
        setattr(user, name, value)
    state.tell(Happening("user_changed", user=user.id))


def edit_fields(state: State, user: User, by_label: dict[str, str]) -> None:
    """Custom profile fields; an empty value clears one."""
    ids = {field["label"]: field["id"] for field in state.profile_fields}
    unknown = sorted(set(by_label) - set(ids))
    if unknown:
        raise ImpossibleError(f"Profiles have no field {', '.join(unknown)}, but {', '.join(sorted(ids))}.")
    for label, value in by_label.items():
        user.fields[ids[label]] = value
        if not value:
            del user.fields[ids[label]]
    state.tell(Happening("profile_fields_changed", user=user.id))


def edit_group(state: State, handle: str, add: list[str], remove: list[str]) -> UserGroup:
    """Changes who is in the user group, which is created when there is none with that handle."""
    group = next((group for group in state.groups.values() if group.handle == handle), None)
    created = group is None
    if group is None:
        group = UserGroup(state.new_id("S"), handle, handle)
        state.groups[group.id] = group
    joining = [user.id for name in add if (user := addressing.person(state, name)).id not in group.users]
    leaving = [user.id for name in remove if (user := addressing.person(state, name)).id in group.users]
    group.users = [user for user in group.users + joining if user not in leaving]
    details = {"added": joining, "removed": leaving, "created": created}
    state.tell(Happening("usergroup_changed", group=group, details=details))
    return group


def hire(state: State, name: str, real_name: str, title: str = "") -> User:
    """Somebody new joins the workspace, under a name that nobody has."""
    naming.check_person(state, name)
    user = User(state.new_id("U"), name, real_name, title, email=f"{name}@{state.team['domain']}.example")
    user.team_id = state.team["id"]
    state.users[user.id] = user
    state.tell(Happening("team_joined", user=user.id))
    return user
