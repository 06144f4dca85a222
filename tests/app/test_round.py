"""The whole round on real bytes: what recalculation writes, and what it never touches."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from sheetplan.adapters.xlsx_lint import lint
from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.language import LANGUAGES
from sheetplan.model.column import Owner
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.table.layout import locate
from support.house import brought_up_to_date, demo, recalculated_demo
from support.schema import schema_errors

OURS = ("xl/worksheets/sheet", "xl/tables/", "xl/charts/", "xl/workbook.xml")


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


def people_cells(data):
    """Every cell that belongs to people, by sheet, row and column key."""
    snapshot = read_workbook(data)
    grids = {grid.name: grid for grid in snapshot.grids}
    for sheet, where in locate(snapshot).sheets.items():
        row_type = SHEETS[sheet]
        for key in row_type.columns_of(Owner.PEOPLE):
            if row_type.shape is Shape.FORM:
                rows = [where.entries[key]] if key in where.entries else []
            else:
                rows = where.rows
            for row in rows:
                place = where.place(row, key)
                yield (sheet, row, key), grids[where.name].cell(place.row, place.column)


def test_a_second_run_leaves_the_very_same_bytes(language):
    once = recalculated_demo(language)
    assert brought_up_to_date(once) is once or brought_up_to_date(once) == once


def test_no_cell_of_peoples_ever_changes_but_empty_ids_and_what_is_kept_of_the_day(language):
    before, after = (dict(people_cells(data)) for data in (demo(language), recalculated_demo(language)))
    changed = {cell for cell, raw in before.items() if after[cell] != raw}
    assert {(before[cell], column) for cell in changed for *_, column in [cell]} == {
        (None, "code"), (None, "figures"), (None, "fingerprint"),
    }  # fmt: skip
    kept = {(sheet, column) for sheet, _, column in changed if column != "code"}
    assert all(SHEETS[sheet].columns()[column].filled for sheet, column in kept)


def test_parts_that_hold_nothing_of_ours_keep_their_bytes(language):
    before, after = (
        {entry: package.read(entry) for entry in package.namelist()}
        for package in map(zipfile.ZipFile, map(io.BytesIO, (demo(language), recalculated_demo(language))))
    )
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    assert all(name.startswith(OURS) for name in changed)


def test_every_workbook_is_one_that_excel_need_not_repair(language):
    for data in (demo(language), recalculated_demo(language)):
        assert lint(data) == []


def test_every_workbook_keeps_to_the_schema(language):
    for data in (demo(language), recalculated_demo(language)):
        assert schema_errors(data) == []


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_every_finding_links_to_its_cell(language):
    book = openpyxl.load_workbook(io.BytesIO(recalculated_demo(language)))
    sheet = book[locate(read_workbook(demo(language))).sheets["findings"].name]
    links = {link.ref: link.location for row in sheet.iter_rows() for cell in row if (link := cell.hyperlink)}
    assert len(links) == 11
    for ref, location in links.items():
        assert location.replace("'", "") == sheet[ref].value


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_findings_are_written_into_a_workbook_that_another_library_saved():
    book = openpyxl.load_workbook(io.BytesIO(recalculated_demo("zh")))
    saved = io.BytesIO()
    book["任务"]["L8"] = "下周三"
    book.save(saved)
    again = brought_up_to_date(saved.getvalue())
    assert brought_up_to_date(again) == again


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_marks_name_a_renamed_tab_as_it_was_built():
    book = openpyxl.load_workbook(io.BytesIO(demo("zh")))
    book["任务"].title = "任务清单"
    saved = io.BytesIO()
    book.save(saved)
    again = openpyxl.load_workbook(io.BytesIO(brought_up_to_date(saved.getvalue())))
    rows = [row for row in again["检查结果"].iter_rows(min_row=5, values_only=True) if row[1] == "TSK006"]
    assert [(row[2], row[8]) for row in rows] == [("任务清单!I42", "E|任务|T38|前置任务")]
