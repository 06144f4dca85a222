"""Rules of 物料 and 资源: everything there, checked, and in time."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.rules.lookup import last_day
from sheetplan.rules.rule import Case, Hit, Severity, Word, at, rule

HUMAN = ("host", "speaker", "kol")
"""Resources that may fall ill."""

_GOOD = "materials W1 category=promotion item=易拉宝 quantity=20 responsible=王芳 due=d15"
_ACCEPTED = f"{_GOOD} status=accepted accepted_on=d14 accepted_quantity=20 acceptor=李雷\nstatus d15"
_HOST = "resources U1 kind=host resource=主持人小陈 responsible=王芳 backup=王芳"


@rule("MAT001", Severity.ERROR, bad=_GOOD.replace("due=d15", "due=d21"), good=_GOOD)
def due_after_event(case: Case) -> Iterator[Hit]:
    """Yield materials that are due when the event is over."""
    end = last_day(case.plan.event)
    for material in case.plan.materials:
        if end and material.due and material.due > end and material.status != "cancelled":
            yield at(material, "due", item=material.item, due=material.due, end=end)


@rule("MAT002", Severity.WARNING, bad=f"{_GOOD}\nstatus d16", good=f"{_GOOD}\nstatus d15")
def overdue(case: Case) -> Iterator[Hit]:
    """Yield materials that should be there by now and are not."""
    there = ("delivered", "accepted", "cancelled")
    for material in case.plan.materials:
        late = material.due and material.due < case.outcome.status_date
        if late and material.status not in there and not material.accepted_on:
            yield at(material, "due", item=material.item, due=material.due)


@rule("MAT003", Severity.WARNING, bad=_ACCEPTED.replace("acceptor=李雷", ""), good=_ACCEPTED)
def accepted_by_nobody(case: Case) -> Iterator[Hit]:
    """Yield materials that are accepted without a name or a date."""
    for material in case.plan.materials:
        if material.status == "accepted":
            for column in ("acceptor", "accepted_on"):
                if not getattr(material, column):
                    yield at(material, column, item=material.item)
                    break


@rule(
    "MAT004",
    Severity.WARNING,
    bad=_ACCEPTED.replace("accepted_quantity=20", "accepted_quantity=18"),
    good=_ACCEPTED,
)
def fewer_than_ordered(case: Case) -> Iterator[Hit]:
    """Yield materials of which fewer came than are needed, without a note."""
    for material in case.plan.materials:
        needed, came = material.quantity, material.accepted_quantity
        if needed is not None and came is not None and came < needed and not material.note:
            yield at(material, "accepted_quantity", item=material.item, came=came, lacking=needed - came)


@rule(
    "MAT005",
    Severity.WARNING,
    bad=f"{_GOOD} status=delivered\nstatus d20",
    good=_ACCEPTED.replace("status d15", "status d20"),
)
def not_accepted_on_the_day(case: Case) -> Iterator[Hit]:
    """Yield materials that nobody has checked when the event begins."""
    day = case.plan.event.event_date
    for material in case.plan.materials:
        if day and case.outcome.status_date >= day and material.status == "delivered":
            yield at(material, "status", item=material.item, status=Word("material_status", "delivered"))


@rule(
    "RES001",
    Severity.WARNING,
    bad=f"{_HOST} status=open\nstatus d19",
    good=f"{_HOST} status=confirmed\nstatus d19",
)
def not_confirmed_in_time(case: Case) -> Iterator[Hit]:
    """Yield resources that are still open on the eve of the day they are needed."""
    for resource in case.plan.resources:
        needed = resource.needed_from or case.plan.event.event_date
        if (
            needed
            and resource.status == "open"
            and case.calendar.count(case.outcome.status_date, needed) <= 1
        ):
            yield at(resource, "status", resource=resource.resource, day=needed)


@rule("RES002", Severity.NOTE, bad=_HOST.replace("backup=王芳", ""), good=_HOST)
def nobody_to_stand_in(case: Case) -> Iterator[Hit]:
    """Yield hosts and speakers for whom nobody could stand in."""
    for resource in case.plan.resources:
        if resource.kind in HUMAN and not resource.backup and resource.status != "cancelled":
            yield at(resource, "backup", resource=resource.resource)


@rule(
    "RES003",
    Severity.ERROR,
    bad=f"{_HOST} needed_from=d20 needed_until=d19",
    good=f"{_HOST} needed_from=d19 needed_until=d20",
)
def returned_before_it_came(case: Case) -> Iterator[Hit]:
    """Yield resources whose use ends before it begins."""
    for resource in case.plan.resources:
        start, finish = resource.needed_from, resource.needed_until
        if start and finish and finish < start:
            yield at(resource, "needed_until", resource=resource.resource, start=start, finish=finish)
