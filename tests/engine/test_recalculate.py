from datetime import date, timedelta
from decimal import Decimal
from typing import get_args, get_type_hints

import pytest

from sheetplan.engine.outcome import Outcome
from sheetplan.engine.recalculate import calendar_of, recalculate
from sheetplan.engine.working_calendar import CalendarData, WorkingCalendar
from sheetplan.model.column import Owner
from sheetplan.model.plan import Plan
from sheetplan.model.sheets import SHEETS
from sheetplan.model.sheets.actions import Action
from sheetplan.model.sheets.budget import BudgetLine
from sheetplan.model.sheets.calendar import CalendarDay
from sheetplan.model.sheets.event import Event
from sheetplan.model.sheets.metrics import Metric
from sheetplan.model.sheets.review import ReviewPoint
from sheetplan.model.sheets.settings import Settings
from sheetplan.model.sheets.tasks import Task
from support.networks import PLAIN, d, forecast

STATUS = d("d1")
FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2024, 3, day) for day in (8, 9, 10, 11))


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet != "findings"])
def test_every_computed_column_has_one_producer(sheet):
    computed = set(SHEETS[sheet].columns_of(Owner.FORMULA, Owner.SHEETPLAN))
    assert computed <= set(getattr(record_of(sheet), "_fields", ()))


def record_of(sheet):
    """The class of a sheet's computed records: ``tuple[Record, ...]``, or of a form the record itself."""
    hint = get_type_hints(Outcome).get(sheet)
    return next(iter(get_args(hint)), hint)


def test_records_are_found_by_sheet_row_and_column():
    assert forecast("A 2d").value("tasks", 0, "finish") == d("d2")


def test_records_stand_in_the_order_of_the_rows():
    assert [task.code for task in forecast("B 1d after A; A 1d; C 1d").tasks] == ["B", "A", "C"]


def test_an_empty_plan_has_an_outcome():
    outcome = recalculate(Plan(), STATUS, PLAIN)
    assert (outcome.tasks, outcome.event.forecast_finish, outcome.event.task_count) == ((), None, 0)


def test_tasks_are_counted_by_status():
    event = forecast("A 1d 100%; B 1d to d1; C 1d to d9; D 1d", "d5").event
    assert (event.task_count, event.tasks_done, event.tasks_slipping) == (4, 1, 1)


def test_rows_without_title_are_no_tasks():
    assert (
        recalculate(Plan(tasks=(Task(code="T01"), Task(title="印刷"))), STATUS, PLAIN).event.task_count == 1
    )


def test_the_forecast_finish_is_that_of_the_last_task():
    assert forecast("A 3d; B 2d").event.forecast_finish == d("d3")


def test_metrics_are_counted_as_met_from_their_target_on():
    metrics = [
        Metric(metric="线索", target=Decimal(10), actual=actual)
        for actual in (Decimal(9), Decimal(10), Decimal(11), None)
    ]
    event = recalculate(Plan(metrics=(*metrics, Metric())), STATUS, PLAIN).event
    assert (event.metric_count, event.metrics_met) == (4, 2)


def test_the_budget_is_totalled():
    line = BudgetLine(unit_price=Decimal(50), quantity=Decimal(2), actual=Decimal(90))
    event = recalculate(Plan(budget=(line,)), STATUS, PLAIN).event
    assert (event.budget_total, event.actual_total, event.budget_variance) == (100, 90, -10)
    assert event.spend_rate == Decimal("0.9")


def test_settings_reach_the_metrics():
    plan = Plan(
        metrics=(Metric(target=Decimal(10), actual=Decimal(7)),), settings=Settings(nearly_met=Decimal("0.7"))
    )
    assert recalculate(plan, STATUS, PLAIN).metrics[0].verdict == "nearly"


IDS = {
    "the next number": (["T01", "T02", None], ["T03"]),
    "the first": ([None, None], ["T01", "T02"]),
    "gaps stay gaps": (["T05", None], ["T06"]),
    "whatever the row": ([None, "T01"], ["T02"]),
    "past a hundred": (["T99", None], ["T100"]),
    "case and width do not matter": (["ｔ０７", None], ["T08"]),
    "other people's codes are left alone": (["A-1", "7", None], ["T01"]),
    "nothing to do": (["T01"], []),
}


@pytest.mark.parametrize(("codes", "given"), IDS.values(), ids=IDS)
def test_rows_without_id_get_one(codes, given):
    tasks = tuple(Task(code=code, row=row) for row, code in enumerate(codes, start=5))
    assert list(recalculate(Plan(tasks=tasks), STATUS, PLAIN).ids.values()) == given


