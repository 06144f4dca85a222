"""Two copies of a plan joined."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetplan.changes.differences import Side
from sheetplan.changes.merging import merge
from sheetplan.table.layout import locate
from support.memory import applied
from support.sketch import sketch

BASE = "tasks T1 title=印刷 stage=筹备 note=上海\ntasks T2 title=布展"


def side(text):
    snapshot = sketch(text)
    return Side(snapshot, locate(snapshot))


def joined(base, ours, theirs, **options):
    """Tasks of the result by id, and why a person has to look at what."""
    first = side(ours)
    merged = merge(side(base) if base else None, first, side(theirs), **options)
    result = put(first, merged.mends)
    return tasks(result), [(c.label, c.column, c.ours, c.theirs, c.why) for c in merged.conflicts]


def put(side, mends):
    """The workbook with cells changed."""
    from sheetplan.changes.change import ChangeSet

    return applied(side.snapshot, ChangeSet("", mends=mends), side.layout)


def tasks(snapshot):
    where = locate(snapshot).sheets["tasks"]
    (grid,) = (grid for grid in snapshot.grids if grid.name == where.name)
    rows = [
        {
            key: raw
            for key in ("code", "title", "stage", "note", "predecessors")
            if (raw := grid.cell(row, where.columns[key])) not in (None, "")
        }
        for row in where.rows
    ]
    return {row.pop("code"): row for row in rows}


def test_what_each_side_changed_is_taken_from_it():
    result, doubts = joined(BASE, BASE.replace("上海", "北京"), BASE.replace("布展", "撤展"))
    assert (result["T1"]["note"], result["T2"]["title"], doubts) == ("北京", "撤展", [])


def test_two_columns_of_one_row_are_no_conflict():
    result, doubts = joined(BASE, BASE.replace("上海", "北京"), BASE.replace("印刷", "印制"))
    assert (result["T1"]["note"], result["T1"]["title"], doubts) == ("北京", "印制", [])


def test_what_both_changed_alike_is_no_conflict():
    changed = BASE.replace("上海", "北京")
    assert joined(BASE, changed, changed)[1] == []


def test_what_both_changed_differently_stays_and_is_listed_with_both_contents():
    result, doubts = joined(BASE, BASE.replace("上海", "北京"), BASE.replace("上海", "广州"))
    assert (result["T1"]["note"], doubts) == ("北京", [("T1", "note", "北京", "广州", "both")])


def test_new_rows_of_the_other_side_are_added():
    result, doubts = joined(BASE, BASE, f"{BASE}\ntasks T3 title=彩排")
    assert (result["T3"]["title"], doubts) == ("彩排", [])


def test_two_new_rows_of_one_id_both_stay_and_references_follow():
    ours = f"{BASE}\ntasks T3 title=彩排"
    theirs = f"{BASE}\ntasks T3 title=签到 \ntasks T4 title=入场 predecessors=T3"
    result, doubts = joined(BASE, ours, theirs)
    assert {row["title"] for row in result.values()} == {"印刷", "布展", "彩排", "签到", "入场"}
    assert [why for *_, why in doubts] == ["same-id"]
    (new,) = (code for code, row in result.items() if row["title"] == "签到")
    assert result["T4"]["predecessors"] == new


def test_two_new_rows_without_ids_are_two():
    ours, theirs = f"{BASE}\ntasks title=彩排", f"{BASE}\ntasks title=签到"
    merged = merge(side(BASE), side(ours), side(theirs))
    assert [mend.after for mend in merged.mends] == ["签到"]
    assert merged.conflicts == ()


def test_a_row_deleted_there_and_untouched_here_goes():
    assert "T2" not in joined(BASE, BASE, BASE.split("\n", maxsplit=1)[0])[0]


def test_a_row_deleted_there_and_changed_here_stays_and_is_listed():
    result, doubts = joined(BASE, BASE.replace("布展", "撤展"), BASE.split("\n", maxsplit=1)[0])
    assert (result["T2"]["title"], [why for *_, why in doubts]) == ("撤展", ["deleted-there"])


def test_a_row_deleted_here_and_changed_there_comes_back_and_is_listed():
    result, doubts = joined(BASE, BASE.split("\n", maxsplit=1)[0], BASE.replace("布展", "撤展"))
    assert (result["T2"]["title"], [why for *_, why in doubts]) == ("撤展", ["deleted-here"])


@pytest.mark.parametrize(("newer", "stands"), [(True, "广州"), (False, "上海")])
def test_without_a_common_state_the_newer_wins_and_everything_is_listed(newer, stands):
    result, doubts = joined(None, BASE, BASE.replace("上海", "广州"), theirs_is_newer=newer)
    assert (result["T1"]["note"], doubts) == (stands, [("T1", "note", "上海", "广州", "newer")])


def test_without_a_common_state_something_beats_nothing():
    result, _ = joined(None, BASE.replace(" note=上海", ""), BASE, theirs_is_newer=False)
    assert result["T1"]["note"] == "上海"


WORDS = st.sampled_from(["", "甲", "乙", "丙"])
ROWS = st.dictionaries(
    st.sampled_from(["T1", "T2", "T3"]), st.fixed_dictionaries({"title": WORDS, "note": WORDS})
)


def text(rows):
    lines = (
        f"tasks {code} stage=x " + " ".join(f"{key}={value}" for key, value in row.items() if value)
        for code, row in rows.items()
    )
    return "\n".join(lines)


def everything(snapshot, doubts):
    """Every content that a reader of the result can find, in its cells or on the list."""
    cells = {raw for row in tasks(snapshot).values() for raw in row.values()}
    return cells | {raw for doubt in doubts for raw in (doubt.ours, doubt.theirs)}


@settings(max_examples=60, deadline=None)
@given(base=ROWS, ours=ROWS, theirs=ROWS)
def test_no_edit_is_lost_whichever_copy_comes_first(base, ours, theirs):
    sides = side(text(base)), side(text(ours)), side(text(theirs))
    for first, second in ((sides[1], sides[2]), (sides[2], sides[1])):
        merged = merge(sides[0], first, second)
        found = everything(put(first, merged.mends), merged.conflicts)
        for rows in (ours, theirs):
            for code, row in rows.items():
                edited = {
                    value for key, value in row.items() if value and value != base.get(code, {}).get(key)
                }
                assert edited <= found


@settings(max_examples=60, deadline=None)
@given(base=ROWS, ours=ROWS, theirs=ROWS)
def test_the_order_of_the_copies_matters_only_where_it_is_listed(base, ours, theirs):
    sides = side(text(base)), side(text(ours)), side(text(theirs))
    one, other = merge(sides[0], sides[1], sides[2]), merge(sides[0], sides[2], sides[1])
    listed = {doubt.label for doubt in (*one.conflicts, *other.conflicts)}
    if any(doubt.why == "same-id" for doubt in (*one.conflicts, *other.conflicts)):
        return
    first, second = tasks(put(sides[1], one.mends)), tasks(put(sides[2], other.mends))
    for code in first.keys() | second.keys():
        assert code in listed or first.get(code) == second.get(code)
