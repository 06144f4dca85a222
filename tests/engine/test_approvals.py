"""What was approved, and whether it is still what stands there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sheetplan.app.pipeline import examine
from sheetplan.engine.approvals import fingerprint
from sheetplan.engine.outcome import Figure
from sheetplan.table.parse import parse
from sheetplan.wiring import Holidays
from support.memory import applied
from support.sketch import sketch, status_date

BUDGET = "budget B1 category=场地 item=会议厅 unit_price={} quantity=1"
APPROVED = "approvals V1 document=策划方案 step=1 approver=李雷 focus=whole decision=approved decided_on=d1"


def examined(snapshot, plan):
    day = status_date(plan)
    return examine(snapshot, status_date=day, today=day, holidays=Holidays())


def after(plan, change):
    """A plan approved and recorded, then changed by somebody."""
    first = examined(sketch(plan), plan)
    recorded = applied(first.snapshot, first.changes(), first.parsed.layout)
    grids = tuple(
        grid._replace(rows=tuple(tuple(change.get(cell, cell) for cell in row) for row in grid.rows))
        for grid in recorded.grids
    )
    return examined(recorded._replace(grids=grids), plan)


def standing(found):
    return [record.standing for record in found.outcome.approvals]


@pytest.mark.parametrize(
    ("figure", "change", "stands"),
    [
        ("budget_total", {}, "valid"),
        ("budget_total", {9000.0: 9500.0}, "void"),
        ("budget_total", {"会议厅": "宴会厅"}, "valid"),
        ("event_date", {9000.0: 9500.0}, "valid"),
        ("event_date", {date(2026, 3, 27): date(2026, 3, 28)}, "void"),
        ("", {9000.0: 9500.0}, "void"),
        ("", {date(2026, 3, 27): date(2026, 3, 28)}, "void"),
        ("budget_lines", {9000.0: 9500.0}, "void"),
        ("targets", {500.0: 800.0}, "void"),
        ("targets", {9000.0: 9500.0}, "valid"),
    ],
)
def test_an_approval_falls_with_the_figure_it_is_about(figure, change, stands):
    metric = "metrics M1 metric=线索 target=500 unit=条 due=d20 definition=手机号"
    plan = f"{BUDGET.format(9000)}\n{metric}\n{APPROVED} figure={figure}"
    assert standing(after(plan, change)) == [stands]


def test_a_void_approval_names_both_figures():
    found = after(f"{BUDGET.format(9000)}\n{APPROVED} figure=budget_total", {9000.0: 9500.0})
    (finding,) = [finding for finding in found.findings if finding.code == "APR001"]
    assert finding.hit.facts["then"] == "预算总额：9000"
    assert finding.hit.facts["now"] == (Figure("event", "budget_total", "", Decimal(9500)),)


def test_what_is_approved_is_recorded_once():
    plan = f"{BUDGET.format(9000)}\n{APPROVED}"
    first = examined(sketch(plan), plan)
    recorded = applied(first.snapshot, first.changes(), first.parsed.layout)
    (approval,) = parse(recorded).plan.approvals
    assert approval.figures == "预算总额：9000、活动日期：2026-03-27"
    assert len(examined(recorded, plan).changes()) == 0


@pytest.mark.parametrize("decision", ["pending", "revise", "rejected", ""])
def test_only_an_approval_records_figures(decision):
    plan = f"{BUDGET.format(9000)}\n{APPROVED.replace('approved', decision)} opinion=请补充"
    found = examined(sketch(plan), plan)
    assert standing(found) == ["open"]
    assert not [change for change in found.changes().values if change.column == "fingerprint"]


def test_an_emptied_record_is_written_anew():
    plan = f"{BUDGET.format(9000)}\n{APPROVED} fingerprint=0000000000000000"
    written = [change.column for change in examined(sketch(plan), plan).changes().values]
    assert {"figures", "fingerprint"} <= set(written)


@pytest.mark.parametrize("value", [Decimal("9000.0"), Decimal("9E+3"), Decimal(9000)])
def test_a_fingerprint_knows_numbers_and_not_their_looks(value):
    assert fingerprint((Figure("event", "budget_total", "", value),)) == fingerprint(
        (Figure("event", "budget_total", "", Decimal(9000)),)
    )
