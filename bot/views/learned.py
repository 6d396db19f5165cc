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
MOST_OF_ONE = 20
"""Lessons of one article, as many as it has phrases of them. The text, which stands for them, has the first alone."""

_NOTHING = "Nothing has been learned yet: nobody has said of an article that it helped, or that it did not."


@dataclass(frozen=True)
class Learned:
    """One lesson. `article` is the title, or the name where the article is gone; `slug` is always its name."""

    id: str
    question: str
    article: str
    slug: str
    helped: bool
    since: str


@dataclass(frozen=True)
class Lessons:
    """The newest of `number`, of the article `slug` or, without one, of all articles."""

    newest: Sequence[Learned]
    number: int
    slug: str = ""


def most(slug: str) -> int:
    """So many lessons are shown at once."""
    return MOST_OF_ONE if slug else MOST


def render(lessons: Lessons) -> Shown:
    """The newest first."""
    if not lessons.newest:
        nothing = f"Nothing is learned of an article “{line(lessons.slug, 80)}”." if lessons.slug else _NOTHING
        return Shown(nothing, [section(nothing)])
    shown = lessons.newest[: most(lessons.slug)]
    lead = _lead(lessons, len(shown))
    text = "\n".join([lead, *(_words(lesson) for lesson in shown[:MOST])])
    return Shown(text, [section(lead), *(section(_words(each), _take_back(each)) for each in shown)])


def _lead(lessons: Lessons, shown: int) -> str:
    of = f" of “{line(lessons.slug, 80)}”" if lessons.slug else ""
    lead = f"The last {shown} lessons{of}. What is taken back is forgotten by the search within a minute."
    if lessons.number == shown:
        return lead
    see = (
        "they move up when some of these are taken back"
        if lessons.slug
        else f"`/desk learned {line(lessons.newest[0].slug, 80)}` shows those of that article alone"
    )
    return f"{lead} There are {lessons.number - shown} more: {see}."


def read(action: Mapping[str, Any]) -> str:
    """The id of the lesson. Raises a Refusal when the click does not carry one."""
    return value_of(action)


def _words(lesson: Learned) -> str:
    verdict = "is answered by" if lesson.helped else "is *not* answered by"
    which = f"“{line(lesson.article, 80)}” (`{line(lesson.slug, 80)}`, {lesson.since})"
    return f"“{line(lesson.question, 120)}” {verdict} {which}"


def _take_back(lesson: Learned) -> dict[str, Any]:
    return button("Take back", TAKE_BACK, lesson.id)
