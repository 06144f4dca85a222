"""What the company's rules are about, measured in a plan: one function for each subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from sheetplan.language import fold
from sheetplan.model.row import Row
from sheetplan.model.sheets.company_rules import CompanyRule
from sheetplan.rules.guests import CARRY_THE_SHOW, GONE
from sheetplan.rules.lookup import last_day
from sheetplan.rules.rule import Case, Hit, at, on
from sheetplan.rules.run_of_show import AROUND, Timed, timed_segments


class Measured(NamedTuple):
    """A number that a rule is about.

    Attributes:
        value: ratios, days, minutes or pieces.
        hit: where it stands.
        what: what was measured, in people's words; empty where the subject says it.
        is_open: it has not happened yet, and would be this number if it happened as late as is planned.
    """

    value: Decimal
    hit: Hit
    what: str = ""
    is_open: bool = False


Measure = Callable[[Case, CompanyRule], Iterator[Measured]]
MEASURES: dict[str, Measure] = {}
"""How each subject is measured. What leaves no trace in a workbook has no measure."""


def measures(*subjects: str) -> Callable[[Measure], Measure]:
    """Return a decorator that makes a function the measure of some subjects."""

    def declare(measure: Measure) -> Measure:
        MEASURES.update(dict.fromkeys(subjects, measure))
        return measure

    return declare


@measures("reserve_share")
def _reserve_share(case: Case, row: CompanyRule) -> Iterator[Measured]:  # noqa: ARG001
    share = case.outcome.event.reserve_share
    reserve = next((one for one in case.plan.budget_summary if one.nature == "reserve"), None)
    if reserve and share is not None and _is_priced(case):
        yield Measured(share, at(reserve, "share"), reserve.category or "")


@measures("category_share")
def _category_share(case: Case, row: CompanyRule) -> Iterator[Measured]:
    for category, outcome in zip(case.plan.budget_summary, case.outcome.budget_summary, strict=True):
        meant = row.scope and fold(row.scope) == fold(category.category or "")
        if meant and outcome.share is not None and _is_priced(case):
            yield Measured(outcome.share, at(category, "share"), category.category or "")


@measures("budget_over_limit")
def _budget_over_limit(case: Case, row: CompanyRule) -> Iterator[Measured]:  # noqa: ARG001
    event, total = case.plan.event, case.outcome.event.budget_total
    if event.approved_limit:
        yield Measured(total / event.approved_limit, at(event, "approved_limit"))


@measures("spend_rate")
def _spend_rate(case: Case, row: CompanyRule) -> Iterator[Measured]:
    for category, outcome in zip(case.plan.budget_summary, case.outcome.budget_summary, strict=True):
        meant = not row.scope or fold(row.scope) == fold(category.category or "")
        if meant and outcome.spend_rate is not None:
            yield Measured(outcome.spend_rate, at(category, "spend_rate"), category.category or "")


@measures("achievement")
def _achievement(case: Case, row: CompanyRule) -> Iterator[Measured]:
    for metric, outcome in zip(case.plan.metrics, case.outcome.metrics, strict=True):
        meant = not row.scope or fold(row.scope) == fold(metric.metric or "")
        over = metric.due and metric.due <= case.outcome.status_date
        if meant and over and outcome.achievement_rate is not None:
            yield Measured(outcome.achievement_rate, at(metric, "achievement_rate"), metric.metric or "")


@measures("quote_count")
def _quote_count(case: Case, row: CompanyRule) -> Iterator[Measured]:
    found: dict[str, list[Row]] = defaultdict(list)
    suppliers: dict[str, set[str]] = defaultdict(set)
    for quote in case.plan.quotes:
        kind = {fold(row.scope or "")} & {fold(quote.kind or ""), fold(quote.purchase or "")}
        if quote.purchase and (kind or not row.scope):
            found[quote.purchase].append(quote)
            suppliers[quote.purchase].add(fold(quote.supplier or ""))
    for purchase, quotes in found.items():
        yield Measured(Decimal(len(suppliers[purchase])), at(quotes[0], "purchase"), purchase)


@measures("promotion_start")
def _promotion_start(case: Case, row: CompanyRule) -> Iterator[Measured]:
    posts = [post for post in case.plan.promotion if post.day and post.status != "cancelled"]
    if posts:
        first = min(posts, key=lambda post: post.day or date.max)
        yield from _before_event(case, row, at(first, "day"), (first.published_on, first.day), first.content)


@measures("posts_per_day")
def _posts_per_day(case: Case, row: CompanyRule) -> Iterator[Measured]:
    days: dict[date, list[Row]] = defaultdict(list)
    for post in case.plan.promotion:
        stage = not row.scope or fold(row.scope) == fold(post.stage or "")
        if post.day and post.status != "cancelled" and stage:
            days[post.day].append(post)
    for day, posts in days.items():
        yield Measured(Decimal(len(posts)), at(posts[0], "day"), day.isoformat())


@measures("channel_count")
def _channel_count(case: Case, row: CompanyRule) -> Iterator[Measured]:  # noqa: ARG001
    channels = {fold(post.channel) for post in case.plan.promotion if post.channel}
    if channels:
        yield Measured(Decimal(len(channels)), on("promotion", "channel"))


@measures("warm_up_length", "follow_up_length")
def _stage_length(case: Case, row: CompanyRule) -> Iterator[Measured]:
    stage = "warm_up" if row.subject == "warm_up_length" else "follow_up"
    posts = [post for post in case.plan.promotion if post.stage == stage and post.day]
    days = [post.day for post in posts if post.day]
    if days:
        yield Measured(Decimal((max(days) - min(days)).days + 1), at(posts[0], "stage"))


@measures("event_length")
def _event_length(case: Case, row: CompanyRule) -> Iterator[Measured]:  # noqa: ARG001
    event, end = case.plan.event, last_day(case.plan.event)
    if event.event_date and end:
        yield Measured(Decimal((end - event.event_date).days + 1), at(event, "end_date"))


@measures("phase_count")
def _phase_count(case: Case, row: CompanyRule) -> Iterator[Measured]:  # noqa: ARG001
    stages = {fold(task.stage) for task in case.plan.tasks if task.stage}
    if stages:
        yield Measured(Decimal(len(stages)), on("tasks", "stage"))


@measures("venue_confirmed")
def _venue_confirmed(case: Case, row: CompanyRule) -> Iterator[Measured]:
    for resource in case.plan.resources:
        if resource.kind == "venue" and resource.status != "cancelled":
            yield from _before_event(
                case, row, at(resource, "confirmed_on"), (resource.confirmed_on, None), resource.resource
            )


@measures("materials_confirmed", "materials_accepted")
def _materials(case: Case, row: CompanyRule) -> Iterator[Measured]:
    column = "confirmed_on" if row.subject == "materials_confirmed" else "accepted_on"
    for material in case.plan.materials:
        if material.status != "cancelled":
            planned = material.due if column == "accepted_on" else None
            done = getattr(material, column)
            yield from _before_event(case, row, at(material, column), (done, planned), material.item)


@measures("guests_confirmed")
def _guests_confirmed(case: Case, row: CompanyRule) -> Iterator[Measured]:
    for guest in case.plan.guests:
        if guest.kind in CARRY_THE_SHOW and guest.status not in GONE:
            yield from _before_event(
                case, row, at(guest, "confirmed_on"), (guest.confirmed_on, None), guest.name
            )


@measures("guests_reminded")
def _guests_reminded(case: Case, row: CompanyRule) -> Iterator[Measured]:
    for guest in case.plan.guests:
        if guest.status == "confirmed":
            yield from _before_event(
                case, row, at(guest, "reminded_on"), (guest.reminded_on, None), guest.name
            )


@measures("letters_issued")
def _letters_issued(case: Case, row: CompanyRule) -> Iterator[Measured]:
    for letter in case.plan.cooperation:
        yield from _before_event(
            case, row, at(letter, "issued_on"), (letter.issued_on, None), letter.department
        )


@measures("execution_meeting")
def _execution_meeting(case: Case, row: CompanyRule) -> Iterator[Measured]:
    for meeting in case.plan.meetings:
        if meeting.kind == "execution" and meeting.status != "cancelled":
            yield from _before_event(case, row, at(meeting, "day"), (None, meeting.day), meeting.topic)


@measures("rehearsal")
def _rehearsal(case: Case, row: CompanyRule) -> Iterator[Measured]:
    for test in case.plan.technical_tests:
        if test.kind == "rehearsal":
            yield from _before_event(
                case, row, at(test, "due"), (test.retested_on or test.tested_on, test.due), test.item
            )
    yield from _tasks_called(case, row, "彩排", "rehearsal")


@measures("set_up_done")
def _set_up_done(case: Case, row: CompanyRule) -> Iterator[Measured]:
    yield from _tasks_called(case, row, "搭建", "布置", "set-up", "setup", "build")


@measures("set_up_hours")
def _set_up_hours(case: Case, row: CompanyRule) -> Iterator[Measured]:  # noqa: ARG001
    shown = [*timed_segments(case.plan.run_of_show)]
    set_up = [timed for timed in shown if timed.segment.kind == "set_up"]
    doors = next((timed.start for timed in shown if timed.segment.kind not in AROUND), None)
    if set_up and doors is not None:
        last = set_up[-1]
        yield Measured(Decimal(doors - last.finish), at(last.segment, "duration"), last.segment.segment or "")


@measures("call_lead")
def _call_lead(case: Case, row: CompanyRule) -> Iterator[Measured]:  # noqa: ARG001
    for segment in case.plan.run_of_show:
        if segment.call_lead is not None and segment.kind not in AROUND:
            yield Measured(segment.call_lead, at(segment, "call_lead"), segment.segment or "")


@measures("opening_introduction", "core_length", "closing_reserve")
def _segment_length(case: Case, row: CompanyRule) -> Iterator[Measured]:
    kind = {"opening_introduction": "opening", "core_length": "core"}.get(row.subject or "", "closing")
    for segment in case.plan.run_of_show:
        if segment.kind == kind and segment.duration is not None:
            yield Measured(segment.duration, at(segment, "duration"), segment.segment or "")


@measures("interaction_interval")
def _interaction_interval(case: Case, row: CompanyRule) -> Iterator[Measured]:  # noqa: ARG001
    """Measure from the first of the core, and from interaction to interaction, to the last of the core."""
    shown = [timed for timed in timed_segments(case.plan.run_of_show) if timed.segment.kind not in AROUND]
    marks = [timed for timed in shown if timed.segment.kind == "interaction"]
    core = [timed for timed in shown if timed.segment.kind == "core"]
    if core and marks:
        starts: list[Timed] = [core[0], *marks] if core[0].start < marks[0].start else marks
        for before, after in pairwise(starts):
            yield Measured(
                Decimal(after.start - before.start), at(after.segment, "segment"), after.segment.segment or ""
            )


@measures("response_limit")
def _response_limit(case: Case, row: CompanyRule) -> Iterator[Measured]:
    for risk in case.plan.risks:
        meant = not row.scope or risk.category == _risk_category(row.scope)
        if meant and risk.response_limit is not None and risk.status != "closed":
            yield Measured(risk.response_limit, at(risk, "response_limit"), risk.risk or "")


@measures("meeting_interval")
def _meeting_interval(case: Case, row: CompanyRule) -> Iterator[Measured]:
    held = [
        one for one in case.plan.meetings if one.kind == "weekly" and one.day and one.status != "cancelled"
    ]
    for before, after in pairwise(sorted(held, key=lambda meeting: meeting.day or date.max)):
        if before.day and after.day:
            yield Measured(_days(case, row, before.day, after.day), at(after, "day"), after.topic or "")


@measures("data_interval")
def _data_interval(case: Case, row: CompanyRule) -> Iterator[Measured]:
    first: dict[date, Row] = {}
    for figure in case.plan.daily:
        if figure.day:
            first.setdefault(figure.day, figure)
    for before, after in pairwise(sorted(first)):
        yield Measured(_days(case, row, before, after), at(first[after], "day"), after.isoformat())


@measures("review_start")
def _review_start(case: Case, row: CompanyRule) -> Iterator[Measured]:
    end = last_day(case.plan.event)
    for meeting in case.plan.meetings:
        if meeting.kind == "review" and meeting.day and end and meeting.status != "cancelled":
            yield Measured(_days(case, row, end, meeting.day), at(meeting, "day"), meeting.topic or "")


def _tasks_called(case: Case, row: CompanyRule, *words: str) -> Iterator[Measured]:
    for task in case.plan.tasks:
        title = fold(task.title or "")
        if any(word in title for word in words):
            yield from _before_event(
                case, row, at(task, "baseline_finish"), (task.actual_finish, task.baseline_finish), task.title
            )


def _before_event(
    case: Case, row: CompanyRule, hit: Hit, days: tuple[date | None, date | None], what: str | None
) -> Iterator[Measured]:
    """Yield how long before the event something was done, or will be if it is done as planned.

    Args:
        case: the plan.
        row: the rule, which says whether working or calendar days count.
        hit: where it stands.
        days: the day on which it was done, and the one for which it is planned.
        what: its name.
    """
    (done, planned), event, today = days, case.plan.event.event_date, case.outcome.status_date
    if event is not None:
        day = done or max(planned or today, min(today, event))
        yield Measured(_days(case, row, day, event), hit, what or "", is_open=done is None)


def _days(case: Case, row: CompanyRule, earlier: date, later: date) -> Decimal:
    if row.unit == "calendar_days":
        return Decimal((later - earlier).days)
    return Decimal(case.calendar.count(earlier, later))


def _is_priced(case: Case) -> bool:
    return all(outcome.planned is not None for outcome in case.outcome.budget)


def _risk_category(scope: str) -> str | None:
    from sheetplan.table.parse import find_choice  # noqa: PLC0415 - few rules have a scope

    return find_choice("risk_category", scope)
