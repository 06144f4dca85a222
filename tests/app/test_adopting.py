"""A stranger's workbook, adopted and worked on in the layout it has."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from sheetplan.adapters.xlsx_lint import lint
from sheetplan.app.adopting import Wish, adopt_file
from sheetplan.app.mending import fix_file
from sheetplan.app.refusal import Refusal
from sheetplan.app.reports import report_file
from sheetplan.app.workbooks import check_file, recalc_file
from sheetplan.language import wording
from sheetplan.table.recognition.blocks import NAMES
from sheetplan.wiring import house
from support.docx_text import docx_text
from support.house import demo
from support.shared import real_workbooks
from support.strangers import STRANGERS, made

TODAY = date(2026, 3, 20)
HEADINGS = ("Work package", "Who", "Start Date", "Due Date", "Days")
ROWS = (
    ("Print", "Anna", date(2026, 3, 2), date(2026, 3, 4), 3),
    ("Send", "Bo", date(2026, 3, 5), date(2026, 3, 6), 2),
)


@pytest.fixture
def home():
    return house(today=TODAY)


@pytest.fixture(params=["plain", "table"])
def theirs(request, tmp_path):
    """A plan as strangers have it: under a title, from column B on, as a table or not."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Timeline")
        sheet.write("B2", "Our big day")
        sheet.write_row("B4", HEADINGS)
        for number, row in enumerate(ROWS, 5):
            sheet.write_row(f"B{number}", row)
        if request.param == "table":
            sheet.add_table("B4:F6", {"columns": [{"header": heading} for heading in HEADINGS]})
    path = tmp_path / "theirs.xlsx"
    path.write_bytes(made.getvalue())
    return path


WISHES = (Wish("tasks", "title", "Work package"), Wish("tasks", "responsible", "Who"))


def test_a_workbook_of_ours_is_not_adopted(tmp_path, home):
    path = tmp_path / "ours.xlsx"
    path.write_bytes(demo("zh"))
    with pytest.raises(Refusal) as refused:
        adopt_file(home, path, ())
    assert (refused.value.code, path.read_bytes()) == ("already-ours", demo("zh"))


def test_before_it_is_adopted_it_is_refused(theirs, home):
    with pytest.raises(Refusal, match="no-sheets"):
        check_file(home, theirs, None)


def test_what_is_not_understood_can_be_said(theirs, home):
    adopt_file(home, theirs, WISHES)
    plan = check_file(home, theirs, None).parsed.plan
    assert [(task.title, task.responsible, task.baseline_start) for task in plan.tasks] == [
        ("Print", ("Anna",), date(2026, 3, 2)),
        ("Send", ("Bo",), date(2026, 3, 5)),
    ]


def test_a_dry_run_writes_nothing(theirs, home):
    before = theirs.read_bytes()
    adopt_file(home, theirs, WISHES, dry_run=True)
    assert theirs.read_bytes() == before


def test_adopting_alone_changes_no_cell(theirs, home):
    before = home.workbooks.read(theirs.read_bytes()).grids
    adopt_file(home, theirs, WISHES)
    assert home.workbooks.read(theirs.read_bytes()).grids == before


def test_adopting_twice_writes_once(theirs, home):
    assert adopt_file(home, theirs, WISHES).saved
    assert adopt_file(home, theirs, WISHES).saved is None


def test_computed_columns_appear_only_where_they_are_asked_for(theirs, home):
    adopt_file(home, theirs, WISHES)
    assert not recalc_file(home, theirs, None).changes.values
    adopt_file(home, theirs, WISHES, add_columns=True)
    recalc_file(home, theirs, None)
    (grid,) = home.workbooks.read(theirs.read_bytes()).grids
    status = grid.rows[3].index("Status")
    assert [grid.cell(row, status + 1) for row in (5, 6)] == ["Slipping", "Slipping"]


def test_a_second_recalculation_writes_nothing(theirs, home):
    adopt_file(home, theirs, WISHES, add_columns=True)
    recalc_file(home, theirs, None)
    assert not recalc_file(home, theirs, None).changes


def test_a_column_that_was_moved_is_found_again(theirs, home):
    adopt_file(home, theirs, WISHES)
    snapshot = home.workbooks.read(theirs.read_bytes())
    (grid,) = snapshot.grids
    moved = grid._replace(rows=tuple((None, *row) for row in grid.rows), tables={})
    from sheetplan.table.parse import parse

    assert [task.title for task in parse(snapshot._replace(grids=(moved,))).plan.tasks] == ["Print", "Send"]


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish("tasks", "title", "No such heading"), "no-such-heading"),
        (Wish("tasks", "nonsense", "Who"), "no-such-column"),
    ],
)
def test_a_wish_that_cannot_be_fulfilled_is_refused(theirs, home, wish, code):
    with pytest.raises(Refusal, match=code):
        adopt_file(home, theirs, (wish,))


