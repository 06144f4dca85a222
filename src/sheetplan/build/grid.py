"""A sheet as a grid of fields and slots, tables and forms alike: what stands where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sheetplan.build.content import Cell, Record, WorkbookContent
from sheetplan.build.layout import BLANK_ROWS, FEW_BLANK_ROWS, FIRST_ROW, LAST_ROW
from sheetplan.build.lists import listed
from sheetplan.language import Wording, display_width
from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Text
from sheetplan.model.row import Row, Shape
from sheetplan.table.formula import render


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell: how it is declared, and what it holds."""

    column: Column
    value: Cell = None
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the Excel Table. A table's column carries its declaration, a form's does not."""

    heading: str
    width: float
    computed: bool = False
    hidden: bool = False
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """Cells under one declaration: a column of a table as far as it may grow, or the content of one entry."""

    name: str
    column: Column
    index: int
    first_row: int
    last_row: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet of the workbook."""

    row: type[Row]
    fields: tuple[Field, ...]
    slots: tuple[tuple[Slot, ...], ...]
    areas: tuple[Area, ...]

    @property
    def sheet(self) -> str:
        """Return the key of the sheet."""
        return self.row.sheet

    @property
    def is_form(self) -> bool:
        """Return whether each row is an entry."""
        return self.row.shape is Shape.FORM

    @property
    def last_row(self) -> int:
        """Return the last row of the Excel Table."""
        return FIRST_ROW + len(self.slots) - 1

    @property
    def width(self) -> float:
        """Return the width of all visible columns."""
        return sum(field.width for field in self.fields if not field.hidden)

    def area(self, name: str) -> Area:
        """Return the cells of one column or entry."""
        return next(area for area in self.areas if area.name == name)


def grid_of(row: type[Row], content: WorkbookContent, wording: Wording) -> Grid:
    """Return the grid of one sheet, filled."""
    return (_form if row.shape is Shape.FORM else _table)(row, content, wording)


SIDES = {
    "responsible": Column(kind=Text(), width=14, offers="people"),
    "due": Column(kind=Date(), width=13),
    "note": Column(kind=Text(long=True), width=34),
}
"""What stands beside the content of a form's entry."""
ITEM = Column(kind=Text(), width=22)
CONTENT_WIDTH = 62
ONE_LINE = 18
"""Characters of a choice up to which it is not broken."""


def _table(row: type[Row], content: WorkbookContent, wording: Wording) -> Grid:
    columns = row.columns()
    formulas = {name: _formula(row, column, wording) for name, column in columns.items()}
    fields = tuple(
        Field(
            heading,
            _width(heading, column, wording),
            column.owner is not Owner.PEOPLE,
            column.hidden,
            formulas[name],
        )
        for name, column in columns.items()
        for heading in (wording.heading(row.sheet, name),)
    )
    records = tuple(_records(row, content))
    slots = tuple(
        tuple(Slot(column, record.get(name), formulas[name]) for name, column in columns.items())
        for record in records
    )
    areas = tuple(
        Area(name, column, index, FIRST_ROW, max(LAST_ROW, FIRST_ROW + len(records) - 1))
        for index, (name, column) in enumerate(columns.items())
    )
    return Grid(row, fields, slots, areas)


def _form(row: type[Row], content: WorkbookContent, wording: Wording) -> Grid:
    columns = row.columns()
    record = _merged(row, content.forms.get(row.sheet, {}), content.computed_row(row.sheet, 0))
    sides = content.sides.get(row.sheet, {})
    slots = tuple(
        (
            Slot(ITEM, wording.heading(row.sheet, name)),
            Slot(column, record.get(name), _formula(row, column, wording)),
            *(Slot(side, sides.get(name, {}).get(key)) for key, side in SIDES.items()),
        )
        for name, column in columns.items()
    )
    return Grid(row, _form_fields(wording), slots, tuple(_form_areas(columns)))


def _form_fields(wording: Wording) -> tuple[Field, ...]:
    widths = {"item": ITEM.width, "content": CONTENT_WIDTH} | {key: side.width for key, side in SIDES.items()}
    headings = wording.section("form")
    return tuple(Field(headings[key][0], width) for key, width in widths.items())


def _form_areas(columns: Mapping[str, Column]) -> Iterator[Area]:
    for row, (name, column) in enumerate(columns.items(), FIRST_ROW):
        yield Area(name, column, 1, row, row)
    for index, (key, side) in enumerate(SIDES.items(), 2):
        yield Area(key, side, index, FIRST_ROW, FIRST_ROW + len(columns) - 1)


def _records(row: type[Row], content: WorkbookContent) -> Iterator[Record]:
    rows = content.tables.get(row.sheet, ())
    for index, record in enumerate(rows):
        yield _merged(row, record, content.computed_row(row.sheet, index))
    yield from ({} for _ in range(BLANK_ROWS.get(row.sheet, FEW_BLANK_ROWS)))


def _merged(row: type[Row], typed: Record, computed: Record) -> Record:
    """What people typed stands before what was computed; a computed id only fills a blank one."""
    people = row.columns_of(Owner.PEOPLE)
    kept = {name: value for name, value in typed.items() if name in people and value is not None}
    return {**typed, **computed, **kept}


def _formula(row: type[Row], column: Column, wording: Wording) -> str:
    return render(column.formula, row.sheet, wording.heading, wording)


def _width(heading: str, column: Column, wording: Wording) -> float:
    """A heading may break into two lines, but not inside a word, and leaves room for the filter button.

    What a drop-down offers fits in as well, in two lines where it is long.
    """
    return max(column.width, _in_two_lines(heading) + 4, *(_offered(column, wording)))


def _offered(column: Column, wording: Wording) -> Iterator[float]:
    if isinstance(column.kind, Choice):
        for word in listed(column.kind.choices, wording):
            yield display_width(word) + 2 if display_width(word) <= ONE_LINE else _in_two_lines(word) + 2


def _in_two_lines(text: str) -> int:
    """Return how wide a text is when it is broken as well as can be."""
    if not text.isascii():
        return -(-display_width(text) // 2)
    words = text.split()
    breaks = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words) + 1))
    return min(max(map(len, lines)) for lines in breaks)
