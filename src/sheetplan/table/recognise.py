"""Strangers' sheets recognised: which of our sheets one resembles, where its headings stand, what each means.

A heading speaks by its words, in both languages and nearly; the cells beneath it by what they hold. Together
they make a confidence, and what is not confident enough is left to the person who asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from sheetplan.language import LANGUAGES, fold, wording
from sheetplan.model.column import Owner
from sheetplan.model.kinds import Date, Days, Kind, Money, Number, Quantity, Rate
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import EMPTY, Raw
from sheetplan.table.cell import Adopted, Grid

ENOUGH = 0.72
"""The confidence from which a column is proposed."""
UNSAID = 0.5
"""The confidence of a column of names that no heading tells of."""
NEARLY = 0.82
"""How alike two words must be to count as one mistyped."""
SAMPLE = 40
"""Rows that are looked at beneath a heading."""
HEADER_ROWS = 40

CORES: Mapping[str, tuple[str, ...]] = {
    "tasks": ("title", "duration", "baseline_start", "baseline_finish", "percent_complete", "responsible"),
    "budget": ("item", "planned", "actual", "unit_price"),
    "metrics": ("metric", "target", "actual"),
}
"""What a sheet must at least hold to be taken for one of ours: the first of these columns, and another."""
SURE = 1.6
"""What these columns must come to together: a name, and numbers or dates beside it."""
INSTRUCTIONS = 40
"""Characters from which a text is no heading but a word to the reader."""


class Guess(NamedTuple):
    """A column of a stranger's sheet: where it stands, what it is called, and how sure that is."""

    column: int
    heading: str
    confidence: float


class Likeness(NamedTuple):
    """A stranger's sheet, and which of ours it is taken for.

    Attributes:
        sheet: the key of our sheet; `name` is what their tab says.
        columns: by key of our column.
        rows: how many rows have a name.
        told: how many headings somebody has explained.
    """

    sheet: str
    name: str
    header_row: int
    columns: Mapping[str, Guess]
    rows: int
    told: int = 0

    @property
    def certainty(self) -> float:
        """Return how sure the columns are that make the sheet what it is."""
        return sum(self.columns[key].confidence for key in CORES[self.sheet] if key in self.columns)

    @property
    def score(self) -> float:
        """Return how sure the whole is."""
        core = CORES[self.sheet]
        said = sum(guess.confidence * (2 if key in core else 1) for key, guess in self.columns.items())
        return said + min(self.rows, SAMPLE) / 10 + 100 * self.told


Said = Mapping[str, Mapping[str, str]]
"""What somebody says headings mean: by sheet, the column of each folded heading."""


def recognise(grids: Iterable[Grid], said: Said = EMPTY) -> tuple[Likeness, ...]:
    """Return what each sheet is taken for: of each kind the surest sheet, and one kind a sheet."""
    found = sorted(
        (likeness for grid in grids for likeness in _likenesses(grid, said)),
        key=lambda one: one.score,
        reverse=True,
    )
    chosen: list[Likeness] = []
    for likeness in found:
        if all(likeness.sheet != other.sheet and likeness.name != other.name for other in chosen):
            chosen.append(likeness)
    return tuple(sorted(chosen, key=lambda one: list(CORES).index(one.sheet)))


def adopted(likeness: Likeness) -> Adopted:
    """Return a sheet adopted as what it was taken for."""
    headings = {key: guess.heading for key, guess in likeness.columns.items()}
    lump_sums = likeness.sheet == "budget" and "unit_price" in headings and "quantity" not in headings
    return Adopted(likeness.sheet, likeness.name, headings, {"quantity": "1"} if lump_sums else EMPTY)


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
            for key, (_, words) in _wanted(sheet).items()
            if (alike := _told_by(heading, (key, *words))) >= ENOUGH or said.get(fold(heading)) == key
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


def _told_by(heading: str, words: Sequence[str]) -> float:
    bare = _BRACKETS.sub("", heading)
    if {fold(heading), fold(bare)} & set(map(fold, words)):
        return 1.0
    return max((_alike(text, word) for text in {heading, bare} for word in words), default=0.0)


def _likenesses(grid: Grid, said: Said) -> Iterator[Likeness]:
    for sheet, core in CORES.items():
        rows = range(1, min(len(grid.rows), HEADER_ROWS) + 1)
        best = max(
            (_at(grid, sheet, row, said.get(sheet, EMPTY)) for row in rows),
            key=lambda one: one.score,
            default=None,
        )
        if best and (best.told or (core[0] in best.columns and best.certainty >= SURE)):
            yield best


