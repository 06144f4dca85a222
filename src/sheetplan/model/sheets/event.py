"""策划总表: the event itself, one entry per row, with live totals from the other sheets."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner, live
from sheetplan.model.formulas import amount, counted
from sheetplan.model.kinds import Choice, Date, Money, Number, Quantity, Rate, Text, Time
from sheetplan.model.row import Row, Shape

ZERO = Decimal(0)


_PLANNED, _SPENT = "SUM({budget.planned})", "SUM({budget.actual})"


def _open(what: str, column: str, choices: str, *finished: str) -> str:
    """Return the formula for how many rows are there whose word is none of the finished ones."""
    return f"COUNTA({what})-({counted(column, choices, *finished)})"


_SCORES = 'COUNTIFS({feedback.satisfaction},">=1",{feedback.satisfaction},"<=5")'
_SATISFACTION = (
    f'IF({_SCORES}=0,"",SUMIFS({{feedback.satisfaction}},{{feedback.satisfaction}},">=1",'
    f'{{feedback.satisfaction}},"<=5")/{_SCORES})'
)


def _has_income(formula: str) -> str:
    return f'IF({amount("{event.income}")},{formula},"")'


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

    budget_total: Annotated[Decimal | None, live(Money(), _PLANNED)] = None
    actual_total: Annotated[Decimal | None, live(Money(), _SPENT)] = None
    budget_variance: Annotated[Decimal | None, live(Money(), f"{_SPENT}-{_PLANNED}")] = None
    spend_rate: Annotated[Decimal | None, live(Rate(), f'IF({_PLANNED}=0,"",{_SPENT}/{_PLANNED})')] = None
    committed_total: Annotated[Decimal | None, live(Money(), 'SUMIF({budget.committed},">0")')] = None
    forecast_total: Annotated[Decimal | None, live(Money(), "SUM({budget.forecast})")] = None
    profit: Annotated[Decimal | None, live(Money(), _has_income(f"{{event.income}}-{_SPENT}"))] = None
    roi: Annotated[
        Decimal | None, live(Rate(), _has_income(f'IF({_SPENT}>0,({{event.income}}-{_SPENT})/{_SPENT},"")'))
    ] = None
    reserve_share: Annotated[
        Decimal | None,
        live(
            Rate(),
            'IF(SUM({budget.planned})=0,"",'
            "SUM(SUMIFS({budget_summary.planned},{budget_summary.nature},{words:category_nature.reserve}))"
            "/SUM({budget.planned}))",
        ),
    ] = None
    task_count: Annotated[Decimal | None, live(Number(), "COUNTA({tasks.title})")] = None
    tasks_done: Annotated[
        Decimal | None, live(Number(), 'COUNTIF({tasks.status},"{choice:task_status.done}")')
    ] = None
    tasks_slipping: Annotated[
        Decimal | None, live(Number(), 'COUNTIF({tasks.status},"{choice:task_status.slipping}")')
    ] = None
    tasks_open: Annotated[
        Decimal | None,
        live(Number(), 'COUNTA({tasks.title})-COUNTIF({tasks.status},"{choice:task_status.done}")'),
    ] = None
    materials_open: Annotated[
        Decimal | None,
        live(
            Number(),
            _open("{materials.item}", "{materials.status}", "material_status", "accepted", "cancelled"),
        ),
    ] = None
    guests_confirmed: Annotated[
        Decimal | None, live(Number(), counted("{guests.status}", "guest_status", "confirmed"))
    ] = None
    tests_open: Annotated[
        Decimal | None,
        live(Number(), _open("{technical_tests.item}", "{technical_tests.final}", "test_result", "passed")),
    ] = None
    risks_high: Annotated[Decimal | None, live(Number(), 'COUNTIF({risks.level},"{choice:level.high}")')] = (
        None
    )
    issues_open: Annotated[
        Decimal | None, live(Number(), _open("{log.issue}", "{log.result}", "log_result", "resolved"))
    ] = None
    actions_open: Annotated[
        Decimal | None, live(Number(), _open("{actions.action}", "{actions.status}", "action_status", "done"))
    ] = None
    satisfaction: Annotated[Decimal | None, live(Number(), _SATISFACTION)] = None
    metric_count: Annotated[Decimal | None, live(Number(), "COUNTA({metrics.metric})")] = None
    metrics_met: Annotated[Decimal | None, live(Number(), 'COUNTIF({metrics.achievement_rate},">=1")')] = None
    forecast_finish: Annotated[date | None, Column(kind=Date(), owner=Owner.SHEETPLAN)] = None
