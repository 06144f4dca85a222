"""The official days off and make-up working days of a country, from the `holidays` library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import count
from typing import Any, Literal

from sheetplan.engine.working_calendar import CalendarData

_ANNOUNCED_YEARLY = frozenset({"CN"})
"""Countries whose working days nobody can calculate: a notice states them late in the year before."""
_SURELY_PUBLISHED = 2025


@dataclass(frozen=True, slots=True, order=True)
class OfficialDay:
    """A day that is not what its weekday says."""

    day: date
    kind: Literal["off", "work"]
    name: str
    """What the day is called at home; empty for make-up working days, which have no name."""


def official_days(country: str, years: Iterable[int], language: str = "") -> list[OfficialDay]:
    """Return the days off and the make-up working days (调休) of some years; none for an unknown country."""
    return list(_official_days(country, frozenset(years), language))


@lru_cache(maxsize=256)
def _official_days(country: str, wanted: frozenset[int], language: str) -> tuple[OfficialDay, ...]:
    """Return the same; all events of a house ask for the same few years."""
    # The notice for a year may move working days of the last days of the year before.
    found = _holidays(country, wanted.union(year + 1 for year in wanted), language)
    if found is None:
        return ()
    off = [OfficialDay(day, "off", name) for day, name in found.items() if day.year in wanted]
    work = [OfficialDay(day, "work", "") for day in found.weekend_workdays if day.year in wanted]
    return tuple(sorted(off + work))


@lru_cache(maxsize=256)
def published_until(country: str) -> date | None:
    """Return the last day for which a country's working days are official; None where they are calculated.

    A year counts as published when it has make-up working days: no Chinese notice has come without.
    """
    if country.strip().upper() not in _ANNOUNCED_YEARLY:
        return None
    unpublished = next(year for year in count(_SURELY_PUBLISHED) if not _make_up_days(country, year))
    return date(unpublished - 1, 12, 31)


def calendar_data(country: str, years: Iterable[int]) -> CalendarData:
    """Return the official days as a calendar is made of them."""
    days = official_days(country, years)
    return CalendarData(
        frozenset(day.day for day in days if day.kind == "off"),
        frozenset(day.day for day in days if day.kind == "work"),
        published_until(country),
    )


def _make_up_days(country: str, year: int) -> list[OfficialDay]:
    return [day for day in official_days(country, [year]) if day.kind == "work"]


def _holidays(country: str, years: frozenset[int], language: str) -> Any:
    from holidays import country_holidays  # noqa: PLC0415 - only where a calendar is asked for

    code = country.strip().upper()
    try:
        known = country_holidays(code)
    except NotImplementedError:
        return None
    # Without a language, names would follow the computer's locale.
    spoken = (name for name in known.supported_languages if language and name.startswith(language))
    return country_holidays(code, years=years, language=next(spoken, known.default_language))
