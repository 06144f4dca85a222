"""What stands beside the entries of forms – who, until when, a note – leaves and comes back whole."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheetplan.app.exports import exported
from sheetplan.app.importing import ImportWish, import_into, read_source
from sheetplan.app.workbooks import check_file, examined
from sheetplan.build.content import WorkbookContent
from sheetplan.build.workbook import build_workbook
from sheetplan.model.plan import Plan, Side
from support.house import real_house

HOUSE = real_house()
ENTRIES = {
    "event": {"name": "新品发布会", "venue": "一号厅", "goal": "签约", "approved_limit": 80000},
    "brief": {"background": "三周年", "key_message": "更快"},
    "settings": {"country": "CN", "at_risk_slack": 3},
}
WORDS = st.text("王芳Ann 12=+-@,;", min_size=1, max_size=8).map(lambda text: f"请{text}见")
SIDE = st.fixed_dictionaries(
    {}, optional={"responsible": WORDS, "due": st.dates(date(2024, 1, 1), date(2027, 12, 31)), "note": WORDS}
)
SIDES = st.fixed_dictionaries(
    {sheet: st.fixed_dictionaries(dict.fromkeys(entries, SIDE)) for sheet, entries in ENTRIES.items()}
)
EXAMPLES = settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def book(sides, language="zh"):
    return build_workbook(WorkbookContent(forms=ENTRIES, sides=sides), language)


def sides_of(plan: Plan):
    return {place: side for place, side in plan.sides.items() if side != Side()}


def carried(data, form, folder, sheet=None, language="zh"):
    """The plan of a new workbook into which an export of another one was brought."""
    found = examined(HOUSE, data, None)
    there = folder / f"there.{form}"
    there.write_bytes(data if form == "xlsx" else exported(form, HOUSE, found, [sheet] if sheet else []).data)
    wish = ImportWish(sheets=(sheet,) if sheet else (), language=language)
    new = folder / f"{form}-{sheet}.xlsx"
    new.unlink(missing_ok=True)
    done = import_into(HOUSE, read_source(HOUSE, there, wish), new, wish)
    assert done.taken.untaken == ()
    return found.parsed.plan, check_file(HOUSE, new, None).parsed.plan


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
@EXAMPLES
@given(sides=SIDES, sheet=st.sampled_from([*ENTRIES]))
def test_what_stands_beside_entries_comes_back(tmp_path, form, sides, sheet):
    ours, theirs = carried(book(sides), form, tmp_path, sheet)
    wanted = {place: side for place, side in sides_of(ours).items() if place[0] == sheet}
    assert {place: side for place, side in sides_of(theirs).items() if place in wanted} == wanted
    assert all(
        getattr(getattr(theirs, sheet), key) == getattr(getattr(ours, sheet), key) for key in ENTRIES[sheet]
    )


BESIDE = {"event": {"venue": {"responsible": "王芳", "due": date(2026, 3, 2), "note": "含早餐"}}}


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_a_whole_plan_carries_it_too(tmp_path, form):
    _, theirs = carried(book(BESIDE), form, tmp_path)
    assert theirs.sides["event", "venue"] == Side("王芳", date(2026, 3, 2), "含早餐")


def test_into_the_other_language(tmp_path):
    _, theirs = carried(book(BESIDE), "csv", tmp_path, "event", "en")
    assert theirs.sides["event", "venue"] == Side("王芳", date(2026, 3, 2), "含早餐")


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_what_comes_back_changes_nothing(tmp_path, form):
    path, data = tmp_path / "plan.xlsx", book(BESIDE)
    path.write_bytes(data)
    there = tmp_path / f"there.{form}"
    found = examined(HOUSE, data, None)
    there.write_bytes(data if form == "xlsx" else exported(form, HOUSE, found, ["event"]).data)
    wish = ImportWish(sheets=("event",))
    taken = import_into(HOUSE, read_source(HOUSE, there, wish), path, wish).taken
    assert (taken.mends, taken.kept, taken.untaken) == ((), (), ())


def test_who_stands_there_stays(tmp_path):
    path, there = tmp_path / "plan.xlsx", tmp_path / "there.json"
    path.write_bytes(book(BESIDE))
    there.write_text('{"event": [{"venue.responsible": "李雷", "goal.note": "待定"}]}')
    taken = import_into(HOUSE, read_source(HOUSE, there, ImportWish()), path, ImportWish()).taken
    assert [(kept.column, kept.stands, kept.came) for kept in taken.kept] == [("responsible", "王芳", "李雷")]
    assert [(mend.column, mend.after) for mend in taken.mends] == [("note", "待定")]


def test_asked_for_it_gives_way(tmp_path):
    path, there = tmp_path / "plan.xlsx", tmp_path / "there.csv"
    path.write_bytes(book(BESIDE))
    there.write_text("项目,内容,负责人\n场地,一号厅,李雷\n活动名称,新品发布会,王芳\n")
    wish = ImportWish(replace=True)
    import_into(HOUSE, read_source(HOUSE, there, wish), path, wish)
    assert check_file(HOUSE, path, None).parsed.plan.sides["event", "venue"].responsible == "李雷"


def test_a_markdown_form_shows_only_what_is_filled():
    found = examined(HOUSE, book({"event": {"venue": {"note": "含早餐"}}}), None)
    lines = exported("md", HOUSE, found, ["event"]).data.decode().splitlines()
    assert "| 项目 | 内容 | 备注 |" in lines
