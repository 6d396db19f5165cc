"""Somebody looks at the desk's home: from then on it is kept up to date."""

from bot.desk.desk import Desk
from bot.desk.roles import Actor
from bot.desk.speech import Say, Speech
from bot.desk.tx import Tx


async def open_home(desk: Desk, actor: Actor) -> None:
    await desk.transact(lambda tx: _open(tx, desk, actor))


def _open(tx: Tx, desk: Desk, actor: Actor) -> None:
    tx.keep_home(actor.id)
    tx.say(Speech(f"home:{actor.id}:{desk.now().isoformat()}", Say.HOME, actor.id))
