"""What a disturbed run ended with, against what an undisturbed one ends with."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.handlers.act import TOO_LATE
from bot.handlers.failures import SORRY
from chaos.end_state import ALONE, Facts

APOLOGIES = (TOO_LATE, SORRY)  # the desk may say that it failed, when it did
_UNANSWERED = ("not acknowledged in time", "was not answered in time")


@dataclass(frozen=True)
class Verdict:
    """Each is a list of lines. Apologies are as they should be. A whisper that was not heard is no loss: Slack itself
    keeps none. Nor is one doubled that is also said in the DM, when the desk cannot know whether it was heard.
    """

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    apologies: list[str] = field(default_factory=list)
    whispers: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.other)

    def __str__(self) -> str:
        named = {"lost": self.lost, "doubled": self.doubled, "other": self.other}
        return "\n".join(f"    {name}: {line}" for name, lines in named.items() for line in lines)


def judge(expected: Facts, found: Facts, problems: Iterable[str] = ()) -> Verdict:
    """`problems` are what Slack found wrong with the desk. That something was not acknowledged is none: whoever was to
    do it had been killed, or cut off.
    """
    missing, surplus = list((expected - found).elements()), list((found - expected).elements())
    doubled = [line for line in surplus if line in expected]
    apologies = [line for line in surplus if line not in expected and any(each in line for each in APOLOGIES)]
    whispers = [line for line in missing if ALONE in line]
    surely = _said_in_the_dm(surplus, expected)
    other = list((Counter(surplus) - Counter([*doubled, *apologies, *surely])).elements())
    other += [problem for problem in problems if not any(each in problem for each in _UNANSWERED)]
    whispers += [line for line in surely if not _is_any_of(line, whispers)]
    return Verdict([line for line in missing if line not in whispers], doubled, other, apologies, whispers)


def _said_in_the_dm(surplus: Iterable[str], expected: Facts) -> list[str]:
    """Whispers that were said there too, or instead: each of them once."""
    whispered = [line for line in expected.elements() if ALONE in line]
    return list(dict.fromkeys(line for line in surplus if line.startswith("DM of ") and _is_any_of(line, whispered)))


def _is_any_of(line: str, whispers: Iterable[str]) -> bool:
    return any(line.endswith(f": {whisper.split(ALONE, 1)[1]}") for whisper in whispers)
