"""The labelled questions beside the articles, read and checked: from them the desk learns when to offer one."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, ValidationError

from bot.deflection.labelled import Labelled
from bot.errors import BadInput, Problem
from bot.kb.article import Article
from bot.kb.known_names import KnownNames
from bot.objection import objections
from bot.written import Written, read_yaml

FILE = "questions.yml"

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class Question(BaseModel):
    """One entry of the file. `article: null` says that nothing on the shelf of that segment answers it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ask: Words
    segment: str
    article: str | None = Field(...)

    def labelled(self) -> Labelled:
        return Labelled(self.ask, self.segment, self.article)


class _File(RootModel[tuple[Question, ...]]):
    pass


def read_questions(folder: Path, articles: Sequence[Article], known: KnownNames | None = None) -> tuple[Labelled, ...]:
    """Those of that knowledge base; none when it has no such file. Raises BadInput with everything that is wrong."""
    path = folder / FILE
    if not path.exists():
        return ()
    written = read_yaml(path)
    try:
        questions = _File.model_validate(written.values).root
    except ValidationError as error:
        raise BadInput(objections(written, error, _File)) from None
    problems = list(_misfits(written, questions, {article.slug: article for article in articles}, known))
    if problems:
        raise BadInput(problems)
    return tuple(question.labelled() for question in questions)


def _misfits(
    written: Written, questions: Sequence[Question], articles: dict[str, Article], known: KnownNames | None
) -> Iterator[Problem]:
    """What points at nothing, or at an article that these people never get to see."""
    for number, question in enumerate(questions):
        if known and question.segment not in known.segments:
            yield _problem(written, (number, "segment"), question.segment, sorted(known.segments))
        if question.article is None:
            continue
        article = articles.get(question.article)
        if article is None or not article.is_for(question.segment):
            line = written.line_of((number, "article"))
            allowed = f"the file name of an article for {question.segment}, without “.md”, or null"
            yield Problem(written.file, line, f"[{number + 1}].article", f"“{question.article}”", allowed)


def _problem(written: Written, place: tuple[int, str], found: str, names: Sequence[str]) -> Problem:
    number, key = place
    allowed = KnownNames.instead_of(found, names)
    return Problem(written.file, written.line_of(place), f"[{number + 1}].{key}", f"“{found}”", allowed)
