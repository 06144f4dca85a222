"""Any edits on any sheet read back as a plain dictionary of cells would."""

import io
from datetime import date, datetime, time

import openpyxl
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetplan.adapters.xlsx_lint import lint
from sheetplan.adapters.xlsx_patch import WorkbookPatch
from support.schema import schema_errors
from support.shared import SHARED

places = st.tuples(st.integers(1, 12), st.integers(1, 8))
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1)
numbers = st.one_of(st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False))
whole_seconds = st.times().map(lambda at: at.replace(microsecond=0))
moments = st.builds(datetime.combine, st.dates(date(1901, 1, 1), date(2200, 1, 1)), whole_seconds)
values = st.one_of(st.none(), texts, st.booleans(), numbers)
# A number in a cell that once held a date is shown as a date, so dates have cells of their own.
date_places = st.tuples(st.integers(1, 12), st.integers(9, 12))
edits = st.lists(st.one_of(st.tuples(places, values), st.tuples(date_places, moments)), max_size=25)
# XlsxWriter, which makes the first version, keeps 16 digits only.
given_first = st.one_of(texts, st.booleans(), st.integers(-(10**12), 10**12), st.just("=1+1"))
starts = st.dictionaries(places, given_first, max_size=25)


def built(cells):
    """A workbook that holds the cells."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("S")
        for (row, column), value in cells.items():
            write = sheet.write_formula if value == "=1+1" else _writer(sheet, value)
            write(row - 1, column - 1, value)
    return stream.getvalue()


def _writer(sheet, value):
    if isinstance(value, bool):
        return sheet.write_boolean
    return sheet.write_string if isinstance(value, str) else sheet.write_number


def read(data):
    """The cells of the sheet as openpyxl understands them."""
    sheet = openpyxl.load_workbook(io.BytesIO(data))["S"]
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return {(cell.row, cell.column): cell.value for cell in cells if cell.value is not None}


def expected(cells):
    """The cells as they should be read."""
    return {place: _as_read(value) for place, value in cells.items() if value is not None}


def _as_read(value):
    if isinstance(value, bool) or not isinstance(value, int):
        return value
    return float(value)


@settings(max_examples=60, deadline=None)
@given(starts, edits)
def test_edits_read_back_as_they_were_made(start, made):
    patch, model = WorkbookPatch(built(start)), dict(start)
    for place, value in made:
        patch.set_value("S", *place, value)
        model[place] = value
    data = patch.to_bytes()
    assert read(data) == expected(model)
    assert lint(data) == []


@settings(max_examples=40, deadline=None)
@given(starts, edits)
def test_edits_made_twice_give_the_same_bytes(start, made):
    once, last = built(start), dict(made)
    for _ in range(2):
        before, patch = once, WorkbookPatch(once)
        for place, value in last.items():
            patch.set_value("S", *place, value)
        once = patch.to_bytes()
    assert once is before


@settings(max_examples=40, deadline=None)
@given(starts, st.lists(st.lists(values, min_size=3, max_size=3), max_size=8), st.integers(1, 14))
def test_replaced_rows_are_all_there_is_below(start, rows, first):
    patch = WorkbookPatch(built(start))
    patch.replace_rows("S", first, 2, rows, [])
    model = {place: value for place, value in start.items() if place[0] < first}
    model |= {(r, c): value for r, row in enumerate(rows, first) for c, value in enumerate(row, 2)}
    data = patch.to_bytes()
    assert read(data) == expected(model)
    assert lint(data) == []


def test_every_kind_of_value_keeps_to_the_schema():
    if not (SHARED / "xsd").is_dir():
        return
    patch = WorkbookPatch(built({(1, 1): "=1+1", (2, 2): 5}))
    for column, value in enumerate(("a ", 1, 2.5, True, date(2026, 1, 2), time(3), None), 1):
        patch.set_value("S", 3, column, value, number_format="0.0")
        patch.set_formula("S", 4, column, "A1&B1", value)
    patch.set_cached("S", 1, 1, "")
    patch.set_defined_name("sp_x", "S!$A$1")
    patch.replace_rows("S", 6, 1, [["a", 1]], [])
    assert schema_errors(patch.to_bytes()) == []
