"""Rows from elsewhere: added, filled in, kept apart; nothing lost on either side."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sheetplan.changes.arrivals import Arrival, take_in
from sheetplan.changes.currencies import whole
from sheetplan.changes.differences import Side
from sheetplan.language import wording
from sheetplan.model.currencies import currency_of
from sheetplan.model.reading import Context
from sheetplan.table.layout import locate
from sheetplan.table.parse import find_choice
from support.sketch import sketch

PLAN = """
tasks T1 title=印刷 responsible=王芳 duration=3
tasks T2 title=搭建
daily _ day=d1 channel=抖音 exposure=100
"""


def taken(*rows, rates=None, replace=False, plan=PLAN):
    snapshot = sketch(plan)
    side = Side(snapshot, locate(snapshot))
    context = Context(find_choice, wording("zh").choice, date(2026, 3, 27))
    return take_in(side, rows, context, rates or {}, replace=replace)


def written(found):
    return {(mend.column, mend.key.id): mend.after for mend in found.mends}


def task(**cells):
    return Arrival("tasks", "7", cells)


def test_a_new_row_goes_beneath_the_others():
    found = taken(task(title="拆除", duration="2"))
    assert (found.added, written(found)) == (1, {("title", "拆除"): "拆除", ("duration", "拆除"): 2})


def test_a_row_is_known_by_its_id():
    assert written(taken(task(code="t1", note="急"))) == {("note", "T1"): "急"}


def test_or_by_its_name():
    assert written(taken(task(title="印刷", percent_complete="60%"))) == {("percent_complete", "T1"): 0.6}


def test_but_not_by_its_name_where_ids_differ():
    assert taken(task(code="T9", title="印刷")).added == 1


def test_what_says_the_same_is_no_change():
    found = taken(task(code="T1", title="印刷", responsible=["王芳"], duration=Decimal(3)))
    assert (found.mends, found.unchanged) == ((), 1)


def test_a_cell_that_holds_something_else_stays_and_is_told():
    (kept,) = taken(task(code="T1", duration="5")).kept
    assert (kept.column, kept.stands, kept.came, kept.origin) == ("duration", 3, 5, "7")


def test_unless_the_source_is_to_have_its_way():
    found = taken(task(code="T1", duration="5"), replace=True)
    assert (written(found), found.kept) == ({("duration", "T1"): 5}, ())


def test_of_two_rows_that_contradict_each_other_the_first_one_is_taken_even_then():
    found = taken(task(code="T9", title="a", duration=1), task(code="T9", duration=2), replace=True)
    assert (found.added, [kept.came for kept in found.kept]) == (1, [2])


def test_one_row_given_twice_is_taken_once():
    found = taken(task(title="拆除"), task(title="拆除"))
    assert (found.added, found.unchanged) == (1, 1)


def test_daily_figures_are_known_by_day_and_channel():
    row = {"day": "2026-03-02T00:00:00Z", "channel": "抖音", "visits": "1,200"}
    found = taken(Arrival("daily", "2", row))
    assert (found.added, [(mend.column, mend.after) for mend in found.mends]) == (0, [("visits", 1200)])
    assert taken(Arrival("daily", "2", row | {"channel": "微博"})).added == 1


@pytest.mark.parametrize(
    ("column", "raw", "why"),
    [
        ("duration", "约5天", "ambiguous-number"),
        ("percent_complete", "60", "rate-too-large"),
        ("deadline", "01/03/2026", "ambiguous-date"),
        ("priority", "urgent", "not-a-choice"),
        ("planned_cost", "$30", "other-currency"),
    ],
)
def test_what_is_not_plain_is_not_taken(column, raw, why):
    found = taken(task(code="T2", **{column: raw}))
    assert (found.mends, [(untaken.column, untaken.flaw.code) for untaken in found.untaken]) == (
        (),
        [(column, why)],
    )


def test_an_amount_is_converted_by_the_rate_that_is_given():
    found = taken(task(code="T2", planned_cost="$1,200.50"), rates={"USD": Decimal("7.1")})
    assert written(found) == {("planned_cost", "T2"): 8523.55}


def test_choices_are_taken_as_words_and_as_keys():
    for said in ("high", "高", "High"):
        assert written(taken(task(code="T2", priority=said))) == {("priority", "T2"): "高"}


def test_a_name_that_several_rows_bear_is_ambiguous():
    found = taken(task(title="印刷", note="x"), plan=PLAN + "tasks T3 title=印刷\n")
    assert [untaken.flaw.code for untaken in found.untaken] == ["ambiguous-row"]


def test_a_sheet_that_is_not_there_is_told():
    found = taken(Arrival("guests", "2", {"name": "李总"}), plan=PLAN + "without guests\n")
    assert [untaken.flaw.code for untaken in found.untaken] == ["no-sheet"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Cost (USD)", "USD"),
        ("花费（美元）", "USD"),
        ("费用（元）", "CNY"),
        ("European reach", ""),
        ("HK$ 30", "HKD"),
    ],
)
def test_currencies_are_named_in_many_ways(text, code):
    assert currency_of(text) == code


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        (12.5, 125_000),
        ("12.5", 125_000),
        ("¥12.5", 125_000),
        ("3万", "3万"),
        ("9000元", "9000元"),
        ("open", "open"),
        (None, None),
    ],
)
def test_an_amount_in_ten_thousands_is_taken_whole_unless_it_says_its_own_unit(raw, amount):
    assert whole(raw, 10_000) == amount


BUDGET = "budget B1 category=场地 item=会议厅 unit_price=9000 quantity=1"


def line(**cells):
    return Arrival("budget", "7", cells)


def test_lines_of_one_category_are_not_one_line():
    found = taken(line(category="场地", item="休息室", actual="500"), plan=BUDGET)
    assert (found.added, found.kept) == (1, ())


def test_a_line_is_known_by_its_category_and_its_item():
    found = taken(line(category="场地", item="会议厅", actual="500"), plan=BUDGET)
    assert written(found) == {("actual", "B1"): 500}


def test_without_a_category_by_its_item():
    assert written(taken(line(item="会议厅", actual="500"), plan=BUDGET)) == {("actual", "B1"): 500}


def test_the_same_item_of_another_category_is_another_line():
    assert taken(line(category="餐饮", item="会议厅", actual="500"), plan=BUDGET).added == 1


def test_two_contracts_with_one_supplier_are_two():
    came = Arrival("contracts", "7", {"supplier": "云声", "subject": "灯光", "amount": "500"})
    assert taken(came, plan="contracts C1 supplier=云声 subject=音响").added == 1
