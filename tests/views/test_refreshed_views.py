"""What views last showed is brought up to date along with the rest of a workbook."""

import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from lxml import etree

from sheetplan.adapters.xlsx_lint import lint
from sheetplan.adapters.xlsx_patch.patch import WorkbookPatch
from sheetplan.language import LANGUAGES, wording
from sheetplan.table.layout import view_of
from support.built import opened
from support.demo_workbook import demo_workbook, examined, made, recalculated
from support.schema import schema_errors

ZH = wording("zh")
FIRST_TASK = 5


def shown(data, view, cell):
    return opened(data, values=True)[ZH.view(view)][cell].value


@pytest.fixture
def edited():
    """The example event after somebody has added a task in a program that computes nothing."""
    patch = WorkbookPatch(demo_workbook("zh"))
    row = FIRST_TASK + 39
    tasks = ZH.sheet("tasks")
    for column, value in ((1, "T90"), (3, "补拍现场照片"), (4, "李雷"), (10, 2.0), (12, date(2024, 4, 3))):
        patch.set_value(tasks, row, column, value)
    return patch.to_bytes()


def test_views_are_not_read():
    found = examined(demo_workbook("zh"))
    assert found.snapshot.views[0] == ZH.view("dashboard")
    assert not {grid.name for grid in found.snapshot.grids} & set(found.snapshot.views)


def test_a_new_workbook_shows_its_tasks():
    assert shown(made("zh").data, "gantt", "B5") == made("zh").content.tables["tasks"][0]["title"]


def test_an_added_task_appears(edited):
    assert shown(edited, "gantt", "B44") is None
    assert shown(recalculated(edited), "gantt", "B44") == "补拍现场照片"


def test_an_added_task_shows_who_answers_for_it(edited):
    people = [cell.value for cell in opened(recalculated(edited), values=True)[ZH.view("raci")][4]]
    letter = opened(recalculated(edited), values=True)[ZH.view("raci")].cell(44, people.index("李雷") + 1)
    assert letter.value == "R"


def test_views_alone_are_no_reason_to_write():
    data = demo_workbook("zh")
    assert len(examined(data, date(2030, 1, 1)).changes()) == 0
    assert recalculated(data, date(2030, 1, 1)) is data


def test_a_rearranged_view_shows_nothing_rather_than_something_wrong(edited):
    patch = WorkbookPatch(edited)
    patch.set_value(ZH.view("gantt"), FIRST_TASK, 2, "自己写的")
    found = recalculated(patch.to_bytes())
    assert shown(found, "gantt", "B5") == "自己写的"
    assert shown(found, "gantt", "B6") is None
    assert shown(found, "raci", "B6") is not None


def test_charts_keep_what_their_cells_show(edited):
    data = recalculated(edited)
    book = opened(data, values=True)
    copies = list(chart_copies(data))
    assert len(copies) > 10
    for sheet, cells, copy in copies:
        values = [_shown(cell.value) for (cell,) in book[sheet][cells]]
        assert copy == {str(at): value for at, value in enumerate(values) if value is not None}


def chart_copies(data):
    """Sheet, cells and copied values of every series and its categories."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith("xl/charts/"):
                root = etree.fromstring(package.read(name))
                for reference in root.iter("{*}numRef", "{*}strRef"):
                    sheet, _, cells = reference.find("{*}f").text.replace("$", "").rpartition("!")
                    points = reference.iter("{*}pt")
                    yield sheet.strip("'"), cells, {at.get("idx"): _number(at) for at in points}


def _number(point):
    text = point.find("{*}v").text
    try:
        return float(text)
    except ValueError:
        return text


def _shown(value):
    if isinstance(value, datetime):
        return float((value - datetime(1899, 12, 30)).days)
    if isinstance(value, str):
        return None if value.startswith("#") else value
    return value if value is None else float(value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_excel_has_nothing_to_repair(language):
    assert list(lint(demo_workbook(language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schemas_have_nothing_to_say(language):
    assert schema_errors(demo_workbook(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_views_take_little_of_the_file(language):
    data = made(language).data
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = opened(data).sheetnames
        parts = [f"xl/worksheets/sheet{at}.xml" for at, name in enumerate(names, 1) if view_of(name)]
        assert sum(package.getinfo(part).compress_size for part in parts) < 55_000
