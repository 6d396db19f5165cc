"""A word out of a fixed list, as the tables keep it."""

from enum import StrEnum

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator


class Named(TypeDecorator[StrEnum]):
    """Kept as its plain word on every engine, so that a new word needs no change of the table."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, _dialect: Dialect) -> str | None:
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, _dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.words(value)
