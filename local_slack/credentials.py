"""The app in the workspace: its bot user, its tokens and its signing secret.

The credentials are made from the app's id, so they are the same at every start and a bot that is started apart can be
given them. They open nothing but a server on this machine.
"""

import hashlib

from local_slack.manifest import Manifest
from local_slack.state import Happening, State, Token, User

APP_SCOPES = frozenset({"connections:write", "authorizations:read"})


def install(state: State, manifest: Manifest) -> None:
    """Adds the bot user and gives the app its tokens with the scopes of the manifest."""
    app_id, bot_user, bot_id = state.new_id("A"), state.new_id("U"), state.new_id("B")
    name = manifest.display_name.lower().replace(" ", "_")
    state.users[bot_user] = User(
        bot_user, name, manifest.display_name, team_id=state.team["id"], is_bot=True, tz="America/Los_Angeles"
    )
    state.app = {
        "app_id": app_id,
        "bot_user": bot_user,
        "bot_id": bot_id,
        "name": manifest.display_information.name,
        "signing_secret": _derived(app_id, "signing")[:32],
        "bot_token": f"xoxb-{_derived(app_id, 'bot')[:24]}",
        "app_token": f"xapp-1-{app_id}-{_derived(app_id, 'app')[:24]}",
    }
    state.tokens[state.app["bot_token"]] = Token(state.app["bot_token"], "bot", set(manifest.bot_scopes), bot_user)
    state.tokens[state.app["app_token"]] = Token(state.app["app_token"], "app", set(APP_SCOPES), bot_user)


def revoke(state: State, token: str) -> None:
    """From now on the token is answered with `token_revoked`, and the app is told."""
    state.tokens[token].revoked = True
    details = {"tokens": {"oauth": [], "bot": [state.tokens[token].user]}}
    state.tell(Happening("tokens_revoked", details=details))


def _derived(app_id: str, purpose: str) -> str:
    return hashlib.sha256(f"{app_id} {purpose}".encode()).hexdigest()
