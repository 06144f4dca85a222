"""Rows of a worksheet inserted or deleted, and what names rows on it following."""

from sheetplan.xlsx.markup import children, with_attribute
from sheetplan.xlsx.references import LAST_ROW, checked
from sheetplan.xlsx.refusal import WorkbookRefused

from . import cells, formulas
from .cells import EMPTY, Cell
from .follow import followed, followed_drawing
from .moves import RowMove
from .new_rows import row_look
from .sheet import Sheet

_UNMOVABLE = (b"customSheetViews", b"dataConsolidate", b"scenarios")
"""What names rows in ways that nobody here follows."""


def guard_move(sheet: Sheet, move: RowMove) -> None:
    """Return if rows may be inserted or deleted there; refuse otherwise."""
    checked(move.first, 1)
    if move.shift > 0 and sheet.grid.last_row + move.shift > LAST_ROW:
        raise WorkbookRefused("bad-place", f"row {sheet.grid.last_row + move.shift}")
    for name in _UNMOVABLE:
        if any(part.local == name for part in children(sheet.frame.tail)):
            raise WorkbookRefused("rows-cannot-move", name.decode())
    sheet.regions.guard_move(move)


def move_rows(sheet: Sheet, move: RowMove) -> None:
    """Insert or delete rows; what names rows on this sheet follows, new rows of a table are alike."""
    model = sheet.grid.row(move.first - 1) if move.shift > 0 else None
    sheet.shared.part_ways()
    sheet.grid.move(move)
    sheet.regions = sheet.regions.moved(move)
    follow(sheet, move, move.sheet)
    sheet.frame.put_tail(followed_drawing(sheet.frame.tail, move))
    if model and sheet.regions.in_data(model.number):
        for number in range(move.first, move.first + move.shift):
            sheet.grid.append(number, row_look(model.attributes))
            for column, xml in model.cells:
                sheet.grid.put(number, column, _like(sheet, xml, model.number, number, column))


def follow(sheet: Sheet, move: RowMove, home: str) -> None:
    """Let formulas, rules and places of a sheet name the rows where they lie after a move."""
    sheet.formulas_moved = True
    if any(move.formula(text, home) != text for text in sheet.shared.texts()):
        sheet.shared.part_ways()
    for row in list(sheet.grid.rows_holding(b"<%bf" % sheet.prefix)):
        for column, xml in list(row.cells):
            held = cells.parse(xml, sheet.prefix)
            formula = _followed_formula(sheet, held, move, home)
            if formula != held.formula:
                sheet.grid.put(row.number, column, xml.replace(held.formula, formula, 1))
    sheet.frame.put_head(followed(sheet.frame.head, move, home))
    sheet.frame.put_tail(followed(sheet.frame.tail, move, home))


def _followed_formula(sheet: Sheet, held: Cell, move: RowMove, home: str) -> bytes:
    if not held.formula:
        return b""
    end = held.formula.index(b">")
    tag = held.formula[len(sheet.prefix) + 2 : end].rstrip(b"/")
    reference = held.formula_attributes.get(b"ref")
    if reference and home == move.sheet:
        tag = with_attribute(tag, b"ref", move.references(reference.decode()).encode())
    text = held.formula_text
    return cells.formula_element(move.formula(text, home), sheet.prefix, tag) if text else held.formula


def _like(sheet: Sheet, xml: bytes, row: int, number: int, column: int) -> bytes:
    """A new cell in the look of one above it, with its formula where it has one."""
    held = cells.parse(xml, sheet.prefix)
    tag = cells.place(number, column) + (cells.styled(b"", held.style) if held.style else b"")
    if not held.formula or held.formula_attributes:
        return cells.constant(tag, EMPTY, sheet.prefix)
    text = formulas.moved(held.formula_text, number - row, 0)
    return cells.calculated(tag, cells.formula_element(text, sheet.prefix), EMPTY, sheet.prefix)
