"""Public holidays, from a library that is kept up to date."""

from datetime import date
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, model_validator


class PublicHolidays(BaseModel):
    """Whole days off, as the `holidays` library knows them: an ISO country, and a subdivision where it has its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    country: str
    subdivision: str | None = None

    @model_validator(mode="after")
    def _is_known(self) -> "PublicHolidays":
        self.in_year(2026)
        return self

    def in_year(self, year: int) -> frozenset[date]:
        """Raises ValueError for a country or a subdivision that the library does not have."""
        return _public_holidays(self.country, self.subdivision, year)


@lru_cache(maxsize=512)
def _public_holidays(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    from holidays import country_holidays  # takes 0.1 s, and many calendars need none of it

    try:
        return frozenset(country_holidays(country, subdiv=subdivision, years=year))
    except NotImplementedError as unknown:
        raise ValueError("a country such as US, and a subdivision of it such as NY, by their ISO codes") from unknown
