"""Rules of 需求: when the event was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.rules.rule import Case, Hit, Severity, at, rule


@rule("BRF001", Severity.ERROR, bad="brief requested_on=d21\nstatus d21", good="brief requested_on=d1")
def requested_after_event(case: Case) -> Iterator[Hit]:
    """Yield a request dated later than the event it asks for."""
    brief, day = case.plan.brief, case.plan.event.event_date
    if brief.requested_on and day and brief.requested_on > day:
        yield at(brief, "requested_on", requested=brief.requested_on, day=day)


@rule("BRF002", Severity.WARNING, bad="brief requested_on=d9", good="brief requested_on=d9\nstatus d9")
def requested_in_future(case: Case) -> Iterator[Hit]:
    """Yield a request dated after the status date."""
    brief, event, status = case.plan.brief, case.plan.event, case.outcome.status_date
    after_event = brief.requested_on and event.event_date and brief.requested_on > event.event_date
    if brief.requested_on and brief.requested_on > status and not after_event:
        yield at(brief, "requested_on", requested=brief.requested_on, status=status)
