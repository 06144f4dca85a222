"""Every action on a workbook that is open in a real spreadsheet program, through real xlwings objects.

LibreOffice stands in for Excel: the objects are those of xlwings, the cells are real.
"""

import hashlib
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
from sheetplan.app.baselines import set_baseline
from sheetplan.app.delay_text import causes_in_words
from sheetplan.app.delays import explain_task
from sheetplan.app.merging import merge_files
from sheetplan.app.workbooks import recalc_file
from sheetplan.changes.change import ChangeSet, Mend, RowKey
from sheetplan.changes.compare import same
from sheetplan.language import LANGUAGES, wording
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


def test_every_finding_looks_like_the_first(open_plan):
    perform("check", open_plan.book)
    where = desk.Desk(open_plan.book).examined.parsed.layout.sheets["findings"]
    columns = range(1, len(where.columns) + 1)
    sheet = open_plan.book.sheets[where.name].impl.api
    first, *others = (
        [
            sheet.getCellByPosition(column - 1, row - 1).getPropertyValues(calc_engine.FORMATS[:9])
            for column in columns
        ]
        for row in range(where.header_row + 1, where.header_row + 4)
    )
    assert all(other == first for other in others)


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


def task_rows(book):
    """The row of each task, by id, and the name of its sheet."""
    read = desk.Desk(book).examined
    return {task.code: task.row for task in read.parsed.plan.tasks}, read.parsed.layout.sheets["tasks"].name


def test_why_tells_of_the_selected_task_what_the_command_line_tells(open_plan, world):
    rows, sheet = task_rows(open_plan.book)
    late = next(task.code for task in desk.Desk(open_plan.book).examined.outcome.tasks if task.warning)
    open_plan.book.sheets[sheet].range((rows[late], 3)).select()
    said = perform("why", open_plan.book)
    told = explain_task(world, open_plan.path, late, None)
    assert said.split("\n") == list(causes_in_words(told, wording(open_plan.language)))


def test_why_asks_for_a_task_where_none_is_selected(open_plan, office):
    _, sheet = task_rows(open_plan.book)
    open_plan.book.sheets[sheet].range((1, 1)).select()
    perform("why", open_plan.book)
    assert sheet in office.impl.alerts[-1]


def test_a_baseline_is_kept_as_on_the_file(open_plan, world, tmp_path):
    twin = tmp_path / "twin.xlsx"
    shutil.copy(open_plan.path, twin)
    set_baseline(world, twin, TODAY.isoformat(), None)
    perform("baseline", open_plan.book)
    assert differences(read_workbook(twin.read_bytes()), OpenBook(open_plan.book).read()) == {}


def test_a_second_baseline_of_a_day_gets_a_number_and_can_be_undone(open_plan):
    perform("baseline", open_plan.book)
    before = OpenBook(open_plan.book).read()
    assert f"{TODAY} (2)" in perform("baseline", open_plan.book)
    perform("undo", open_plan.book)
    assert differences(before, OpenBook(open_plan.book).read()) == {}


@pytest.fixture
def copy(open_plan, tmp_path, monkeypatch):
    """A colleague's copy with another unit price, which is picked when a copy is asked for."""
    path = tmp_path / "theirs" / "copy.xlsx"
    path.parent.mkdir()
    read = desk.Desk(open_plan.book).examined
    where = read.parsed.layout.sheets["budget"]
    mend = Mend("budget", RowKey("", where.rows[0]), "unit_price", None, 4321, "test")
    changes = ChangeSet(hashlib.sha256(open_plan.path.read_bytes()).hexdigest(), mends=(mend,))
    path.write_bytes(house().workbooks.patch(open_plan.path.read_bytes(), changes, read.parsed.layout))
    monkeypatch.setattr(desk, "chosen_file", lambda _: path)
    return path


def test_a_copy_is_merged_into_a_new_workbook_that_is_opened(open_plan, world, copy, office, tmp_path):
    before = open_plan.path.read_bytes(), copy.read_bytes()
    said = perform("merge", open_plan.book)
    merged = office.books.active
    made, name = Path(merged.fullname), merged.name
    merged.close()
    merge_files(world, None, (open_plan.path, copy), tmp_path / "twin.xlsx", None)
    assert (
        differences(read_workbook((tmp_path / "twin.xlsx").read_bytes()), read_workbook(made.read_bytes()))
        == {}
    )
    assert name in said
    assert 4321 in cells(read_workbook(made.read_bytes())).values()
    assert (open_plan.path.read_bytes(), copy.read_bytes()) == before


@pytest.mark.usefixtures("copy")
def test_nothing_is_merged_before_the_workbook_is_saved(open_plan, office):
    where = desk.Desk(open_plan.book).examined.parsed.layout.sheets["budget"]
    open_plan.book.sheets[where.name].range((where.rows[0], where.columns["note"])).value = "unsaved"
    before = len(office.books)
    said = perform("merge", open_plan.book)
    assert open_plan.book.name in said
    assert len(office.books) == before


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
