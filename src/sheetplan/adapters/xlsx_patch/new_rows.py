"""Whole rows written in place of others, in the look of the first of them."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from sheetplan.xlsx.markup import attributes
from sheetplan.xlsx.references import checked

from . import cells
from .cells import EMPTY, Value
from .sheet import Sheet


def replace_rows(
    sheet: Sheet, first_row: int, first_column: int, rows: Sequence[Sequence[Value]], heights: Sequence[float]
) -> None:
    """Put these rows in place of all from the first one down.

    Heights are in points, for rows whose height nobody set by hand; a program that fits rows may change them.
    """
    checked(first_row + max(len(rows), 1) - 1, first_column)
    if _shows(sheet, first_row, first_column, rows):
        return
    sheet.regions.guard_rows(first_row)
    written, reach = _in_look(sheet, first_row, first_column, rows)
    _drop_rows(sheet, first_row)
    for index, (tag, row_cells) in enumerate(written):
        fitted = index < len(heights) and b"ht" not in attributes(tag)
        high = b' ht="%.2f"' % heights[index] if fitted else b""
        sheet.grid.lay(first_row + index, tag + high, row_cells, reach)


def row_look(tag: bytes) -> bytes:
    """The attributes of a row that its neighbours may share: format and a height set by hand."""
    stated = attributes(tag)
    kept = [b"s", b"customFormat"]
    # A height that Excel measured fits the text of this row only.
    if stated.get(b"customHeight") in (b"1", b"true"):
        kept += [b"ht", b"customHeight"]
    return b"".join(b' %b="%b"' % (name, stated[name]) for name in kept if name in stated)


def _shows(sheet: Sheet, first_row: int, first_column: int, rows: Sequence[Sequence[Value]]) -> bool:
    """Whether the rows from the first one down hold exactly these values already."""
    given = dict(enumerate(rows, first_row))
    numbers = sorted(sheet.grid.numbers(first_row) | given.keys())
    return all(_row_shows(sheet, row, first_column, given.get(row, ())) for row in numbers)


def _row_shows(sheet: Sheet, number: int, first_column: int, values: Sequence[Value]) -> bool:
    wanted = dict(enumerate(map(sheet.constant, values), first_column))
    row = sheet.grid.row(number)
    held = {column: cells.parse(xml, sheet.prefix) for column, xml in (row.cells if row else ())}
    return all(
        sheet.stands(held.get(column), wanted.get(column, EMPTY)) for column in held.keys() | wanted.keys()
    )


def _in_look(
    sheet: Sheet, first_row: int, first_column: int, rows: Sequence[Sequence[Value]]
) -> tuple[list[tuple[bytes, bytes]], tuple[int, int] | None]:
    """The tag and the cells of each new row, and their columns; without values one row keeps the look."""
    model = sheet.grid.row(first_row)
    tag = row_look(model.attributes) if model else b""
    width = max(map(len, rows), default=0)
    columns = sorted({*(model.columns if model else ()), *range(first_column, first_column + width)})
    pieces = [(column, _new_cells(sheet, column, sheet.style_at(first_row, column))) for column in columns]
    written = []
    for number, row in enumerate(rows or [()], first_row):
        digits, given = b"%d" % number, dict(enumerate(row, first_column))
        written.append((tag, b"".join(digits.join(around(given.get(c))) for c, around in pieces)))
    return written, (columns[0], columns[-1]) if columns else None


def _new_cells(sheet: Sheet, column: int, base: int) -> Callable[[Value], tuple[bytes, bytes]]:
    """What makes a value a new cell of a column: the pieces before and after the number of its row."""

    # Most of a column's values come again and again; True and 1 are cells of different types.
    @lru_cache(maxsize=None, typed=True)
    def around(value: Value) -> tuple[bytes, bytes]:
        return cells.new(column, sheet.style(base, value, None), sheet.constant(value), sheet.prefix)

    return around


def _drop_rows(sheet: Sheet, first_row: int) -> None:
    for row in sheet.grid.rows_holding(b"<%bf" % sheet.prefix):
        for _, xml in row.cells if row.number >= first_row else ():
            held = cells.parse(xml, sheet.prefix)
            sheet.formulas_moved |= bool(held.formula)
            sheet.forget_formula(held)
    sheet.grid.cut(first_row)
