"""Where expected refusals and surprises part ways."""

import logging

from bot.errors import Refusal
from bot.gateway.failure import NO_ANSWER
from bot.handlers.act import Act
from bot.views import notice

SORRY = (
    "Sorry, something went wrong on my side. I have kept what you sent and will try again in a minute. "
    "If you hear nothing within five minutes, please tell a support lead."
)
log = logging.getLogger(__name__)


async def tell(act: Act, error: Exception, *, again: bool = False) -> bool:
    """Tells the person what happened. True when the matter is settled by that, False when it has to be tried again;
    `again` when it was, so that one apology is enough.
    """
    if isinstance(error, Refusal):
        await _say(act, error.sentence)
        return True
    log.error("receipt %s failed", act.arrival.id, exc_info=error)
    if not again:
        await _say(act, SORRY)
    return False


async def _say(act: Act, sentence: str) -> None:
    """A person who cannot be told now has not lost anything: the failure is in the log."""
    if not act.actor.id:
        return
    try:
        await act.whisper(notice.render(sentence))
    except NO_ANSWER as error:
        log.warning("receipt %s: the person could not be told (%s)", act.arrival.id, type(error).__name__)
