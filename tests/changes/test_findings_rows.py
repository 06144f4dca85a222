"""What a row of 检查结果 says of the cell it is about."""

from __future__ import annotations

from sheetplan.app.pipeline import examine
from sheetplan.changes.findings_rows import findings_rows
from sheetplan.wiring import Holidays
from support.sketch import sketch, status_date

PLAN = """
budget_summary 场地 target_share=60%
budget_summary 宣传 target_share=40%
budget B1 category=场地 item=会议厅 unit_price=8000 quantity=1
budget B2 category=宣传 item=海报 unit_price=2000 quantity=1
"""


def test_a_finding_on_a_computed_cell_shows_what_is_computed_for_its_own_row():
    day = status_date(PLAN)
    found = examine(sketch(PLAN, "zh"), status_date=day, today=day, holidays=Holidays())
    told = findings_rows(found.findings, found.parsed, found.outcome, found.snapshot)
    assert {row[3]: row[5] for row in told.rows if row[1] == "BUD004"} == {"场地": "0.8", "宣传": "0.2"}