def test_a_workbook_that_resembles_nothing_is_refused(tmp_path, home):
    path = tmp_path / "notes.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write("A1", "hello")
    with pytest.raises(Refusal, match="nothing-recognised"):
        adopt_file(home, path, ())


def rules(path):
    """The conditional formats of the first sheet: area and formula."""
    import openpyxl

    sheet = openpyxl.load_workbook(path).worksheets[0]
    return {
        (str(block.sqref), rule.formula[0]) for block in sheet.conditional_formatting for rule in block.rules
    }


def test_where_our_columns_stand_they_are_painted(theirs, home):
    adopt_file(home, theirs, WISHES, add_columns=True)
    assert {("G5:G6", '$G5="Slipping"'), ("B5:B6", '$G5="Slipping"'), ("G5:G6", '$G5="Done"')} <= rules(
        theirs
    )


def test_nothing_is_painted_where_none_of_them_stands(theirs, home):
    adopt_file(home, theirs, WISHES)
    assert rules(theirs) == set()


def test_their_own_cells_keep_their_formats(theirs, home):
    import openpyxl

    def formats():
        sheet = openpyxl.load_workbook(theirs).worksheets[0]
        return [cell.fill.fgColor.rgb for row in sheet["B4:F6"] for cell in row]

    before = formats()
    adopt_file(home, theirs, WISHES, add_columns=True)
    assert formats() == before


def test_columns_are_not_added_beneath_a_chart(tmp_path, home):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Timeline")
        sheet.write_row("A1", HEADINGS)
        for number, row in enumerate(ROWS, 2):
            sheet.write_row(f"A{number}", row)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Timeline!$E$2:$E$3"})
        sheet.insert_chart("G1", chart)
    path = tmp_path / "theirs.xlsx"
    path.write_bytes(made.getvalue())
    adopt_file(home, path, WISHES, add_columns=True)
    (grid,) = home.workbooks.read(path.read_bytes()).grids
    assert grid.rows[0].index("Status") > 12


