"""Where expected refusals and surprises part ways."""

import logging

from bot.desk.desk import Desk
from bot.desk.speech import Say, Speech
from bot.desk.tell_owners import tell_owners
from bot.desk.tx import Tx
from bot.errors import Refusal
from bot.gateway.failure import NO_ANSWER, Meaning, read_failure
from bot.handlers.act import Act
from bot.handlers.arrival import Arrival
from bot.views import notice

SORRY = (
    "Sorry, something went wrong on my side. I have kept what you sent and will try again in a minute. "
    "If you hear nothing within five minutes, please tell a support lead."
)
TOLD = "told"  # the key of a refusal that is read in the DM begins with it
GIVEN_UP = "Sorry, I could not do what you asked of me, though I tried again and again. Please tell a support lead."
log = logging.getLogger(__name__)


async def tell(act: Act, error: Exception) -> bool:
    """Tells the person what happened. True when the matter is settled by that, False when it has to be tried again:
    then one apology is enough.
    """
    if isinstance(error, Refusal):
        if act.again or not act.has_place or not await _whisper(act, error.sentence):
            await _write(act, error.sentence)
        return True
    if is_passing(error):
        log.warning("receipt %s waits for Slack (%s)", act.arrival.id, read_failure(error).reason)
    else:
        log.error("receipt %s failed", act.arrival.id, exc_info=error)
    if not act.again:
        await _whisper(act, SORRY)
    return False


def is_passing(error: Exception) -> bool:
    """Whether Slack did not answer, or not now: the same may succeed later, and nothing has to be mended."""
    return read_failure(error).meaning in (Meaning.UNKNOWN, Meaning.NOT_NOW)


def give_up(tx: Tx, desk: Desk, arrival: Arrival) -> None:
    """What was delivered failed every time: whoever asked hears of it, and who can mend it. Not everything is asked for
    by somebody: the workspace tells of its changes.
    """
    if arrival.person_id:
        tx.say(Speech(f"given-up:{arrival.id}", Say.NOTICE, arrival.person_id, {"sentence": GIVEN_UP}))
    what = f"I gave up something that Slack delivered ({arrival.kind}:{arrival.name}), because it failed every time."
    tell_owners(tx, desk, f"given-up:{arrival.id}", f"{what} The log says why, at receipt {arrival.id}.")


async def _whisper(act: Act, sentence: str) -> bool:
    """Whether the person could be told at once. A failure that they do not learn of has lost nothing."""
    if not act.actor.id:
        return True
    try:
        await act.whisper(notice.render(sentence))
    except NO_ANSWER as error:
        log.warning("receipt %s: the person could not be told (%s)", act.arrival.id, type(error).__name__)
        return False
    return True


async def _write(act: Act, sentence: str) -> None:
    """The person reads it in their DM, once: the place where they asked may not take answers any more."""
    speech = Speech(f"{TOLD}:{act.arrival.id}", Say.NOTICE, act.actor.id, {"sentence": sentence})
    if act.actor.id:
        await act.desk.transact(lambda tx: tx.say(speech))
