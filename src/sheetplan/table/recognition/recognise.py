"""Strangers' sheets recognised: which of our sheets one resembles, where its headings stand, what each means.

A heading speaks by its words, in both languages and nearly; the cells beneath it by what they hold. Together
they make a confidence, and what is not confident enough is left to the person who asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import isclose

from sheetplan.language import fold
from sheetplan.model.kinds import Date, Money
from sheetplan.model.values import EMPTY
from sheetplan.table.cell import Grid
from sheetplan.table.recognition.across import across
from sheetplan.table.recognition.alike import is_number, suits, told
from sheetplan.table.recognition.blocks import Frame, axis_near, beneath
from sheetplan.table.recognition.finishing import finished
from sheetplan.table.recognition.headings import HEADER_ROWS, headings_at
from sheetplan.table.recognition.likeness import CORES, TIME, Guess, Likeness
from sheetplan.table.recognition.otherwise import SPANNED, dated, otherwise
from sheetplan.table.recognition.row_names import is_income
from sheetplan.table.recognition.vocabulary import wanted
from sheetplan.table.recognition.ways import unit_of
from sheetplan.table.recognition.years import NOTHING, Since, event_day

ENOUGH = 0.72
"""The confidence from which a column is proposed."""

FEWEST_TURNED = 3
"""Rows of a table that stands on its side."""
MOST_TURNED = 60
"""Rows of a worksheet that may be one."""

UNITS = (1, 1000, 10_000, 1_000_000)
"""What a number of one column may be worth in another."""

Said = Mapping[str, Mapping[str, str]]
"""What somebody says headings mean: by sheet, the column of each folded heading."""


def recognise(grids: Iterable[Grid], said: Said = EMPTY, first_day: str = "") -> tuple[Likeness, ...]:
    """Return what each sheet is taken for: of each kind the surest sheet, and one kind a sheet."""
    return chosen_of(sure_of(grids, said, first_day))


def sure_of(grids: Iterable[Grid], said: Said = EMPTY, first_day: str = "") -> list[Likeness]:
    """Return everything that any sheet may surely be taken for, the surest first."""
    grids = tuple(grids)
    since = Since(first_day, event_day(grids))
    sure = [one for grid in grids for one in _sure(grid, said, since)]
    read = {one.name for one in sure}
    sure += [one for grid in grids if grid.name not in read for one in _turned(grid, said, since)]
    return sorted(sure, key=lambda one: one.score, reverse=True)


def _sure(grid: Grid, said: Said, since: Since) -> list[Likeness]:
    found = [one for one in likenesses(grid, said, since) if one.is_sure or (one.told and one.rows)]
    costs = any(one.sheet == "budget" for one in found)
    return [one for one in found if one.told or not (costs and one.sheet == "tasks" and _only_lasts(one))]


def _only_lasts(likeness: Likeness) -> bool:
    """Return whether nothing but a number of days makes a plan of a sheet, as in price × people × days."""
    return TIME & likeness.columns.keys() == {"duration"} and "responsible" not in likeness.columns


def _turned(grid: Grid, said: Said, since: Since) -> list[Likeness]:
    """Return what a sheet is whose headings stand in a column; a form with one column to fill in is none."""
    if len(grid.rows) > MOST_TURNED or any(one.rivals for one in likenesses(grid, said, since)):
        return []
    found = _sure(grid.turned(), said, since)
    return [one._replace(turned=True) for one in found if one.rows >= FEWEST_TURNED and one.is_plain]


def chosen_of(sure: Iterable[Likeness]) -> tuple[Likeness, ...]:
    """Return of each kind the surest sheet, and one kind a sheet."""
    chosen: list[Likeness] = []
    for likeness in sure:
        if all(likeness.sheet != other.sheet and likeness.name != other.name for other in chosen):
            chosen.append(likeness)
    return tuple(sorted(chosen, key=lambda one: list(CORES).index(one.sheet)))


def nearest(grids: Iterable[Grid], said: Said = EMPTY) -> Likeness | None:
    """Return what comes nearest to a sheet of ours, sure or not; None where nothing resembles any."""
    found = [one for grid in grids for one in likenesses(grid, said) if one.columns]
    return max(found, key=lambda one: one.certainty, default=None)


def likenesses(grid: Grid, said: Said = EMPTY, since: Since = NOTHING) -> Iterator[Likeness]:
    """Yield what a sheet is most like among each kind of ours, sure or not."""
    frames = [
        Frame(row, {}, headings, axis, since)
        for row in range(1, min(len(grid.rows), HEADER_ROWS) + 1)
        for axis in [axis_near(grid, row, since)]
        for headings in headings_at(grid, row)
    ]
    for sheet in CORES:
        if sheet == "budget" and is_income(grid.name):
            continue
        wishes = said.get(sheet, EMPTY)
        found = [(_at(grid, sheet, frame, wishes), frame) for frame in frames]
        if found:
            best, frame = max(found, key=lambda one: one[0].score)
            yield finished(grid, best, frame)


def understood(headings: Sequence[str], sheet: str, said: Mapping[str, str] = EMPTY) -> dict[int, Guess]:
    """Return what the headings of a list mean on one of our sheets, by their position, each column once.

    Args:
        headings: as they stand there; a unit in brackets behind them may be passed over.
        sheet: the key of our sheet.
        said: the column of each folded heading that somebody has explained.
    """
    guesses = sorted(
        (
            (-1.0 if said.get(fold(heading)) == key else -alike, index, key)
            for index, heading in enumerate(headings)
            for key, (_, words) in wanted(sheet).items()
            if ((alike := told(heading, (key, *words))) >= ENOUGH and _in_our_measure(key, heading, "day"))
            or said.get(fold(heading)) == key
        ),
    )
    found: dict[int, Guess] = {}
    taken: set[str] = set()
    explained = {fold(heading): key for heading, key in said.items()}
    for confidence, index, key in guesses:
        heading = headings[index]
        if index in found or key in taken or explained.get(fold(heading), key) != key:
            continue
        if key in said.values() and fold(heading) not in explained:
            continue
        found[index] = Guess(index, key, -confidence)
        taken.add(key)
    return found


def _at(grid: Grid, sheet: str, frame: Frame, said: Mapping[str, str]) -> Likeness:
    """Return what a sheet would be if its headings stood in a row."""
    under = {column for point in frame.axis for column in range(point.column, point.last_column + 1)}
    guesses = sorted(
        (
            (guess.confidence, -guess.column, key, guess)
            for place in frame.said.items()
            if place[0] not in under
            for key, guess in _guesses(grid, sheet, frame.row, place, said)
        ),
        reverse=True,
    )
    columns: dict[str, Guess] = {}
    for _, _, key, guess in guesses:
        if key not in columns and guess.column not in {taken.column for taken in columns.values()}:
            columns[key] = guess
    taken = {guess.column for guess in columns.values()}
    rivals: dict[str, tuple[str, ...]] = {}
    for key, chosen in columns.items():
        others = [one for *_, name, one in guesses if name == key and one.column not in taken]
        tied = _tied(grid, frame.row, chosen, others)
        if tied and isinstance(wanted(sheet)[key][0], Money | Date):
            rivals[key] = tied
    columns = {key: guess for key, guess in columns.items() if key not in rivals}
    explained = sum(fold(heading) in said for heading in frame.said.values())
    first_day = frame.since.first_day
    found = Likeness(sheet, grid.name, frame.row, columns, 0, explained, first_day, rivals=rivals)
    return across(grid, found, frame)


def _tied(grid: Grid, row: int, chosen: Guess, others: Iterable[Guess]) -> tuple[str, ...]:
    """Return the headings that say a column as surely as the one that was chosen, over other things."""
    tied = [
        guess.heading
        for guess in others
        if guess.confidence == chosen.confidence
        and fold(guess.heading) != fold(chosen.heading)
        and _differ(grid, row, chosen.column, guess.column)
    ]
    return (chosen.heading, *dict.fromkeys(tied)) if tied else ()


def _differ(grid: Grid, row: int, one: int, other: int) -> bool:
    """Return whether two columns hold other things, and not the same in another unit."""
    below = range(row + 1, len(grid.rows) + 1)
    rows = [(grid.cell(number, one), grid.cell(number, other)) for number in below]
    numbers = [(float(a), float(b)) for a, b in rows if is_number(a) and is_number(b)]  # type: ignore[arg-type]
    same = any(all(isclose(a * per, b) or isclose(a, b * per) for a, b in numbers) for per in UNITS)
    return not same or any(a != b for a, b in rows if isinstance(a, date) and isinstance(b, date))


def _in_our_measure(key: str, heading: str, *units: str) -> bool:
    """Return whether a heading counts in units that we can read; of hours or months nobody tells the days."""
    return key != "duration" or unit_of(heading) in units


def _guesses(
    grid: Grid, sheet: str, row: int, place: tuple[int, str], said: Mapping[str, str]
) -> Iterator[tuple[str, Guess]]:
    column, heading = place
    if fold(heading) in said:
        yield said[fold(heading)], Guess(column, heading, 1.0)
        return
    cells = [cell for cell in beneath(grid, row, column) if cell != heading]  # which tables below say again
    for key, (kind, names) in wanted(sheet).items():
        if key in said.values() or not _in_our_measure(key, heading, "day", "week"):
            continue
        if sheet == "budget" and any(map(is_income, heading.split())):
            continue
        alike = told(heading, names)
        confidence = round(alike * suits(kind, cells), 2) if alike >= ENOUGH else 0.0
        if confidence >= ENOUGH:
            yield key, Guess(column, heading, confidence)
        yield from otherwise(sheet, key, column, heading, cells)
        if sheet == "tasks" and key in SPANNED and alike >= ENOUGH and alike > confidence:
            yield from dated(key, Guess(column, heading, alike, SPANNED[key]), cells)
