"""Workbooks as tables, and files that are none."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.app.refusal import Refusal
from sheetplan.model.values import ErrorValue


@pytest.fixture
def book():
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer)
    sheet = workbook.add_worksheet("任务 & 时间")
    sheet.write_row("B3", ["编号", "任务"])
    sheet.write("B4", "T01")
    sheet.write_datetime("C4", date(2026, 3, 1), workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
    sheet.write_formula("D4", "=1+1", None, 2)
    sheet.write_formula("E4", "=1/0", None, "#DIV/0!")
    sheet.add_table("B3:C4", {"name": "Tasks", "columns": [{"header": "编号"}, {"header": "任务"}]})
    workbook.add_worksheet("空")
    workbook.close()
    return buffer.getvalue()


def test_cells_stand_where_excel_shows_them(book):
    grid = read_workbook(book).grids[0]
    assert (grid.name, grid.cell(4, 2), grid.cell(1, 1)) == ("任务 & 时间", "T01", None)


def test_midnight_is_a_date(book):
    assert read_workbook(book).grids[0].cell(4, 3) == date(2026, 3, 1)


def test_formulas_are_marked(book):
    assert read_workbook(book).grids[0].formulas == {(4, 4), (4, 5)}


def test_errors_are_values_of_their_own(book):
    cell = read_workbook(book).grids[0].cell(4, 5)
    assert (cell, type(cell)) == ("#DIV/0!", ErrorValue)


def test_a_table_is_known_with_its_headings(book):
    assert read_workbook(book).grids[0].tables == {"Tasks": (3, 2, 4, 3)}


@pytest.mark.parametrize(
    ("options", "area"),
    [({"total_row": True}, (3, 2, 5, 3)), ({"header_row": False, "total_row": False}, (2, 2, 6, 3))],
)
def test_a_table_reaches_from_its_headings_to_its_last_row_of_data(options, area):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        workbook.add_worksheet("S").add_table("B3:C6", {"name": "Tasks", **options})
    assert read_workbook(buffer.getvalue()).grids[0].tables == {"Tasks": area}


def test_an_empty_sheet_is_a_sheet(book):
    assert read_workbook(book).grids[1].rows == ()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"\0" * 4096, "empty-file"),
        (b"name,date\n", "not-a-workbook"),
        (b"<html></html>", "not-a-workbook"),
        (OLE + b"\0" * 600, "old-xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (zipped(**{"word__document.xml": "<x/>"}), "not-a-workbook"),
        (zipped(**{"xl__workbook.bin": ""}), "xlsb"),
        (zipped(**{"xl__workbook.xml": "<workbook/>"}), "damaged"),
        (b"PK\x03\x04 truncated", "damaged"),
    ],
)
def test_what_is_no_workbook_is_named_for_what_it_is(data, code):
    with pytest.raises(Refusal) as caught:
        read_workbook(data)
    assert caught.value.code == code


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_truncated_workbook_is_damaged(book, share):
    with pytest.raises(Refusal) as caught:
        read_workbook(book[: int(len(book) * share)])
    assert caught.value.code == "damaged"