def test_ids_are_found_by_sheet_and_row():
    plan = Plan(tasks=(Task(row=7),), metrics=(Metric(row=4),))
    outcome = recalculate(plan, STATUS, PLAIN)
    assert outcome.ids == {("tasks", 7): "T01", ("metrics", 4): "M01"}
    assert outcome.tasks[0].code == "T01"


def test_an_id_that_others_refer_to_is_not_given_to_a_new_row():
    plan = Plan(tasks=(Task(code="T01", predecessors=("T02",), row=5), Task(row=6)))
    assert recalculate(plan, STATUS, PLAIN).ids == {("tasks", 6): "T03"}


def test_a_problem_that_an_action_refers_to_is_not_given_to_a_new_row():
    plan = Plan(review=(ReviewPoint(row=5),), actions=(Action(code="A01", problem="R03", row=5),))
    assert recalculate(plan, STATUS, PLAIN).ids == {("review", 5): "R04"}


def test_rows_of_no_sheet_get_no_id():
    assert recalculate(Plan(tasks=(Task(),)), STATUS, PLAIN).ids == {}


NOTHING_OFFICIAL = CalendarData()
OFFICIAL = CalendarData(days_off=frozenset({FRIDAY}), working_weekends=frozenset({SATURDAY}))


def worked(official=NOTHING_OFFICIAL, rows=(), **event):
    """Return which days from Friday to Monday are worked."""
    calendar = tuple(CalendarDay(day=day, kind=kind, origin=origin) for day, kind, origin in rows)
    found = calendar_of(Plan(calendar=calendar, event=Event(**event)), official)
    return "".join("x" if found.is_working(day) else "." for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY))


CALENDARS = {
    "the weekday": (NOTHING_OFFICIAL, (), "x..x"),
    "official days": (OFFICIAL, (), ".x.x"),
    "official days on the sheet": (NOTHING_OFFICIAL, [(MONDAY, "off", "official")], "x..."),
    "own days beat official ones": (OFFICIAL, [(FRIDAY, "work", "own"), (SATURDAY, "off", "own")], "x..x"),
    "own days beat official ones on the sheet": (
        NOTHING_OFFICIAL,
        [(MONDAY, "work", "own"), (MONDAY, "off", "official")],
        "x..x",
    ),
    "rows of unknown origin are own": (OFFICIAL, [(FRIDAY, "work", None)], "xx.x"),
    "half rows say nothing": (NOTHING_OFFICIAL, [(None, "off", "own"), (MONDAY, None, "own")], "x..x"),
    "who says both is off": (NOTHING_OFFICIAL, [(MONDAY, "off", "own"), (MONDAY, "work", "own")], "x..."),
}


@pytest.mark.parametrize(("official", "rows", "days"), CALENDARS.values(), ids=CALENDARS)
def test_calendar_of(official, rows, days):
    assert worked(official, rows) == days


def test_the_team_works_on_the_first_and_the_last_day_of_the_event():
    assert worked(event_date=SATURDAY, end_date=SUNDAY) == "xxxx"


def test_unless_it_says_otherwise():
    assert worked(rows=[(SATURDAY, "off", "own")], event_date=SATURDAY) == "x..x"


def test_days_may_be_calendar_days():
    plan = Plan(settings=Settings(day_count="calendar"))
    assert calendar_of(plan, OFFICIAL).count(FRIDAY, MONDAY) == 3


@pytest.mark.parametrize(
    ("event_date", "since"), [(MONDAY, MONDAY), (SUNDAY, None), (None, None), (date(2030, 1, 1), MONDAY)]
)
def test_a_plan_beyond_the_official_calendar_is_provisional(event_date, since):
    calendar = WorkingCalendar(CalendarData(known_until=SUNDAY))
    plan = Plan(event=Event(event_date=event_date))
    assert recalculate(plan, STATUS, calendar).provisional_from == since


def test_a_forecast_beyond_the_official_calendar_is_provisional():
    calendar = WorkingCalendar(CalendarData(known_until=SUNDAY))
    plan = Plan(tasks=(Task(duration=Decimal(20)),))
    assert recalculate(plan, STATUS, calendar).provisional_from == SUNDAY + timedelta(days=1)


def test_a_calendar_without_limit_is_never_provisional():
    assert recalculate(Plan(event=Event(event_date=date.max)), STATUS, PLAIN).provisional_from is None
