"""Something keeps the desk from speaking, and its owners are told."""

from bot.desk.desk import Desk
from bot.desk.speech import Speech, is_person
from bot.desk.tell_owners import tell_owners
from bot.desk.tx import Tx

_ABOUT = "unsaid:"
_EVERYWHERE = ""
_MENDS = {
    "is_archived": "the channel is archived. Unarchive it, or give the policy another channel",
    "not_in_channel": "I am not in that channel any more. Invite me again",
    "channel_not_found": "I do not see that channel any more. Invite me again, or give the policy another channel",
    "messages_tab_disabled": "the app takes no messages. Turn on its Messages tab, as manifest.yml has it",
    "missing_scope": "the app lacks a scope. Paste manifest.yml as its manifest, and install it again",
}


def report_unsaid(tx: Tx, desk: Desk, unsaid: Speech, reason: str) -> None:
    """Slack will never take it. That an owner cannot be told of such a thing is told to nobody."""
    if unsaid.key.startswith(_ABOUT):
        return
    number = unsaid.about.get("ticket")
    about = f" about {desk.key(number)}" if number else ""
    mend = _MENDS.get(reason, f"Slack refuses it ({reason})")
    _tell_once(tx, desk, unsaid.to, f"I could not write in {_place(desk, unsaid.to)}{about}: {mend}.")


def report_no_access(tx: Tx, desk: Desk, unsaid: Speech, reason: str) -> None:
    """They read it when the desk has access again, and with it everything that had to wait."""
    if unsaid.key.startswith(_ABOUT):
        return
    sentence = f"Slack did not take my token for a while ({reason}), so what I had to say until now comes late."
    _tell_once(tx, desk, _EVERYWHERE, sentence)


def _place(desk: Desk, conversation: str) -> str:
    if is_person(conversation):
        return f"the messages of <@{conversation}>"
    named = (name for name in desk.policy.channels if desk.directory.channel_id(name) == conversation)
    return next(named, "a conversation that the policy does not name")


def _tell_once(tx: Tx, desk: Desk, conversation: str, sentence: str) -> None:
    """Once, until something has been said in that conversation again."""
    tell_owners(tx, desk, f"{_ABOUT}{conversation}:{tx.last_said(conversation)}", sentence)
