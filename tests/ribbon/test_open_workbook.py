"""Every action on a workbook that is open in a real spreadsheet program, through real xlwings objects.

LibreOffice stands in for Excel: the objects are those of xlwings, the cells are real.
"""

import json
import shutil
import tempfile
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("xlwings")
if shutil.which("soffice") is None:
    pytest.skip("needs LibreOffice", allow_module_level=True)

from sheetplan import ribbon
from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.adapters.xlwings_book import OpenBook
from sheetplan.app.workbooks import recalc_file
from sheetplan.changes.compare import same
from sheetplan.language import LANGUAGES
from sheetplan.ribbon import desk, perform
from sheetplan.wiring import house
from support import calc_engine
from support.built import file_of

pytestmark = pytest.mark.office
TODAY = date(2024, 3, 29)
MOST_CALLS = 60


@pytest.fixture(scope="module")
def office():
    app = calc_engine.start()
    yield app
    app.quit()


@pytest.fixture(autouse=True)
def world(monkeypatch, tmp_path):
    home = house(today=TODAY)
    monkeypatch.setattr(desk, "house", lambda: home)
    monkeypatch.setattr(desk.platformdirs, "user_state_path", lambda *_, **__: tmp_path)
    monkeypatch.setattr(ribbon.platformdirs, "user_log_path", lambda *_, **__: tmp_path)
    return home


@cache
def saved_yesterday(language):
    """Return a plan as it was recalculated the day before, so that a day's changes are to be made."""
    path = Path(tempfile.mkdtemp(), "plan.xlsx")
    path.write_bytes(file_of(language))
    recalc_file(house(today=TODAY), path, TODAY - timedelta(days=40))
    return path.read_bytes()


@pytest.fixture(params=LANGUAGES)
def open_plan(request, office, tmp_path):
    path = tmp_path / "活动 A&B = 1.xlsx"
    path.write_bytes(saved_yesterday(request.param))
    book = office.books.open(str(path))
    calc_engine.ENGINE.calls = 0
    yield SimpleNamespace(book=book, path=path, language=request.param, shown=lambda: book.impl.shown)
    book.close()


def cells(snapshot):
    return {
        (grid.name, row, column): cell
        for grid in snapshot.grids
        for row, line in enumerate(grid.rows, 1)
        for column, cell in enumerate(line, 1)
        if cell not in (None, "")
    }


def differences(one, other):
    ones, others = cells(one), cells(other)
    read = {grid.name for grid in other.grids if grid.rows}
    return {
        place: (ones.get(place), others.get(place))
        for place in ones.keys() | others.keys()
        if place[0] in read and not same(ones.get(place), others.get(place))
    }


def test_an_open_workbook_reads_as_its_file_does(open_plan):
    from_file = read_workbook(open_plan.path.read_bytes())
    from_book = OpenBook(open_plan.book).read()
    assert differences(from_file, from_book) == {}
    by_name = {grid.name: grid for grid in from_file.grids}
    for grid in from_book.grids:
        if grid.rows:
            assert dict(grid.tables) == dict(by_name[grid.name].tables)


def test_recalculating_agrees_with_the_same_command_on_the_file(open_plan, world, tmp_path):
    twin = tmp_path / "twin.xlsx"
    shutil.copy(open_plan.path, twin)
    recalc_file(world, twin, None)
    perform("recalc", open_plan.book)
    assert differences(read_workbook(twin.read_bytes()), OpenBook(open_plan.book).read()) == {}


def test_recalculating_twice_writes_nothing_the_second_time(open_plan):
    perform("recalc", open_plan.book)
    before = OpenBook(open_plan.book).read()
    perform("recalc", open_plan.book)
    assert differences(before, OpenBook(open_plan.book).read()) == {}


def test_checking_writes_findings_and_no_computed_cell(open_plan):
    before = cells(OpenBook(open_plan.book).read())
    perform("check", open_plan.book)
    after = cells(OpenBook(open_plan.book).read())
    findings = {"zh": "检查结果", "en": "Findings"}[open_plan.language]
    changed = {place[0] for place in before.keys() | after.keys() if before.get(place) != after.get(place)}
    assert changed == {findings}
    assert open_plan.shown()[0] == findings


