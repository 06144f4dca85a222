"""What people type into computed cells."""

from sheetplan.changes.change import ChangeSet, Mend, RowKey, SetValue
from sheetplan.changes.typed_over import TYPED, suspects, typed_over, without


def cell(before, after=5, row="T1", column="total_slack", sheet="tasks"):
    return Mend(sheet, RowKey(row, 7), column, before, after, "")


def test_what_was_computed_last_time_is_ours():
    assert list(typed_over(suspects([cell(3)]), [cell(None, 3)])) == []


def test_what_is_neither_old_nor_new_was_typed():
    assert list(typed_over(suspects([cell(9)]), [cell(None, 3)])) == [cell(9, 3)._replace(code=TYPED)]


def test_the_newest_write_counts():
    assert list(typed_over(suspects([cell(3)]), [cell(1, 3), cell(None, 1)])) == []


def test_a_row_that_was_never_written_came_with_its_cells_from_another():
    assert list(typed_over(suspects([cell(9, row="T2")]), [cell(None, 3)])) == []


def test_an_emptied_cell_is_computed_again():
    assert suspects([cell(None), cell("")]) == ()


def test_cells_of_people_and_of_formulas_are_others_business():
    assert suspects([cell("印刷", column="title")]) == ()


def test_what_was_typed_is_left_alone_and_the_rest_is_written():
    key = RowKey("T1", 7)
    changes = ChangeSet("", values=(SetValue("tasks", key, "total_slack", 5), SetValue("tasks", key, "x", 1)))
    assert without(changes, [cell(9)]).values == (SetValue("tasks", key, "x", 1),)
