"""Rules of 协作 and 会议: letters with a number, meetings with a result."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.language import fold
from sheetplan.model.sheets.cooperation import Letter
from sheetplan.rules.lookup import last_day
from sheetplan.rules.rule import Case, Hit, Severity, Word, at, on, rule

_LETTER = "cooperation D1 department=销售部 request=组织20名客户参会 due=d15 contact=王芳"
_SENT = f"{_LETTER} status=sent document_no=市函2026-01 issued_on=d9 signed_by=李雷\nstatus d9"
_MEETING = "meetings H1 kind=weekly topic=周会 day=d5"
_HELD = f"{_MEETING} status=held decisions=按计划推进\nstatus d6"


@rule("COP001", Severity.WARNING, bad=_SENT.replace("document_no=市函2026-01", ""), good=_SENT)
def sent_without_number(case: Case) -> Iterator[Hit]:
    """Yield letters that went out without a number or a date of issue."""
    for letter in case.plan.cooperation:
        if letter.status in {"sent", "confirmed"}:
            for column in ("document_no", "issued_on"):
                if not getattr(letter, column):
                    yield at(letter, column, department=letter.department)
                    break


@rule(
    "COP002",
    Severity.ERROR,
    bad=f"{_SENT}\n{_SENT.replace('D1', 'D2').replace('销售部', '产品部')}",
    good=f"{_SENT}\n{_SENT.replace('D1', 'D2').replace('销售部', '产品部').replace('-01', '-02')}",
)
def number_twice(case: Case) -> Iterator[Hit]:
    """Yield letters that bear the number of another."""
    seen: dict[str, Letter] = {}
    for letter in case.plan.cooperation:
        if letter.document_no:
            first = seen.setdefault(fold(letter.document_no), letter)
            if first is not letter:
                yield at(letter, "document_no", number=letter.document_no, first=first.row)


@rule("COP003", Severity.ERROR, bad=_LETTER.replace("due=d15", "due=d21"), good=_LETTER)
def wanted_after_event(case: Case) -> Iterator[Hit]:
    """Yield help that is wanted when the event is over."""
    end = last_day(case.plan.event)
    for letter in case.plan.cooperation:
        if end and letter.due and letter.due > end:
            yield at(letter, "due", department=letter.department, due=letter.due, end=end)


@rule(
    "COP004",
    Severity.WARNING,
    bad=f"{_LETTER}\nstatus d15",
    good=_SENT.replace("status d9", "status d15").replace("status=sent", "status=confirmed"),
)
def not_confirmed(case: Case) -> Iterator[Hit]:
    """Yield help that is due without the department having agreed to it."""
    for letter in case.plan.cooperation:
        if letter.due and letter.due <= case.outcome.status_date and letter.status != "confirmed":
            status = Word("letter_status", letter.status or "draft")
            yield at(letter, "status", department=letter.department, due=letter.due, status=status)


@rule(
    "COP005",
    Severity.WARNING,
    bad=f"{_LETTER} status=declined",
    good=f"{_LETTER} status=declined note=改由市场部承担",
)
def declined_and_left_at_that(case: Case) -> Iterator[Hit]:
    """Yield help that a department has declined, without a word how to do without."""
    for letter in case.plan.cooperation:
        if letter.status == "declined" and not letter.note:
            yield at(letter, "note", department=letter.department, request=letter.request)


@rule("MTG001", Severity.WARNING, bad=_HELD.replace("decisions=按计划推进", ""), good=_HELD)
def held_without_result(case: Case) -> Iterator[Hit]:
    """Yield meetings of which nothing is left."""
    for meeting in case.plan.meetings:
        if meeting.status == "held" and not (meeting.decisions or meeting.follow_up):
            yield at(meeting, "decisions", topic=meeting.topic)


@rule("MTG002", Severity.NOTE, bad=f"{_MEETING}\nstatus d6", good=_HELD)
def was_it_held(case: Case) -> Iterator[Hit]:
    """Yield meetings whose day has passed, of which nobody says whether they took place."""
    for meeting in case.plan.meetings:
        past = meeting.day and meeting.day < case.outcome.status_date
        if past and meeting.status not in {"held", "cancelled"}:
            yield at(meeting, "status", topic=meeting.topic, day=meeting.day)


@rule(
    "MTG003",
    Severity.NOTE,
    bad=f"{_HELD}\nmeetings H2 kind=weekly topic=周会 day=d10",
    good=f"{_HELD}\nmeetings H2 kind=execution topic=执行会 day=d17",
)
def nobody_is_briefed(case: Case) -> Iterator[Hit]:
    """Yield a list of meetings without the one that briefs everybody for the day."""
    meetings = case.plan.meetings
    if len(meetings) > 1 and not any(meeting.kind == "execution" for meeting in meetings):
        yield on("meetings", "kind", kind=Word("meeting_kind", "execution"))
