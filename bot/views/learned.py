"""What questions taught of the articles, for the owner of the desk: each lesson can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.views.blocks import button, section
from bot.views.clicked import value_of
from bot.views.mrkdwn import line
from bot.views.shown import Shown

TAKE_BACK = "lesson_take_back"
MOST = 12

_NOTHING = "Nothing has been learned yet: nobody has said of an article that it helped, or that it did not."


@dataclass(frozen=True)
class Learned:
    """One lesson. `article` is the title, or the name where the article is gone."""

    id: str
    question: str
    article: str
    helped: bool
    since: str


def render(lessons: Sequence[Learned]) -> Shown:
    """The newest first."""
    if not lessons:
        return Shown(_NOTHING, [section(_NOTHING)])
    lead = f"The last {len(lessons)} lessons. What is taken back is forgotten by the search within a minute."
    shown = lessons[:MOST]
    text = "\n".join([lead, *(_words(lesson) for lesson in shown)])
    return Shown(text, [section(lead), *(section(_words(each), _take_back(each)) for each in shown)])


def read(action: Mapping[str, Any]) -> str:
    """The id of the lesson. Raises a Refusal when the click does not carry one."""
    return value_of(action)


def _words(lesson: Learned) -> str:
    verdict = "is answered by" if lesson.helped else "is *not* answered by"
    return f"“{line(lesson.question, 120)}” {verdict} “{line(lesson.article, 80)}” ({lesson.since})"


def _take_back(lesson: Learned) -> dict[str, Any]:
    return button("Take back", TAKE_BACK, lesson.id)
