"""A stranger's workbook, adopted and worked on in the layout it has."""

import io
from datetime import date

import pytest
import xlsxwriter

from sheetplan.app.adopting import Wish, adopt_file
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import check_file, recalc_file
from sheetplan.wiring import house
from support.house import demo

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
