"""Rules of 策划总表: the event's days, goal, lead and money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from sheetplan.rules.lookup import strangers, team
from sheetplan.rules.rule import Case, Hit, Severity, at, rule

SATURDAY = 5
LONGEST_EVENT = timedelta(days=60)
PLAN_B_BEFORE = timedelta(days=7)
_FIGURE = re.compile(r"[0-9０-９]|[一二两三四五六七八九十百千破][个名位人场次条家万千百亿]|成以上|翻番|翻倍")
_BUDGET = """
budget B1 category=场地 item=会议厅 unit_price=9000 quantity=1 approver=李雷
budget B2 category=备用金 item=备用金 unit_price=1000 quantity=1
budget_summary 场地
budget_summary 备用金 nature=reserve
"""


@rule("EVT001", Severity.ERROR, bad="event end_date=d19", good="event end_date=d20")
def ends_before_it_begins(case: Case) -> Iterator[Hit]:
    """Yield an end date before the event date."""
    event = case.plan.event
    if event.event_date and event.end_date and event.end_date < event.event_date:
        yield at(event, "end_date", start=event.event_date, end=event.end_date)


@rule("EVT002", Severity.WARNING, bad="event end_date=d90", good="event end_date=d30")
def lasts_very_long(case: Case) -> Iterator[Hit]:
    """Yield an end date so far away that it is probably mistyped."""
    event = case.plan.event
    if event.event_date and event.end_date and event.end_date - event.event_date > LONGEST_EVENT:
        days = (event.end_date - event.event_date).days + 1
        yield at(event, "end_date", start=event.event_date, end=event.end_date, days=days)


@rule("EVT003", Severity.NOTE, bad="event event_date=2026-03-28", good="event event_date=d20")
def on_a_day_off(case: Case) -> Iterator[Hit]:
    """Yield an event date on which offices are closed: often meant, but worth knowing.

    Asked of weekday and sheet, since the working calendar takes the day of the event for worked.
    """
    day = case.plan.event.event_date
    listed = {row.day: row.kind for row in case.plan.calendar}
    if day and (listed.get(day) or ("off" if day.weekday() >= SATURDAY else "work")) == "off":
        yield at(case.plan.event, "event_date", day=day)


@rule("EVT004", Severity.WARNING, bad="event goal=提升品牌认知", good="event goal=收集线索500条")
def goal_without_figure(case: Case) -> Iterator[Hit]:
    """Yield a goal that no figure makes measurable."""
    event = case.plan.event
    if event.goal and not _FIGURE.search(event.goal):
        yield at(event, "goal", goal=event.goal)


@rule("EVT005", Severity.WARNING, bad="event lead=韩梅梅", good="event lead=李雷")
def lead_not_on_team(case: Case) -> Iterator[Hit]:
    """Yield a lead whom the team list does not know."""
    event = case.plan.event
    if event.lead and strangers(case.plan, [event.lead], team(case.plan)):
        yield at(event, "lead", name=event.lead)


@rule(
    "EVT006",
    Severity.ERROR,
    bad=f"{_BUDGET}event approved_limit=9000",
    good=f"{_BUDGET}event approved_limit=10000",
)
def budget_over_limit(case: Case) -> Iterator[Hit]:
    """Yield an approved limit that the budget exceeds."""
    event, total = case.plan.event, case.outcome.event.budget_total
    if event.approved_limit is not None and total > event.approved_limit:
        yield at(
            event,
            "approved_limit",
            total=total,
            limit=event.approved_limit,
            over=total - event.approved_limit,
        )


@rule(
    "EVT007",
    Severity.ERROR,
    bad=f"{_BUDGET}budget B3 category=场地 item=布置 unit_price=10 quantity=1 actual=12000 note=加急 "
    "approver=李雷\nevent approved_limit=11000",
    good=f"{_BUDGET}event approved_limit=11000",
)
def spend_over_limit(case: Case) -> Iterator[Hit]:
    """Yield an approved limit that has already been spent."""
    event, spent = case.plan.event, case.outcome.event.actual_total
    if event.approved_limit is not None and spent > event.approved_limit:
        yield at(
            event,
            "approved_limit",
            spent=spent,
            limit=event.approved_limit,
            over=spent - event.approved_limit,
        )


@rule(
    "EVT008",
    Severity.NOTE,
    bad="event contingency_plan=\nstatus d16",
    good="status d16\nevent contingency_plan=雨天改至室内",
)
def no_contingency_plan(case: Case) -> Iterator[Hit]:
    """Yield an event within a week for which nobody has written down what to do if things go wrong."""
    event = case.plan.event
    if event.event_date and not event.contingency_plan:
        left = event.event_date - case.outcome.status_date
        if timedelta() <= left <= PLAN_B_BEFORE:
            yield at(event, "contingency_plan", day=event.event_date, days=left.days)
