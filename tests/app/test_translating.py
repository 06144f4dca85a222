"""A workbook in the other language: our words change, people's stay, and it computes what it did."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from itertools import zip_longest

import openpyxl
import pytest

from sheetplan.adapters.xlsx_lint import lint
from sheetplan.adapters.xlsx_patch import WorkbookPatch
from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.app.refusal import Refusal
from sheetplan.app.translating import translate_file, translated
from sheetplan.app.workbooks import examined
from sheetplan.language import LANGUAGES, wording
from sheetplan.model.sheets import SHEETS
from sheetplan.table.layout import locate
from sheetplan.table.parse import parse
from support.built import opened
from support.house import demo, real_house, recalculated_demo
from support.office import recalculated
from support.schema import schema_errors

OTHER = {"zh": "en", "en": "zh"}
both = pytest.mark.parametrize("language", LANGUAGES)


@cache
def other(language: str) -> bytes:
    """The recalculated example event of a language, in the other one."""
    return translated(real_house(), recalculated_demo(language), OTHER[language])[1]


def values(data: bytes) -> list[tuple[str, list[list[object]]]]:
    """Every cell of a workbook, by tab; blank ends of rows and sheets do not count."""
    found = []
    for grid in read_workbook(data, whole=True).grids:
        rows = [[cell if cell != "" else None for cell in row] for row in grid.rows]
        for row in rows:
            while row and row[-1] is None:
                row.pop()
        while rows and not rows[-1]:
            rows.pop()
        found.append((grid.name, rows))
    return found


def formulas(data: bytes) -> str:
    """All formulas of a workbook, wherever they stand."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        texts = (parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
        pattern = r"<(?:\w+:)?(?:f|formula\d?|definedName|calculatedColumnFormula)\b[^>]*>([^<]*)<"
        return "\n".join(found for text in texts for found in re.findall(pattern, text))


@both
def test_there_and_back_is_where_it_was(language):
    back = translated(real_house(), other(language), language)[1]
    assert values(back) == values(recalculated_demo(language))


@both
def test_a_second_run_changes_nothing(language):
    done, again = translated(real_house(), other(language), OTHER[language])
    assert not done.labels
    assert again == other(language)


@both
def test_every_label_is_in_the_other_language(language):
    layout, words = locate(read_workbook(other(language))), wording(OTHER[language])
    assert layout.language == OTHER[language]
    for sheet, where in layout.sheets.items():
        assert where.name == words.sheet(sheet)
        for key in where.columns if not where.entries else where.entries:
            assert where.heading(key) == words.heading(sheet, key)


@both
def test_the_plan_is_the_same_one(language):
    before = parse(read_workbook(recalculated_demo(language))).plan
    after = parse(read_workbook(other(language))).plan
    for sheet in SHEETS:
        if sheet not in {"findings", "settings"}:
            assert after.rows(sheet) == before.rows(sheet)


@both
def test_the_same_is_found_in_it(language):
    house = real_house()
    before = examined(house, recalculated_demo(language), None)
    after = examined(house, other(language), None)
    assert [finding.hit for finding in after.findings] == [finding.hit for finding in before.findings]
    assert after.outcome == before.outcome
    assert not after.changes()


@both
def test_no_word_of_the_old_language_is_left_in_a_formula(language):
    """But for lists of every word we understand, which stand in both."""
    old, new = wording(language), wording(OTHER[language])
    written = re.sub(r"\{[^}]*\}", "", formulas(other(language)))
    for sheet, row_type in SHEETS.items():
        for key in row_type.columns():
            heading = old.heading(sheet, key)
            if heading != new.heading(sheet, key):
                assert f"{row_type.table}[{heading}]" not in written
                assert f"{row_type.table}[[#This Row],[{heading}]]" not in written
    foreign = r"[\u4e00-\u9fff]" if language == "zh" else r'"[EW]\|[A-Z]'
    assert re.findall(foreign, written) == []


@both
def test_excel_need_not_repair_it(language):
    assert lint(other(language)) == []
    assert schema_errors(other(language)) == []


@both
def test_parts_without_words_keep_their_bytes(language):
    before, after = (
        {entry.filename: file.read(entry) for entry in file.infolist()}
        for file in map(zipfile.ZipFile, map(io.BytesIO, (recalculated_demo(language), other(language))))
    )
    for name in ("xl/styles.xml", "xl/theme/theme1.xml", "xl/sharedStrings.xml", "[Content_Types].xml"):
        assert after[name] == before[name]


def test_what_people_wrote_beside_our_tables_stays_and_their_formulas_follow():
    patch = WorkbookPatch(demo("zh"))
    patch.set_formula("任务", 3, 2, 'COUNTIF(Tasks[状态],"已完成")+任务!A1+COUNTIF(Tasks[任务],"已完成")', 1)
    patch.set_value("任务", 3, 4, "负责人")
    made = translated(real_house(), patch.to_bytes(), "en")[1]
    sheet = opened(made)["Tasks"]
    assert sheet["B3"].value == '=COUNTIF(Tasks[Status],"Done")+Tasks!A1+COUNTIF(Tasks[Task],"已完成")'
    assert sheet["D3"].value == "负责人"


def test_a_text_of_peoples_own_around_the_table_stays():
    patch = WorkbookPatch(demo("zh"))
    patch.set_value("指标", 3, 3, "Ziel")
    made = translated(real_house(), patch.to_bytes(), "en")[1]
    assert opened(made)["Metrics"]["C3"].value == "Ziel"


def test_a_workbook_nobody_has_checked_gets_no_findings():
    made = translated(real_house(), demo("zh"), "en")[1]
    assert opened(made)["Findings"]["A5"].value is None


def test_a_dry_run_writes_nothing(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(demo("zh"))
    assert translate_file(real_house(), path, "en", dry_run=True).labels
    assert path.read_bytes() == demo("zh")


def test_a_workbook_without_sheets_of_ours_is_refused():
    book = openpyxl.Workbook()
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(Refusal, match="no-sheets"):
        translated(real_house(), stream.getvalue(), "en")


@pytest.mark.office
@both
def test_libreoffice_computes_the_same_numbers(language, tmp_path):
    ours, theirs = (tmp_path / name for name in ("ours", "theirs"))
    ours.mkdir()
    theirs.mkdir()
    before = values(recalculated(recalculated_demo(language), ours).read_bytes())
    after = values(recalculated(other(language), theirs).read_bytes())
    for (name, one), (_, two) in zip(before, after, strict=True):
        for row, (left, right) in enumerate(zip_longest(one, two, fillvalue=[]), 1):
            numbers = [cell for cell in left if isinstance(cell, int | float)]
            assert numbers == [cell for cell in right if isinstance(cell, int | float)], (name, row)