def _at(grid: Grid, sheet: str, row: int, said: Mapping[str, str]) -> Likeness:
    """Return what a sheet would be if its headings stood in a row."""
    guesses = sorted(
        (
            (guess.confidence, -guess.column, key, guess)
            for place in _headings(grid, row)
            for key, guess in _guesses(grid, sheet, row, place, said)
        ),
        reverse=True,
    )
    columns: dict[str, Guess] = {}
    for _, _, key, guess in guesses:
        if key not in columns and guess.column not in {taken.column for taken in columns.values()}:
            columns[key] = guess
    _name_column(grid, sheet, row, columns)
    needed = columns.get(CORES[sheet][0])
    rows = len(_beneath(grid, row, needed.column)) if needed else 0
    told = sum(fold(heading) in said for _, heading in _headings(grid, row))
    return Likeness(sheet, grid.name, row, columns, rows, told)


def _name_column(grid: Grid, sheet: str, row: int, columns: dict[str, Guess]) -> None:
    """Take the texts to the left of the numbers for the names of the rows, where no heading says so."""
    needed = CORES[sheet][0]
    if needed in columns or not columns:
        return
    first = min(guess.column for guess in columns.values())
    for column in range(first - 1, 0, -1):
        cells = _beneath(grid, row, column)
        heading = grid.cell(row, column)
        texts = sum(isinstance(cell, str) for cell in cells)
        if isinstance(heading, str) and len(heading) <= INSTRUCTIONS and texts >= max(3, 0.8 * len(cells)):
            columns[needed] = Guess(column, heading, UNSAID)
            return


def _headings(grid: Grid, row: int) -> Iterator[tuple[int, str]]:
    for column, cell in enumerate(grid.rows[row - 1], 1):
        if isinstance(cell, str) and cell.strip() and len(cell) <= INSTRUCTIONS:
            yield column, cell


def _guesses(
    grid: Grid, sheet: str, row: int, place: tuple[int, str], said: Mapping[str, str]
) -> Iterator[tuple[str, Guess]]:
    column, heading = place
    if fold(heading) in said:
        yield said[fold(heading)], Guess(column, heading, 1.0)
        return
    for key, (kind, words) in _wanted(sheet).items():
        alike = max((_alike(heading, word) for word in words), default=0.0)
        if alike < ENOUGH or key in said.values():
            continue
        confidence = round(alike * _suits(kind, _beneath(grid, row, column)), 2)
        if confidence >= ENOUGH:
            yield key, Guess(column, heading, confidence)


def _alike(heading: str, word: str) -> float:
    """Return how much a heading says a word: it is it, ends with it, holds it, or is it but for a slip."""
    one, other = fold(heading), fold(word)
    if one == other:
        return 1.0
    said, wanted = _words(heading), _words(word)
    if said[-len(wanted) :] == wanted:
        return 0.8
    if any(said[start : start + len(wanted)] == wanted for start in range(len(said))):
        return 0.7
    ratio = SequenceMatcher(None, one, other).ratio()
    return 0.9 * ratio if ratio >= NEARLY and min(len(one), len(other)) > 3 else 0.0


@cache
def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text, without plurals; of Chinese, the single characters."""
    return tuple(word.removesuffix("s") for word in _WORD.findall(text.casefold()))


def _beneath(grid: Grid, row: int, column: int) -> list[Raw]:
    cells = (grid.cell(number, column) for number in range(row + 1, row + 1 + SAMPLE))
    return [cell for cell in cells if cell is not None and cell != ""]


def _suits(kind: Kind, cells: Sequence[Raw]) -> float:
    """Return by how much the cells bear out what a heading says: 1 where they do."""
    if not cells:
        return 0.7
    fitting = sum(_fits(kind, cell) for cell in cells) / len(cells)
    return 1.0 if fitting >= 0.8 else 0.85 if fitting >= 0.5 else 0.4


def _fits(kind: Kind, cell: Raw) -> bool:
    match kind:
        case Date():
            return isinstance(cell, date)
        case Rate():
            return _is_number(cell) and 0 <= float(cell) <= 1  # type: ignore[arg-type]
        case Days() | Money() | Number() | Quantity():
            return _is_number(cell)
    return isinstance(cell, str)


def _is_number(cell: Raw) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


@cache
def _wanted(sheet: str) -> Mapping[str, tuple[Kind, tuple[str, ...]]]:
    """Return, of each column that people own, its kind and its words in every language."""
    wanted = {
        key: (
            column.kind,
            tuple({word for language in LANGUAGES for word in wording(language).headings(sheet, key)}),
        )
        for key, column in SHEETS[sheet].columns_of(Owner.PEOPLE).items()
    }
    if sheet == "budget":
        lump = {word for language in LANGUAGES for word in wording(language).headings(sheet, "planned")}
        kind, words = wanted["unit_price"]
        wanted["unit_price"] = (
            kind,
            (*words, *lump),
        )  # strangers write what a line costs, not how that comes about
    return wanted


_BRACKETS = re.compile(r"\s*[(（\[【][^()（）\[\]【】]*[)）\]】]\s*$")
_WORD = re.compile(r"[a-z]+|[^\W_a-z]")
