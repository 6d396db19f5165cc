"""team.*, usergroups.* and emoji.*: what the whole workspace has."""

from local_slack import people
from local_slack.errors import SlackError
from local_slack.state import Json
from local_slack.web_api.call import Call, Method, method


def info(call: Call) -> Json:
    wanted = call.text("team") or call.state.team["id"]
    for team in (call.state.team, call.state.external_team):
        if team["id"] == wanted:
            icon = {f"image_{size}": "" for size in (34, 44, 68, 88, 102, 132)} | {"image_default": True}
            return {"team": {**team, "icon": icon, "is_verified": False, "url": f"{call.state.base_url}/"}}
    raise SlackError("team_not_found")


def profile_fields(call: Call) -> Json:
    return {"profile": {"fields": call.state.profile_fields, "sections": []}}


def groups(call: Call) -> Json:
    shown = [
        people.group_as_json(call.state, group, with_users=call.flag("include_users"))
        for group in call.state.groups.values()
        if group.enabled or call.flag("include_disabled")
    ]
    return {"usergroups": shown}


def group_users(call: Call) -> Json:
    group = call.state.groups.get(call.required("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    if not group.enabled and not call.flag("include_disabled"):
        return {"users": []}
    return {"users": list(group.users)}


def emoji(call: Call) -> Json:
    return {"emoji": dict(call.state.emoji), "cache_ts": call.state.clock.ts()}


METHODS: dict[str, Method] = {
    "team.info": method(info, "team domain", "team:read"),
    "team.profile.get": method(profile_fields, "visibility team_id", "users.profile:read"),
    "usergroups.list": method(groups, "include_count include_disabled include_users team_id", "usergroups:read"),
    "usergroups.users.list": method(group_users, "usergroup include_disabled team_id", "usergroups:read"),
    "emoji.list": method(emoji, "include_categories", "emoji:read"),
}
