"""Who owns the desk hears of what nobody else can mend."""

from bot.desk.desk import Desk
from bot.desk.speech import Say, Speech
from bot.desk.tx import Tx


def tell_owners(tx: Tx, desk: Desk, cause: str, sentence: str) -> None:
    """Once for each cause."""
    for owner in desk.directory.members(desk.policy.desk.owners):
        tx.say(Speech(f"{cause}:{owner}", Say.NOTICE, owner, {"sentence": sentence}))
