"""策划总表: the event itself, one entry per row, with live totals from the other sheets."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Money, Number, Quantity, Rate, Text, Time
from sheetplan.model.row import Row, Shape

ZERO = Decimal(0)


def _counted(column: str, choices: str, key: str) -> str:
    """Return the formula for how many rows hold a word of a choice, in any language."""
    return f"SUM(COUNTIF({{{column}}},{{words:{choices}.{key}}}))"


def _open(what: str, column: str, choices: str, *finished: str) -> str:
    """Return the formula for how many rows are there whose word is none of the finished ones."""
    return f"COUNTA({{{what}}})-" + "-".join(_counted(column, choices, key) for key in finished)


class Event(Row):
    """The event: what, when, where, for whom, and how far it has come."""

    sheet: ClassVar[str] = "event"
    shape: ClassVar[Shape] = Shape.FORM
    table: ClassVar[str] = "Event"

    name: Annotated[str | None, Column(kind=Text(), required=True)] = None
    type: Annotated[str | None, Column(kind=Text())] = None
    theme: Annotated[str | None, Column(kind=Text())] = None
    purpose: Annotated[str | None, Column(kind=Text(long=True), required=True)] = None
    goal: Annotated[str | None, Column(kind=Text(long=True), required=True)] = None
    event_date: Annotated[date | None, Column(kind=Date(), required=True)] = None
    end_date: Annotated[date | None, Column(kind=Date())] = None
    start_time: Annotated[time | None, Column(kind=Time())] = None
    end_time: Annotated[time | None, Column(kind=Time())] = None
    registration_opens: Annotated[date | None, Column(kind=Date())] = None
    registration_closes: Annotated[date | None, Column(kind=Date())] = None
    venue: Annotated[str | None, Column(kind=Text(), required=True)] = None
    format: Annotated[str | None, Column(kind=Choice("format"))] = None
    audience: Annotated[str | None, Column(kind=Text(long=True))] = None
    attendance: Annotated[Decimal | None, Column(kind=Quantity())] = None
    organiser: Annotated[str | None, Column(kind=Text())] = None
    department: Annotated[str | None, Column(kind=Text())] = None
    lead: Annotated[str | None, Column(kind=Text(), required=True, offers="people")] = None
    programme: Annotated[str | None, Column(kind=Text(long=True))] = None
    promotion: Annotated[str | None, Column(kind=Text(long=True))] = None
    contingency_plan: Annotated[str | None, Column(kind=Text(long=True))] = None
    highlights: Annotated[str | None, Column(kind=Text(long=True))] = None
    how_to_register: Annotated[str | None, Column(kind=Text(long=True))] = None
    notices: Annotated[str | None, Column(kind=Text(long=True))] = None
    approved_limit: Annotated[Decimal | None, Column(kind=Money(low=ZERO))] = None
    income: Annotated[Decimal | None, Column(kind=Money(low=ZERO))] = None

    budget_total: Annotated[
        Decimal | None, Column(kind=Money(), owner=Owner.FORMULA, formula="SUM({budget.planned})")
    ] = None
    actual_total: Annotated[
        Decimal | None, Column(kind=Money(), owner=Owner.FORMULA, formula="SUM({budget.actual})")
    ] = None
    budget_variance: Annotated[
        Decimal | None,
        Column(kind=Money(), owner=Owner.FORMULA, formula="SUM({budget.actual})-SUM({budget.planned})"),
    ] = None
    spend_rate: Annotated[
        Decimal | None,
        Column(
            kind=Rate(),
            owner=Owner.FORMULA,
            formula='IF(SUM({budget.planned})=0,"",SUM({budget.actual})/SUM({budget.planned}))',
        ),
    ] = None
    committed_total: Annotated[
        Decimal | None, Column(kind=Money(), owner=Owner.FORMULA, formula="SUM({budget.committed})")
    ] = None
    forecast_total: Annotated[
        Decimal | None, Column(kind=Money(), owner=Owner.FORMULA, formula="SUM({budget.forecast})")
    ] = None
    profit: Annotated[
        Decimal | None,
        Column(
            kind=Money(),
            owner=Owner.FORMULA,
            formula='IF(ISNUMBER({event.income}),{event.income}-SUM({budget.actual}),"")',
        ),
    ] = None
    roi: Annotated[
        Decimal | None,
        Column(
            kind=Rate(),
            owner=Owner.FORMULA,
            formula="IF(AND(ISNUMBER({event.income}),SUM({budget.actual})>0),"
            '({event.income}-SUM({budget.actual}))/SUM({budget.actual}),"")',
        ),
    ] = None
    reserve_share: Annotated[
        Decimal | None,
        Column(
            kind=Rate(),
            owner=Owner.FORMULA,
            formula='IF(SUM({budget.planned})=0,"",'
            "SUM(SUMIFS({budget_summary.planned},{budget_summary.nature},{words:category_nature.reserve}))"
            "/SUM({budget.planned}))",
        ),
    ] = None
    task_count: Annotated[
        Decimal | None, Column(kind=Number(), owner=Owner.FORMULA, formula="COUNTA({tasks.title})")
    ] = None
    tasks_done: Annotated[
        Decimal | None,
        Column(
            kind=Number(), owner=Owner.FORMULA, formula='COUNTIF({tasks.status},"{choice:task_status.done}")'
        ),
    ] = None
    tasks_slipping: Annotated[
        Decimal | None,
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            formula='COUNTIF({tasks.status},"{choice:task_status.slipping}")',
        ),
    ] = None
    tasks_open: Annotated[
        Decimal | None,
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            formula='COUNTA({tasks.title})-COUNTIF({tasks.status},"{choice:task_status.done}")',
        ),
    ] = None
    materials_open: Annotated[
        Decimal | None,
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            formula=_open("materials.item", "materials.status", "material_status", "accepted", "cancelled"),
        ),
    ] = None
    guests_confirmed: Annotated[
        Decimal | None,
        Column(
            kind=Number(), owner=Owner.FORMULA, formula=_counted("guests.status", "guest_status", "confirmed")
        ),
    ] = None
    tests_open: Annotated[
        Decimal | None,
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            formula=_open("technical_tests.item", "technical_tests.final", "test_result", "passed"),
        ),
    ] = None
    risks_high: Annotated[
        Decimal | None,
        Column(kind=Number(), owner=Owner.FORMULA, formula='COUNTIF({risks.level},"{choice:level.high}")'),
    ] = None
    issues_open: Annotated[
        Decimal | None,
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            formula=_open("log.issue", "log.result", "log_result", "resolved"),
        ),
    ] = None
    actions_open: Annotated[
        Decimal | None,
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            formula=_open("actions.action", "actions.status", "action_status", "done"),
        ),
    ] = None
    satisfaction: Annotated[
        Decimal | None,
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            formula='IF(COUNT({feedback.satisfaction})=0,"",AVERAGE({feedback.satisfaction}))',
        ),
    ] = None
    metric_count: Annotated[
        Decimal | None, Column(kind=Number(), owner=Owner.FORMULA, formula="COUNTA({metrics.metric})")
    ] = None
    metrics_met: Annotated[
        Decimal | None,
        Column(kind=Number(), owner=Owner.FORMULA, formula='COUNTIF({metrics.achievement_rate},">=1")'),
    ] = None
    forecast_finish: Annotated[date | None, Column(kind=Date(), owner=Owner.SHEETPLAN)] = None
