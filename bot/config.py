"""The policy file, read and checked: every mistake with its line, what was found and what is allowed."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from bot.desk.policy import Policy
from bot.errors import BadInput, Problem
from bot.objection import key_of, objections
from bot.written import KeyPath, Written, read_yaml


def read_policy(path: Path) -> Policy:
    """Raises BadInput with everything that is wrong with the file."""
    written = read_yaml(path)
    problems = [_twice(written, path, line) for path, line in written.repeated]
    try:
        policy = Policy.model_validate(written.values)
    except ValidationError as error:
        raise BadInput([*problems, *objections(written, error, Policy)]) from None
    if problems:
        raise BadInput(problems)
    return policy


def point_at(path: Path, problems: Iterable[Problem]) -> list[Problem]:
    """Problems with channels and user groups that the policy names, each with the line that names it first."""
    written = read_yaml(path)
    return [replace(problem, file=str(path), line=written.line_saying(problem.found)) for problem in problems]


def _twice(written: Written, path: KeyPath, line: int) -> Problem:
    first = written.line_of(path)
    return Problem(written.file, line, key_of(written, path), "it a second time", f"once; line {first} has it already")
