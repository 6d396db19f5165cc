"""What a model objects to in a YAML file, said to the person who wrote the file."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from bot.errors import Problem
from bot.written import KeyPath, Written

ALIKE = 70  # of 100: below that, two names are different words rather than a slip of the pen
LONGEST_QUOTE = 60

_WORDS = {
    "missing": "it has to be given",
    "string_type": "text, in quotes where it looks like something else",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "float_parsing": "a number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "keys with values",
    "mapping_type": "keys with values",
    "dict_type": "keys with values",
    "zoneinfo_str": "a time zone such as Europe/Berlin or America/New_York",
}


def objections(written: Written, error: ValidationError, model: type[BaseModel]) -> list[Problem]:
    """Every problem with its line, in the order of the file. What only follows from another is left out."""
    problems = [_problem(written, each, model) for each in error.errors() if not _follows_from_another(each)]
    return list(_merged(sorted(problems, key=_where)))


def key_of(written: Written, path: KeyPath) -> str:
    """The path as an owner would say it: segments.executive.when.any[2].group."""
    spoken, value = "", written.values
    for step in path:
        value = _step(value, step)
        name = value.get("id") if isinstance(value, dict) and isinstance(step, int) else None
        spoken += f"[{step + 1}]" if isinstance(step, int) and not name else f".{name or step}"
    return spoken.removeprefix(".") or "file"


def _follows_from_another(error: ErrorDetails) -> bool:
    """pydantic calls a list too short when its items are wrong; the items have been objected to already."""
    return error["type"] == "too_short" and bool(error["input"])


def _where(problem: Problem) -> tuple[int, str, str]:
    return problem.line or 0, problem.key, problem.found


def _merged(problems: Iterable[Problem]) -> Iterator[Problem]:
    """What may be this or that is objected to once for each; one sentence says both."""
    for _, same in groupby(problems, key=_where):
        alike = list(same)
        yield replace(alike[0], allowed=" or ".join(dict.fromkeys(problem.allowed for problem in alike)))


def _problem(written: Written, error: ErrorDetails, model: type[BaseModel]) -> Problem:
    path = _path(written, error)
    allowed = _keys(model, path) if error["type"] == "extra_forbidden" else _allowed(error)
    return Problem(written.file, written.line_of(path), key_of(written, path), _found(error), allowed)


def _path(written: Written, error: ErrorDetails) -> KeyPath:
    """pydantic's location without the names of union members, which nobody wrote."""
    path: KeyPath = ()
    value = written.values
    for step in error["loc"]:
        inner = _step(value, step)
        if inner is not _NOWHERE:
            path, value = (*path, step), inner
    return (*path, error["loc"][-1]) if error["type"] == "missing" else path


_NOWHERE = object()


def _step(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step, _NOWHERE)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return _NOWHERE


def _found(error: ErrorDetails) -> str:
    value = error["input"]
    if error["type"] == "missing" or value is None:
        return "nothing"
    if error["type"] == "extra_forbidden":
        return f"“{error['loc'][-1]}”"
    if isinstance(value, dict):
        return f"the keys {_short(', '.join(map(str, value)))}" if value else "no keys"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    return f"“{_short(str(value))}”"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


def _allowed(error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    words = _WORDS.get(error["type"], error["msg"].removeprefix("Value error, ").removeprefix("Input should be "))
    names = context.get("names", ())
    listed = f" ({', '.join(names)})" if names else ""
    choices = names or re.findall(r"'([^']*)'", str(context.get("expected", "")))
    return f"{words}{listed}{_nearest(_said(error['input']), choices)}"


def _said(value: Any) -> str:
    """What may have been meant as one of the choices: a value, or the key that stands in its stead."""
    return next(map(str, value), "") if isinstance(value, dict) else str(value)


def _keys(model: type[BaseModel], path: KeyPath) -> str:
    names = keys_at(model, path[:-1])
    return f"one of {', '.join(names)}{_nearest(str(path[-1]), names)}"


def _nearest(found: str, names: Collection[str]) -> str:
    best = process.extractOne(found, names, score_cutoff=ALIKE)
    return f"; did you mean “{best[0]}”?" if best else ""


def keys_at(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys that may stand at that path."""
    schema = model.model_json_schema()
    shapes = [schema]
    for step in path:
        shapes = [inner for shape in shapes for inner in _inner(schema, shape, step)]
    return [key for shape in shapes for real in _real(schema, shape) for key in real.get("properties", {})]


def _inner(schema: dict[str, Any], shape: dict[str, Any], step: str | int) -> Iterator[dict[str, Any]]:
    for real in _real(schema, shape):
        inner = real.get("items") if isinstance(step, int) else real.get("properties", {}).get(step)
        inner = inner or real.get("additionalProperties")
        if isinstance(inner, dict):
            yield inner


def _real(schema: dict[str, Any], shape: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The shapes that a shape stands for: what it refers to, each branch of what may be this or that."""
    if "$ref" in shape:
        yield from _real(schema, schema["$defs"][shape["$ref"].rpartition("/")[2]])
    else:
        yield shape
    for branch in (*shape.get("anyOf", ()), *shape.get("oneOf", ())):
        yield from _real(schema, branch)
