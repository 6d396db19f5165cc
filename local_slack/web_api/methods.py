"""Every method that this workspace knows; any other is answered with `unknown_method`."""

from local_slack.web_api import (
    assistant,
    auth,
    chat,
    chat_later,
    chat_streams,
    conversations,
    files,
    history,
    marks,
    teams,
    users,
    views,
)
from local_slack.web_api.call import Method

METHODS: dict[str, Method] = {
    **auth.METHODS,
    **chat.METHODS,
    **chat_later.METHODS,
    **chat_streams.METHODS,
    **conversations.METHODS,
    **history.METHODS,
    **users.METHODS,
    **teams.METHODS,
    **views.METHODS,
    **marks.METHODS,
    **files.METHODS,
    **assistant.METHODS,
}
