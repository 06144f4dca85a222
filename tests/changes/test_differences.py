"""What two workbooks say differently."""

import pytest

from sheetplan.changes.differences import Side, differences
from sheetplan.table.layout import locate
from support.sketch import sketch

ONE = "tasks T1 title=印刷 stage=筹备 duration=3"


def side(text, language="zh"):
    snapshot = sketch(text, language)
    return Side(snapshot, locate(snapshot))


def told(before, after, **languages):
    first = side(before, languages.get("first", "zh"))
    second = side(after, languages.get("second", "zh"))
    return [
        (row.sheet, row.label, row.kind, [tuple(cell) for cell in row.cells])
        for row in differences(first, second)
    ]


def test_equal_plans_say_the_same():
    assert told(ONE, ONE) == []


def test_a_changed_cell_is_told_with_both_contents():
    assert told(ONE, ONE.replace("印刷", "布展")) == [("tasks", "T1", "changed", [("title", "印刷", "布展")])]


def test_the_order_of_rows_does_not_matter():
    assert told(f"{ONE}\ntasks T2 title=布展", f"tasks T2 title=布展\n{ONE}") == []


def test_an_added_row_is_told_with_all_it_holds():
    ((sheet, label, kind, cells),) = told(ONE, f"{ONE}\ntasks T2 title=布展")
    assert (sheet, label, kind, ("title", None, "布展") in cells) == ("tasks", "T2", "added", True)


def test_a_removed_row_is_told_too():
    assert [row[:3] for row in told(f"{ONE}\ntasks T2 title=布展", ONE)] == [("tasks", "T2", "removed")]


def test_entries_of_forms_are_compared():
    assert told("event venue=上海", "event venue=北京") == [
        ("event", "活动地点", "changed", [("venue", "上海", "北京")])
    ]


def test_two_rows_of_one_id_are_told_apart_by_their_order():
    twice = f"{ONE}\ntasks T1 title=布展"
    assert told(twice, twice.replace("布展", "撤展")) == [
        ("tasks", "T1", "changed", [("title", "布展", "撤展")])
    ]


@pytest.mark.parametrize(("written", "other"), [("3", "3.0"), ("d3", "d3")])
def test_ways_of_writing_do_not_matter(written, other):
    assert told(f"tasks T1 title=a duration={written}", f"tasks T1 title=a duration={other}") == []


def test_choices_in_two_languages_say_the_same():
    chinese = "metrics M1 metric=线索 direction=越高越好"
    assert told(chinese, chinese.replace("越高越好", "Higher")) == []
