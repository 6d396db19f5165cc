"""The keys that a model allows, by the place at which they may stand: what a page of reference has to name."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

Properties = dict[str, dict[str, Any]]

SAID_ELSEWHERE = {"priorities.floors.when"}  # conditions: the page describes them with the segments
WRITTEN_AS_TEXT = {"Window", "Closing"}  # "09:00-17:00": their fields are no keys that anybody writes


class Keys:
    """`places` has the keys of each place, such as `segments.csat`; those of the items of a list stand at the list."""

    def __init__(self, model: type[BaseModel]) -> None:
        self._schema = model.model_json_schema()
        self.places: dict[str, Properties] = {}
        self.required: set[str] = set()
        self._visit("", self._schema, frozenset())

    def choices(self, shape: dict[str, Any]) -> set[str]:
        """The words that may stand there, where only certain words may."""
        return {str(word) for inner, _ in self._inner(shape) for word in (*inner.get("enum", ()), *_constant(inner))}

    def _visit(self, place: str, shape: dict[str, Any], around: frozenset[str]) -> None:
        for inner, names in self._inner(shape):
            if names & (around | WRITTEN_AS_TEXT):
                continue
            for key, value in inner.get("properties", {}).items():
                self.places.setdefault(place, {})[key] = value
                path = f"{place}.{key}".removeprefix(".")
                self.required |= {path} if key in inner.get("required", ()) else set()
                if path not in SAID_ELSEWHERE:
                    self._visit(place if _joins(key, value) else path, value, around | names)

    def _inner(self, shape: dict[str, Any], names: frozenset[str] = frozenset()) -> Iterator[Any]:
        """Each shape that may stand there, with the names of the models that it was reached by."""
        if "$ref" in shape:
            name = shape["$ref"].rpartition("/")[2]
            yield from self._inner(self._schema["$defs"][name], names | {name})
            return
        yield shape, names
        for way in ("anyOf", "oneOf"):
            for branch in shape.get(way, ()):
                yield from self._inner(branch, names)
        for way in ("items", "additionalProperties"):
            if isinstance(shape.get(way), dict):
                yield from self._inner(shape[way], names)


def _constant(shape: dict[str, Any]) -> list[Any]:
    return [shape["const"]] if isinstance(shape.get("const"), str) else []


def _joins(key: str, value: dict[str, Any]) -> bool:
    """Whether conditions stand there again, which the page describes once."""
    return key in ("any", "all", "not") and ("oneOf" in value or "items" in value)