def parts(data):
    """What each part of a workbook holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def shown(path, home):
    """What people see in their cells, by sheet, row and column."""
    return {
        (grid.name, row, column): cell
        for grid in home.workbooks.read(path.read_bytes()).grids
        for row, cells in enumerate(grid.rows, 1)
        for column, cell in enumerate(cells, 1)
        if cell not in (None, "")
    }


REFUSED = {"活动信息", "contacts", "painted_bars_only", "content_calendar", "库存表", "流程单"}
TAKEN = [name for name in STRANGERS if name not in REFUSED]


@pytest.fixture(params=[*TAKEN, *map(str, real_workbooks())], ids=lambda name: name.rpartition("/")[2])
def stranger(request, tmp_path):
    """A workbook that somebody made for himself."""
    path = tmp_path / "theirs.xlsx"
    name = request.param
    path.write_bytes(made(name) if name in STRANGERS else Path(name).read_bytes())
    return path


def test_an_adopted_workbook_keeps_every_part(stranger, home):
    before = parts(stranger.read_bytes())
    adopt_file(home, stranger, ())
    recalc_file(home, stranger, None)
    after = parts(stranger.read_bytes())
    changed = {name for name in before if before[name] != after.get(name)}
    added = after.keys() - before.keys()
    calculation = re.compile(rb"<calcPr[^>]*>")  # which asks Excel to compute when it opens the file
    assert calculation.sub(b"", before["xl/workbook.xml"]) == calculation.sub(b"", after["xl/workbook.xml"])
    assert changed <= {"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"}
    assert all(name.startswith("customXml/") for name in added)


def test_with_our_columns_every_cell_of_theirs_stays(stranger, home):
    before, faults = shown(stranger, home), lint(stranger)
    adopt_file(home, stranger, (), add_columns=True)
    recalc_file(home, stranger, None)
    after = shown(stranger, home)
    assert {place: after.get(place) for place in before} == before
    assert {fault.code for fault in lint(stranger)} <= {fault.code for fault in faults}
    assert not recalc_file(home, stranger, None).changes


def test_a_report_says_what_the_strangers_plan_says(stranger, home):
    (likeness,) = adopt_file(home, stranger, ()).likenesses
    document = {"tasks": "responsibilities", "budget": "budget", "metrics": "plan"}[likeness.sheet]
    done = report_file(
        home, stranger, documents=(document,), folder=lambda path: path.parent, status_date=None
    )
    (written,) = done.documents
    rows = check_file(home, stranger, None).parsed.plan.rows(likeness.sheet)
    named = {getattr(row, NAMES[likeness.sheet]) for row in rows}
    assert named
    assert all(name in docx_text(written.path.read_bytes()) for name in named)


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_not_sure_is_refused_with_what_is_missing(name, tmp_path, home):
    path = tmp_path / "theirs.xlsx"
    before = made(name)
    path.write_bytes(before)
    with pytest.raises(Refusal) as refused:
        adopt_file(home, path, ())
    assert refused.value.code == "nothing-recognised" or refused.value.code.startswith("nearly-")
    assert "--map" in refused.value.worded(path, wording("en"))
    assert path.read_bytes() == before


def test_periods_count_from_the_day_that_is_said(tmp_path, home):
    path = tmp_path / "theirs.xlsx"
    path.write_bytes(made("weeks_without_a_first_day"))
    adopt_file(home, path, (), first_day=date(2026, 3, 2))
    plan = check_file(home, path, None).parsed.plan
    assert [(task.baseline_start, task.baseline_finish) for task in plan.tasks] == [
        (date(2026, 3, 2), date(2026, 3, 13)),
        (date(2026, 3, 16), date(2026, 3, 20)),
        (date(2026, 3, 9), date(2026, 3, 27)),
    ]


def test_tabs_that_are_called_as_ours_stay_theirs(tmp_path, home):
    """Only the sheet that was adopted is read, and nothing is filled in on the others."""
    path = tmp_path / "theirs.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Gantt")
        sheet.write_row("A1", ("Task", "Owner", "Due date"))
        sheet.write_row("A2", ("Print", "Anna", date(2026, 3, 4)))
        risks = book.add_worksheet("Risks")
        risks.write_row("A1", ("ID", "Risk", "Likelihood", "Impact"))
        risks.write_row("A2", (None, "Rain", "High", "High"))
    adopt_file(home, path, ())
    found = check_file(home, path, None).parsed
    assert ([task.title for task in found.plan.tasks], found.plan.risks) == (["Print"], ())
    assert not recalc_file(home, path, None).changes


def test_fixing_mends_their_cells_and_numbers_no_rows(tmp_path, home):
    """What was drawn from several cells is nobody's to write into one of them."""
    path = tmp_path / "theirs.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Plan")
        sheet.write_row("A1", ("ID", "Task", "Due", *[date(2026, 3, day) for day in (2, 3, 4)]))
        sheet.write_row("A2", ("a", "Print", "2026-3-4", "ＡＢ", "CD"))
        sheet.write_row("A3", (None, "Send", "2026-3-5", None, "CD", "ＡＢ"))
    adopt_file(home, path, ())
    mends = fix_file(home, path, None, lambda _: True, dry_run=True).mends
    assert [(mend.column, mend.after) for mend in mends] == [
        ("baseline_finish", date(2026, 3, 4)),
        ("baseline_finish", date(2026, 3, 5)),
    ]


def test_a_percentage_that_was_a_text_is_still_shown_as_one(tmp_path, home):
    import openpyxl

    path = tmp_path / "theirs.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Plan").write_row("A1", ("Task", "Days", "% complete"))
        book.worksheets()[0].write_row("A2", ("Print", 3, "50%"))
    adopt_file(home, path, ())
    fix_file(home, path, None, lambda _: True)
    cell = openpyxl.load_workbook(path).worksheets[0]["C2"]
    assert (cell.value, cell.number_format) == (0.5, "0%")


def test_a_second_plan_is_named_and_left_alone(tmp_path, home):
    path = tmp_path / "theirs.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in (("March", 3), ("April", 2)):
            sheet = book.add_worksheet(name)
            sheet.write_row("A1", ("Task", "Owner", "Due date"))
            for row in range(rows):
                sheet.write_row(row + 1, 0, (f"Step {row}", "Anna", date(2026, 3, 4)))
    adoption = adopt_file(home, path, ())
    assert [one.name for one in adoption.adopted] == ["March"]
    assert [one.name for one in adoption.passed_over] == ["April"]


def test_our_columns_are_added_once_and_known_ever_after(theirs, home):
    adopt_file(home, theirs, WISHES, add_columns=True)
    before = theirs.read_bytes()
    assert adopt_file(home, theirs, WISHES, add_columns=True).saved is None
    assert adopt_file(home, theirs, WISHES).saved is None
    assert theirs.read_bytes() == before


def test_a_plan_without_headings_of_its_own_is_painted_too(tmp_path, home):
    path = tmp_path / "theirs.xlsx"
    path.write_bytes(made("names_in_weeks"))
    adopt_file(home, path, (), add_columns=True)
    assert any(formula.endswith('="Slipping"') for _, formula in rules(path))
    recalc_file(home, path, None)
    assert adopt_file(home, path, (), add_columns=True).saved is None  # and ours are not taken for theirs
