"""What a stranger's sheet is taken for, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sheetplan.model.values import EMPTY, HOME

SAMPLE = 40
"""Rows that count in favour of a sheet; more say nothing new."""

CORES: Mapping[str, tuple[str, ...]] = {
    "tasks": (
        "title",
        "duration",
        "baseline_start",
        "baseline_finish",
        "deadline",
        "percent_complete",
        "responsible",
    ),
    "budget": ("item", "planned", "actual", "unit_price"),
    "metrics": ("metric", "target", "actual"),
}
"""What a sheet must at least hold to be taken for one of ours: the first of these columns, and another."""
TIME = frozenset({"baseline_start", "baseline_finish", "deadline", "duration", "percent_complete"})
"""Of which a plan has at least one; who does what, without a when, is none."""
WAITING = 0.8
"""What days count that only wait for their year."""
PLAINLY = 0.9
"""The confidence of a heading that leaves no room for doubt."""
SURE = 1.6
"""What these columns must come to together: a name, and numbers or dates beside it."""


class Guess(NamedTuple):
    """A column of a stranger's sheet: where it stands, what it is called, and how sure that is.

    Attributes:
        heading: empty where it has none, as marks under days have none.
        way: how it comes about where it does not simply stand there, of `table.ways.WAYS`.
    """

    column: int
    heading: str
    confidence: float
    way: str = ""


class Counted(NamedTuple):
    """In what a stranger counts his amounts.

    Attributes:
        units: by column what one of its numbers is worth, where that is not one.
        said: whether the currency is said or shown anywhere.
        doubt: what speaks against the unit that is said; the numbers are then read as they stand.
    """

    units: Mapping[str, int] = EMPTY
    currency: str = HOME
    said: bool = True
    doubt: str = ""


class Likeness(NamedTuple):
    """A stranger's sheet, and which of ours it is taken for.

    Attributes:
        sheet: the key of our sheet; `name` is what their tab says.
        columns: by key of our column.
        rows: how many rows have a name.
        told: how many headings somebody has explained.
        first_day: when the first of their periods begins, where somebody or the sheet says so.
        periods: what only counts periods and waits for their first day.
        undated: what only says days without a year, which nothing else tells.
        unordered: whether it is the day and the month that nobody can tell apart.
        yearless: whether the first day only tells the year of days that leave it out.
    """

    sheet: str
    name: str
    header_row: int
    columns: Mapping[str, Guess]
    rows: int
    told: int = 0
    first_day: str = ""
    periods: str = ""
    undated: str = ""
    unordered: bool = False
    yearless: bool = False
    given: Mapping[str, str] = EMPTY
    rivals: Mapping[str, tuple[str, ...]] = EMPTY
    """Headings that say the same column of ours as surely, with other things below: none of them is read."""
    unread: int = 0
    """The row from which on another table stands that is not read; 0 where none does."""
    turned: bool = False
    """Whether its headings stand in a column."""
    money: Counted | None = None
    """None where there are no amounts, or nobody has looked yet."""

    @property
    def certainty(self) -> float:
        """Return how sure the columns are that make the sheet what it is."""
        known = sum(self.columns[key].confidence for key in CORES[self.sheet] if key in self.columns)
        return known + (WAITING if self.undated else 0)

    @property
    def is_plain(self) -> bool:
        """Return whether its rows are named under a heading that says so, and every column has a heading."""
        named = self.columns[CORES[self.sheet][0]].confidence >= PLAINLY
        return named and all(guess.heading for guess in self.columns.values())

    @property
    def is_sure(self) -> bool:
        """Return whether it may be taken for ours: it names its rows, has some, and says enough of each."""
        enough = CORES[self.sheet][0] in self.columns and self.certainty >= SURE and self.rows > 0
        return enough and (
            self.sheet != "tasks" or bool(self.periods or self.undated) or not TIME.isdisjoint(self.columns)
        )

    @property
    def score(self) -> float:
        """Return how sure the whole is."""
        core = CORES[self.sheet]
        said = sum(guess.confidence * (2 if key in core else 1) for key, guess in self.columns.items())
        return said + min(self.rows, SAMPLE) / 10 + 100 * self.told
