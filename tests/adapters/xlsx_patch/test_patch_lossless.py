"""One cell of every sheet is patched; nothing else in the file may differ."""

import io
import shutil
import subprocess
import warnings
from contextlib import suppress
from functools import cache, partial

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from sheetplan.adapters.xlsx_lint import lint
from sheetplan.adapters.xlsx_patch import WorkbookPatch, WorkbookRefused
from support.rich_workbook import rich_workbook
from support.schema import schema_errors
from support.shared import real_workbooks
from support.tiny_workbook import parts

FAR = (212, 7)
MADE = {"made.xlsx": rich_workbook, "made.xlsm": partial(rich_workbook, macros=True)}
FILES = [
    *(pytest.param(cache(make), id=name) for name, make in MADE.items()),
    *(
        pytest.param(
            cache(path.read_bytes),
            id=path.name,
            marks=pytest.mark.slow if path.stat().st_size > 300_000 else (),
        )
        for path in real_workbooks()
    ),
]
over_files = pytest.mark.parametrize("read", FILES)


@cache
def patched(before):
    """The workbook with one new cell on each worksheet, and the names of the worksheets."""
    patch, sheets = WorkbookPatch(before), []
    for sheet in patch.sheet_names:
        with suppress(WorkbookRefused):  # a chart sheet
            patch.set_value(sheet, *FAR, "补丁 <&>")
            sheets.append(sheet)
    return patch.to_bytes(), sheets


@cache
def cells(data):
    """Every cell of every worksheet as openpyxl reads it, formulas included."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    return {
        (sheet.title, cell.coordinate): (getattr(cell.value, "text", cell.value), cell._style)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.has_style
    }


@cache
def shown(data):
    """Every value of every sheet as calamine reads it, results of formulas included."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        (sheet, row, column): value
        for sheet in book.sheet_names
        for row, line in enumerate(_lines(book, sheet), 1)
        for column, value in enumerate(line, 1)
        if value != ""
    }


def _lines(book, sheet):
    try:
        return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except ValueError:  # a chart sheet
        return []


@over_files
def test_untouched_parts_are_byte_identical(read):
    before = read()
    after, sheets = patched(before)
    old, new = parts(before), parts(after)
    assert list(old) == list(new)
    changed = [name for name in old if old[name] != new[name]]
    assert len([name for name in changed if "worksheets/" in name]) == len(sheets)
    assert [name for name in changed if "worksheets/" not in name] in ([], ["xl/workbook.xml"])


@over_files
def test_touched_sheets_differ_in_the_one_cell(read):
    before = read()
    after, sheets = patched(before)
    old, new = cells(before), cells(after)
    differing = {key for key in old.keys() | new.keys() if str(old.get(key)) != str(new.get(key))}
    assert differing == {(sheet, "G212") for sheet in sheets}


@over_files
def test_results_of_formulas_stay(read):
    before = read()
    after, sheets = patched(before)
    expected = shown(before) | {(sheet, *FAR): "补丁 <&>" for sheet in sheets}
    assert shown(after) == expected


@over_files
def test_no_fault_and_no_schema_error_is_added(read):
    before = read()
    after, _ = patched(before)
    assert lint(after) == lint(before)
    assert sorted(schema_errors(after)) == sorted(schema_errors(before))


@over_files
def test_the_same_patch_again_gives_the_same_bytes(read):
    once, _ = patched(read())
    again, _ = patched(once)
    assert again is once


@over_files
def test_every_cell_given_its_own_value_changes_nothing(read):
    before = read()
    patch = WorkbookPatch(before)
    formulas = {key for key, (value, _) in cells(before).items() if str(value).startswith("=")}
    for (sheet, row, column), value in shown(before).items():
        place = openpyxl.utils.get_column_letter(column) + str(row)
        if (sheet, place) in formulas or str(value).startswith("#"):
            continue
        patch.set_value(sheet, row, column, value)
    assert patch.to_bytes() is before


@over_files
def test_every_formula_given_again_keeps_its_element(read):
    before = read()
    patch, results = WorkbookPatch(before), shown(before)
    for (sheet, place), (value, _) in cells(before).items():
        cell = openpyxl.utils.cell.coordinate_from_string(place)
        row, column = cell[1], openpyxl.utils.column_index_from_string(cell[0])
        if isinstance(value, str) and value.startswith("="):
            result = results.get((sheet, row, column))
            if result is not None and not str(result).startswith("#"):
                patch.set_formula(sheet, row, column, value, result)
    assert patch.to_bytes() is before


@pytest.mark.office
@pytest.mark.slow
@over_files
def test_libreoffice_opens_what_was_patched(read, tmp_path):
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    after, _ = patched(read())
    (tmp_path / "patched.xlsx").write_bytes(after)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    utf_8 = "csv:Text - txt - csv (StarCalc):44,34,76"
    command = [office, profile, "--headless", "--convert-to", utf_8, "--outdir", tmp_path, "patched.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert "补丁" in (tmp_path / "patched.csv").read_text("utf-8")
