"""Who may call which method: tokens, their kinds and their scopes."""

from local_slack.errors import SlackError
from local_slack.state import State, Token
from local_slack.web_api.call import Method
from local_slack.web_api.methods import METHODS

NOBODY = Token("", "none", set(), "")


def method_named(name: str) -> Method:
    """Raises `unknown_method`."""
    found = METHODS.get(name)
    if found is None:
        raise SlackError("unknown_method", req_method=name)
    return found


def admit(state: State, method: Method, token_value: str) -> Token:
    """The token, which may call the method.

    Raises `not_authed`, `invalid_auth`, `token_revoked`, `not_allowed_token_type` or `missing_scope`.
    """
    if not method.tokens:
        return NOBODY
    if not token_value:
        raise SlackError("not_authed")
    token = state.tokens.get(token_value)
    if token is None:
        raise SlackError("invalid_auth")
    if token.revoked:
        raise SlackError("token_revoked")
    if token.kind not in method.tokens:
        raise SlackError("not_allowed_token_type")
    if method.scopes and not token.scopes & set(method.scopes):
        provided = ",".join(sorted(token.scopes))
        raise SlackError("missing_scope", needed=",".join(method.scopes), provided=provided)
    return token


def scope_headers(state: State, name: str, token_value: str) -> dict[str, str]:
    """What the token may do and what the method asks for; bolt reads the first from auth.test."""
    headers = {}
    if name in METHODS:
        headers["X-Accepted-OAuth-Scopes"] = ",".join(METHODS[name].scopes)
    if token_value in state.tokens:
        headers["X-OAuth-Scopes"] = ",".join(sorted(state.tokens[token_value].scopes))
    return headers
