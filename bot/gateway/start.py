"""What keeps the desk from reaching Slack when it starts, said to whoever can mend it."""

from collections.abc import Iterator
from contextlib import contextmanager

from slack_sdk.errors import SlackApiError

from bot.errors import BadInput, Problem
from bot.gateway.failure import NO_ANSWER, read_failure

_UNPAID = frozenset({"plan_upgrade_required", "paid_teams_only"})


@contextmanager
def asking_slack(setting: str) -> Iterator[None]:
    """Raises BadInput for whatever goes wrong with a call that is made with the token of that setting."""
    try:
        yield
    except NO_ANSWER as error:
        raise BadInput([_problem(error, setting)]) from None


def _problem(error: Exception, setting: str) -> Problem:
    failure = read_failure(error)
    code = failure.reason
    if failure.is_token:
        allowed = "the token that the app's page shows now: it changes when the app is installed again"
        return Problem("environment", None, setting, f"a token that Slack refuses ({code})", allowed)
    if code == "missing_scope" and isinstance(error, SlackApiError):
        needed = error.response.get("needed", "")
        allowed = "every scope of manifest.yml: paste it as the app's manifest, then install the app again"
        return Problem("workspace", None, "scopes", f"an app without {needed}", allowed)
    if code in _UNPAID:
        allowed = "a plan with user groups, since they say who answers"
        return Problem("workspace", None, "user groups", f"a plan that has none ({code})", allowed)
    allowed = "an address at which Slack answers; if it is right, Slack or the network has trouble: try again"
    return Problem("environment", None, "SLACK_API_URL", f"no answer that helps ({code})", allowed)
