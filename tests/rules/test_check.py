"""How findings come out: sorted, one per cause, addressed by the row's own id."""

from __future__ import annotations

from sheetplan.model.sheets import SHEETS
from support.verdict import codes, findings_of

TASK = "tasks T1 title=印刷 responsible=王芳 accountable=李雷 duration=3 baseline_start=d5 baseline_finish=d7"


def test_findings_stand_in_the_order_of_sheets_and_rows():
    found = findings_of(f"{TASK} deadline=下周\n{TASK.replace('T1', 'T2')} duration=很久\nevent venue=")
    places = [(list(SHEETS).index(finding.hit.sheet), finding.hit.row) for finding in found]
    assert places == sorted(places)


def test_findings_of_a_row_stand_in_the_order_of_its_columns():
    found = findings_of(f"{TASK} duration=很久 deadline=下周")
    assert [finding.hit.column for finding in found] == ["duration", "deadline"]


def test_a_cell_that_cannot_be_read_is_not_also_called_empty():
    assert codes("metrics M1 metric=线索 target=约500 unit=条 due=d20 definition=有效手机号") == ["CEL004"]


def test_a_placeholder_is_not_also_called_empty():
    assert codes("event lead=*经理") == ["CEL015"]


def test_a_date_written_as_text_is_still_judged():
    assert codes("event end_date=text:2026-03-01") == ["CEL013", "EVT001"]


def test_many_dates_written_as_text_are_told_once_per_column():
    tasks = "\n".join(TASK.replace("T1", f"T{n}") + " deadline=text:2026-03-12" for n in range(1, 9))
    (finding,) = [finding for finding in findings_of(tasks) if finding.code == "CEL013"]
    assert finding.hit.facts["count"] == 8


def test_a_name_that_nobody_knows_is_told_once():
    tasks = "\n".join(TASK.replace("T1", f"T{n}").replace("王芳", "王方") for n in range(1, 4))
    (finding,) = [finding for finding in findings_of(tasks) if finding.code == "TSK012"]
    assert finding.hit.facts["count"] == 3


def test_a_row_without_id_is_called_by_the_id_it_is_about_to_be_given():
    (finding,) = findings_of(TASK.replace(" T1", "").replace("accountable=李雷", "accountable=李雷、王芳"))
    assert finding.hit.key == "T01"


def test_an_entry_of_a_form_is_called_by_its_name():
    (finding,) = findings_of("event venue=")
    assert (finding.hit.key, finding.hit.row) == ("活动地点", 13)


def test_roles_and_departments_may_be_responsible_too():
    assert codes(f"people 王芳 department=市场部\n{TASK} responsible=市场部") == []


def test_no_team_list_makes_no_strangers():
    assert "TSK012" not in codes(f"without people\n{TASK} responsible=谁谁")
