"""People as Slack shows them: users.info, users.list, profiles and user groups."""

from typing import Any
from zoneinfo import ZoneInfo

from local_slack.state import Json, State, User, UserGroup

IMAGE_SIZES = (24, 32, 48, 72, 192, 512)
COLORS = ("9f69e7", "4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "e0a729", "684b6c")


def as_json(state: State, user: User, *, with_email: bool = True) -> Json:
    """The user object of users.info and of the user events; `with_email` stands for the scope users:read.email."""
    offset = ZoneInfo(user.tz).utcoffset(state.clock.now())
    shown: Json = {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "deleted": user.deleted,
        "color": color(user),
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": user.tz.split("/")[-1].replace("_", " "),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": profile(state, user, with_email=with_email),
        "updated": int(state.clock.now().timestamp()),
        **_flags(user),
    }
    if is_external(state, user):
        shown["is_stranger"] = user.is_stranger
    return shown


def profile(state: State, user: User, *, with_email: bool = True) -> Json:
    """The profile without custom fields: Slack gives those through users.profile.get alone."""
    first, _, last = user.real_name.partition(" ")
    shown: Json = {
        "title": user.title,
        "phone": "",
        "skype": "",
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "first_name": first,
        "last_name": last,
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "avatar_hash": f"g{user.id.lower()}",
        "team": user.team_id,
        **{f"image_{size}": f"{state.base_url}/avatars/{user.id}.svg" for size in IMAGE_SIZES},
    }
    if user.id == state.app.get("bot_user"):
        shown |= {"bot_id": state.app["bot_id"], "api_app_id": state.app["app_id"], "always_active": True}
    elif with_email:
        shown["email"] = user.email
    return shown


def custom_fields(state: State, user: User, *, with_labels: bool = False) -> Json:
    """Custom profile fields by id, as users.profile.get gives them; empty ones are left out."""
    labels = {field["id"]: field["label"] for field in state.profile_fields}
    fields: Json = {}
    for field_id, value in user.fields.items():
        fields[field_id] = {"value": value, "alt": ""}
        if with_labels:
            fields[field_id]["label"] = labels.get(field_id, "")
    return fields


def group_as_json(state: State, group: UserGroup, *, with_users: bool = False) -> Json:
    """The user group of usergroups.list and of the subteam events."""
    shown: Json = {
        "id": group.id,
        "team_id": state.team["id"],
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": 0,
        "date_update": 0,
        "date_delete": 0 if group.enabled else int(state.clock.now().timestamp()),
        "auto_type": None,
        "auto_provision": False,
        "created_by": "",
        "updated_by": "",
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
        "user_count": len(group.users),
        "channel_count": 0,
    }
    if with_users:
        shown["users"] = list(group.users)
    return shown


def is_external(state: State, user: User) -> bool:
    """Whether the person is of another company, here through a Slack Connect channel."""
    return bool(user.team_id != state.team.get("id"))


def is_guest(user: User) -> bool:
    return user.is_restricted or user.is_ultra_restricted


def is_outsider(state: State, user: User) -> bool:
    """A guest or somebody of another company: for them there are the channels that they are in, and no others."""
    return is_guest(user) or is_external(state, user)


def color(user: User) -> str:
    """A color that stays the same for a person, as six hex digits."""
    return COLORS[sum(user.id.encode()) % len(COLORS)]


def avatar(user: User) -> str:
    """The person's initials on their color, as an SVG image."""
    initials = "".join(word[0] for word in user.real_name.split()[:2] if word[0].isalpha())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36">'
        f'<rect width="36" height="36" rx="6" fill="#{color(user)}"/>'
        '<text x="18" y="24" font-family="sans-serif" font-size="15" fill="#fff" text-anchor="middle">'
        f"{initials}</text></svg>"
    )


def _flags(user: User) -> dict[str, Any]:
    return {
        "is_admin": user.is_owner,
        "is_owner": user.is_owner,
        "is_primary_owner": user.is_owner,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "is_email_confirmed": not user.is_bot,
        "who_can_share_contact_card": "EVERYONE",
    }
