"""策划总表: the event itself, one entry per row, with live totals from the other sheets."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Money, Number, Quantity, Rate, Text
from sheetplan.model.row import Row, Shape

ZERO = Decimal(0)


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
    approved_limit: Annotated[Decimal | None, Column(kind=Money(low=ZERO))] = None

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
    metric_count: Annotated[
        Decimal | None, Column(kind=Number(), owner=Owner.FORMULA, formula="COUNTA({metrics.metric})")
    ] = None
    metrics_met: Annotated[
        Decimal | None,
        Column(kind=Number(), owner=Owner.FORMULA, formula='COUNTIF({metrics.achievement_rate},">=1")'),
    ] = None
    forecast_finish: Annotated[date | None, Column(kind=Date(), owner=Owner.SHEETPLAN)] = None
