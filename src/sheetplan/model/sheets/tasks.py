"""任务: the work, its people, its dates as agreed, and its dates as they now come out."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner, live
from sheetplan.model.kinds import Choice, Date, Days, Money, Names, Offset, Rate, Text
from sheetplan.model.row import Row

ZERO, ONE = Decimal(0), Decimal(1)


class Task(Row):
    """A piece of work, or a milestone where the duration is zero."""

    sheet: ClassVar[str] = "tasks"
    table: ClassVar[str] = "Tasks"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "T"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    stage: Annotated[str | None, Column(kind=Text(), width=12)] = None
    title: Annotated[str | None, Column(kind=Text(), required=True, width=30)] = None
    responsible: Annotated[
        tuple[str, ...] | None, Column(kind=Names(), required=True, width=14, offers="people")
    ] = None
    accountable: Annotated[tuple[str, ...] | None, Column(kind=Names(), width=14, offers="people")] = None
    consulted: Annotated[tuple[str, ...] | None, Column(kind=Names(), width=20, offers="people")] = None
    informed: Annotated[tuple[str, ...] | None, Column(kind=Names(), width=20, offers="people")] = None
    deliverable: Annotated[str | None, Column(kind=Text(), width=22)] = None
    predecessors: Annotated[tuple[str, ...] | None, Column(kind=Names("tasks"), width=16)] = None
    duration: Annotated[Decimal | None, Column(kind=Days(low=ZERO), width=8)] = None
    baseline_start: Annotated[date | None, Column(kind=Date(), width=12)] = None
    baseline_finish: Annotated[date | None, Column(kind=Date(), width=12)] = None
    deadline: Annotated[date | None, Column(kind=Date(), width=12)] = None
    percent_complete: Annotated[Decimal | None, Column(kind=Rate(low=ZERO, high=ONE), width=9)] = None
    actual_start: Annotated[date | None, Column(kind=Date(), width=12)] = None
    actual_finish: Annotated[date | None, Column(kind=Date(), width=12)] = None
    status: Annotated[str | None, Column(kind=Choice("task_status"), owner=Owner.SHEETPLAN, width=9)] = None
    warning: Annotated[str | None, Column(kind=Choice("task_warning"), owner=Owner.SHEETPLAN, width=9)] = None
    start: Annotated[date | None, Column(kind=Date(), owner=Owner.SHEETPLAN, width=12)] = None
    finish: Annotated[date | None, Column(kind=Date(), owner=Owner.SHEETPLAN, width=12)] = None
    finish_variance: Annotated[Decimal | None, Column(kind=Days(), owner=Owner.SHEETPLAN, width=9)] = None
    total_slack: Annotated[Decimal | None, Column(kind=Days(), owner=Owner.SHEETPLAN, width=8)] = None
    critical: Annotated[str | None, Column(kind=Choice("flag"), owner=Owner.SHEETPLAN, width=8)] = None
    planned_percent: Annotated[Decimal | None, Column(kind=Rate(), owner=Owner.SHEETPLAN, width=9)] = None
    achievement_rate: Annotated[
        Decimal | None,
        live(
            Rate(),
            'IF(N({planned_percent})=0,"",'
            "IF(AND(N({percent_complete})>=0,N({percent_complete})<=1),N({percent_complete}),0)"
            "/{planned_percent})",
            width=9,
        ),
    ] = None
    reason: Annotated[str | None, Column(kind=Text(long=True), width=26)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=22)] = None
    priority: Annotated[str | None, Column(kind=Choice("level"), width=9)] = None
    parent: Annotated[str | None, Column(kind=Text(), width=9, offers="tasks")] = None
    input_documents: Annotated[tuple[str, ...] | None, Column(kind=Names(), width=24)] = None
    constraint: Annotated[str | None, Column(kind=Choice("constraint"), width=14)] = None
    constraint_date: Annotated[date | None, Column(kind=Date(), width=12)] = None
    offset: Annotated[Decimal | None, Column(kind=Offset(), width=8)] = None
    optimistic: Annotated[Decimal | None, Column(kind=Days(low=ZERO), width=8)] = None
    likely: Annotated[Decimal | None, Column(kind=Days(low=ZERO), width=8)] = None
    pessimistic: Annotated[Decimal | None, Column(kind=Days(low=ZERO), width=8)] = None
    effort: Annotated[Decimal | None, Column(kind=Days(low=ZERO), width=9)] = None
    planned_cost: Annotated[Decimal | None, Column(kind=Money(low=ZERO), width=12)] = None
    actual_cost: Annotated[Decimal | None, Column(kind=Money(low=ZERO), width=12)] = None
