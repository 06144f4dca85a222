"""Which rows of a budget sum up others."""

from time import process_time

from sheetplan.table.recognition.row_names import sums_up
from sheetplan.table.recognition.sums import Entry, sums


def table(*rows, computed=()):
    """Rows of a name and an amount, numbered from 1; a name that says so is that of a sum."""
    return [
        Entry(number, name, "", {2: amount}, name.endswith("小计"), number in computed)
        for number, (name, amount) in enumerate(rows, 1)
    ]


def test_a_row_named_as_a_sum_sums_up_the_rows_that_come_to_it():
    assert sums(table(("场地", 100), ("搭建", 30), ("甲小计", 130))).totals == {3}


def test_a_sum_of_sums_does_not_count_their_parts_again():
    found = sums(table(("场地", 100), ("甲小计", 100), ("餐饮", 20), ("乙小计", 20), ("总小计", 120)))
    assert found.totals == {2, 4, 5}


def test_a_named_sum_that_the_rows_do_not_come_to_is_open():
    found = sums(table(("场地", 90), ("搭建", 30), ("甲小计", 130)))
    assert (found.totals, found.open) == (set(), {3})


def test_named_sums_with_nothing_to_sum_up_are_lines():
    assert sums(table(("人员小计", 100), ("差旅小计", 20))) == sums([])


def test_a_typed_amount_that_happens_to_be_a_sum_is_a_line():
    assert sums(table(("桌", 100), ("椅", 200), ("灯", 300))) == sums([])


def test_a_formula_that_comes_to_the_rows_above_is_their_sum():
    assert sums(table(("桌", 100), ("椅", 200), ("家具", 300), computed=(3,))).totals == {3}


def test_a_table_of_nothing_but_heads_and_parts_counts_the_parts():
    rows = table(("场地", 130), ("主会场", 100), ("分会场", 30), ("餐饮", 50), ("晚宴", 40), ("茶歇", 10))
    assert sums(rows).heads == {1: 3, 4: 6}


def test_chapters_within_chapters_are_heads_too():
    rows = table(("一、会务", 130), ("（一）场地", 130), ("1、主会场", 100), ("2、分会场", 30))
    assert sums(rows).heads == {1: 4, 2: 4}


def test_a_chapter_that_its_rows_do_not_come_to_is_open():
    assert sums(table(("一、会务", 150), ("主会场", 100), ("分会场", 30))).open == {1}


def test_a_list_that_is_numbered_throughout_has_no_heads():
    assert sums(table(("一、场地", 150), ("二、餐饮", 100), ("三、礼品", 50))) == sums([])


def test_a_lump_sum_sums_up_nothing():
    assert not sums_up("Photographer lump sum")


def test_thousands_of_lines_are_looked_at_once_not_each_with_each():
    began = process_time()
    sums(table(*((f"项目{number}", 7 * number % 101) for number in range(5000)), computed=range(5000)))
    assert process_time() - began < 2
