"""users.* and bots.*: who people are."""

from local_slack import people
from local_slack.errors import SlackError
from local_slack.state import Json, User
from local_slack.web_api.call import Call, Method, method
from local_slack.web_api.pages import page


def info(call: Call) -> Json:
    return {"user": _shown(call, call.person())}


def list_all(call: Call) -> Json:
    """The people of the home team; those of other teams are found by users.info alone."""
    home = [user for user in call.state.users.values() if not people.is_external(call.state, user)]
    listed, cursor = page(call, home, 1000, 1000)
    return {
        "members": [_shown(call, user) for user in listed],
        "cache_ts": int(call.state.clock.now().timestamp()),
        "response_metadata": {"next_cursor": cursor},
    }


def lookup_by_email(call: Call) -> Json:
    wanted = call.required("email").lower()
    for user in call.state.users.values():
        if user.email.lower() == wanted and not user.deleted:
            return {"user": _shown(call, user)}
    raise SlackError("users_not_found")


def profile_get(call: Call) -> Json:
    user = call.person() if call.has("user") else call.user
    shown = people.profile(call.state, user, with_email=_sees_email(call))
    del shown["team"]  # which users.info gives
    shown["fields"] = people.custom_fields(call.state, user, with_labels=call.flag("include_labels"))
    return {"profile": shown}


def bot_info(call: Call) -> Json:
    app = call.state.app
    if call.has("bot") and call.text("bot") != app["bot_id"]:
        raise SlackError("bot_not_found")
    return {
        "bot": {
            "id": app["bot_id"],
            "app_id": app["app_id"],
            "user_id": app["bot_user"],
            "name": call.state.users[app["bot_user"]].real_name,
            "deleted": False,
            "updated": 0,
            "icons": {f"image_{size}": f"{call.state.base_url}/avatars/{app['bot_user']}.svg" for size in (36, 48, 72)},
        }
    }


def _shown(call: Call, user: User) -> Json:
    shown = people.as_json(call.state, user, with_email=_sees_email(call))
    if call.flag("include_locale") and not people.is_external(call.state, user):
        shown["locale"] = "en-US"
    return shown


def _sees_email(call: Call) -> bool:
    return "users:read.email" in call.token.scopes


METHODS: dict[str, Method] = {
    "users.info": method(info, "user include_locale", "users:read"),
    "users.list": method(list_all, "cursor include_locale limit team_id", "users:read"),
    "users.lookupByEmail": method(lookup_by_email, "email", "users:read.email"),
    "users.profile.get": method(profile_get, "user include_labels", "users.profile:read"),
    "bots.info": method(bot_info, "bot team_id", "users:read"),
}