def test_undoing_puts_everything_back(open_plan):
    before = OpenBook(open_plan.book).read()
    perform("recalc", open_plan.book)
    perform("undo", open_plan.book)
    assert differences(before, OpenBook(open_plan.book).read()) == {}


def test_undoing_keeps_what_somebody_has_typed_since(open_plan, tmp_path):
    perform("recalc", open_plan.book)
    written = json.loads(next(tmp_path.glob("undo-*.json")).read_text("utf-8"))
    block = next(one for one in written if one["after"])
    cell = open_plan.book.sheets[block["sheet"]].range((block["row"], block["column"]))
    cell.value = "mine"
    perform("undo", open_plan.book)
    assert cell.value == "mine"


def test_there_is_nothing_to_undo_before_anything_was_written(open_plan, office):
    perform("undo", open_plan.book)
    assert office.impl.alerts[-1]


def test_fixing_mends_a_number_typed_as_text(open_plan):
    where = desk.Desk(open_plan.book).examined.parsed.layout.sheets["budget"]
    cell = open_plan.book.sheets[where.name].range((where.rows[0], where.columns["unit_price"]))
    cell.value = "１，２００元"
    perform("fix", open_plan.book)
    assert cell.value == 1200


@pytest.mark.parametrize("command", ["brief", "review", "documents"])
def test_documents_go_beside_the_workbook(open_plan, command):
    perform(command, open_plan.book)
    assert list(open_plan.path.parent.glob("*.docx"))


def test_settings_are_shown(open_plan):
    perform("settings", open_plan.book)
    assert open_plan.shown()[0] == {"zh": "设置", "en": "Settings"}[open_plan.language]


def test_few_range_calls_are_made(open_plan):
    perform("recalc", open_plan.book)
    assert calc_engine.ENGINE.calls <= MOST_CALLS


def test_excel_is_left_as_it_was_found(open_plan, office):
    office.calculation = "semiautomatic"
    perform("recalc", open_plan.book)
    assert (office.screen_updating, office.calculation, office.impl.enable_events) == (
        True,
        "semiautomatic",
        True,
    )


def test_a_row_typed_while_it_was_being_computed_stops_the_write(open_plan, office, monkeypatch):
    apply = OpenBook.apply
    tasks = {"zh": "任务", "en": "Tasks"}[open_plan.language]

    def typed_meanwhile(self, changes, layout):
        open_plan.book.sheets[tasks].range((8, 3)).value = "typed"
        apply(self, changes, layout)

    monkeypatch.setattr(OpenBook, "apply", typed_meanwhile)
    perform("recalc", open_plan.book)
    assert tasks in office.impl.alerts[-1]


def test_a_workbook_that_is_no_plan_is_refused_in_one_sentence(office, tmp_path):
    import xlsxwriter

    path = tmp_path / "theirs.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet().write("A1", "hello")
    book = office.books.open(str(path))
    said = perform("recalc", book)
    book.close()
    assert "theirs.xlsx" in said
    assert "\n" not in said


def test_an_addin_of_another_version_says_so(open_plan, office):
    perform("recalc", open_plan.book, addin_version="0.0.1")
    assert "0.0.1" in office.impl.alerts[-1]


def test_a_mishap_of_ours_names_the_log_and_leaves_the_workbook(open_plan, office, monkeypatch, tmp_path):
    before = OpenBook(open_plan.book).read()
    monkeypatch.setitem(ribbon.ACTIONS, "recalc", lambda _: 1 / 0)
    perform("recalc", open_plan.book)
    assert "ribbon.log" in office.impl.alerts[-1]
    assert "ZeroDivisionError" in (tmp_path / "ribbon.log").read_text("utf-8")
    assert differences(before, OpenBook(open_plan.book).read()) == {}
