"""Adopted tables on their side: each task or cost is a column."""

from datetime import date

import pytest

from sheetplan.app.adopting import adopt_file
from sheetplan.app.importing import ImportWish, import_into, read_source
from sheetplan.app.mending import fix_file
from sheetplan.app.workbooks import check_file, recalc_file
from sheetplan.wiring import house
from support.strangers import made


@pytest.fixture
def home():
    return house(today=date(2026, 3, 20))


@pytest.fixture
def theirs(tmp_path, home):
    path = tmp_path / "theirs.xlsx"
    path.write_bytes(made("横排任务"))
    adopt_file(home, path, ())
    return path


def test_findings_lead_to_the_cells_as_they_stand(theirs, home):
    found = check_file(home, theirs, None)
    (misfit,) = found.parsed.misfits
    assert found.parsed.layout.sheets["tasks"].place(misfit.row, misfit.column).cell == "D5"


def test_what_is_mended_is_the_cell_itself(theirs, home):
    fix_file(home, theirs, None, lambda _: True)
    assert home.workbooks.read(theirs.read_bytes()).grids[0].cell(5, 4) == 0.5


def test_nothing_is_computed_into_it(theirs, home):
    before = theirs.read_bytes()
    adopt_file(home, theirs, (), add_columns=True)
    recalc_file(home, theirs, None)
    assert theirs.read_bytes() == before


def test_a_row_that_has_no_room_is_not_taken(theirs, home, tmp_path):
    source, wish = tmp_path / "new.csv", ImportWish()
    source.write_text("任务,负责人\n彩排,王芳\n", encoding="utf-8")
    (refused,) = import_into(home, read_source(home, source, wish), theirs, wish).taken.untaken
    assert refused.flaw.code == "no-room"


def test_amounts_on_their_side_have_a_unit_too(tmp_path, home):
    path = tmp_path / "theirs.xlsx"
    path.write_bytes(made("costs_across"))
    adopt_file(home, path, ())
    assert [line.actual for line in check_file(home, path, None).parsed.plan.budget] == [11_500, None, 6000]
