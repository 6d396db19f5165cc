"""auth.*, api.* and apps.*: is the line alive, who am I, and where do I listen."""

import secrets

from local_slack.errors import SlackError
from local_slack.state import Json
from local_slack.web_api.call import Call, Method, method


def auth_test(call: Call) -> Json:
    user = call.user
    answer = {
        "url": f"{call.state.base_url}/",
        "team": call.state.team["name"],
        "user": user.name,
        "team_id": call.state.team["id"],
        "user_id": user.id,
        "is_enterprise_install": False,
    }
    if user.is_bot:
        answer["bot_id"] = call.state.app["bot_id"]
    return answer


def api_test(call: Call) -> Json:
    """Gives back what it is given; the argument `error` makes it fail with that error."""
    arguments = {name: value for name, value in call.arguments.items() if name != "token"}
    if call.has("error"):
        raise SlackError(call.text("error"), args=arguments)
    return {"args": arguments}


def connections_open(call: Call) -> Json:
    """A websocket address that is good for one connection."""
    ticket = secrets.token_hex(16)
    call.state.socket_tickets.add(ticket)
    base = call.state.base_url.replace("http", "ws", 1)
    return {"url": f"{base}/link/?ticket={ticket}&app_id={call.state.app['app_id']}"}


METHODS: dict[str, Method] = {
    "auth.test": method(auth_test, ""),
    "api.test": Method(api_test, frozenset({"error", "foo"}), tokens=()),
    "apps.connections.open": Method(connections_open, frozenset(), ("connections:write",), ("app",)),
}
