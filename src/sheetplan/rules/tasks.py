"""Rules of 任务: dates that agree, links that lead somewhere, people who answer for the work."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sheetplan.engine.links import Link
from sheetplan.engine.outcome import TaskOutcome
from sheetplan.engine.stands import has_begun, is_done
from sheetplan.engine.working_calendar import whole_days
from sheetplan.language import fold
from sheetplan.model.sheets.tasks import Task
from sheetplan.rules.lookup import last_day, link_to, strangers, tasks_by_code, team, title_of
from sheetplan.rules.rule import Case, Heading, Hit, Percent, Severity, at, on, rule

ONE_PERSON_SHARE = Decimal("0.8")
PLAN_OF_SOME_SIZE = 5
"""Tasks from which on it says something that one person does everything."""

_T1 = "tasks T1 title=印刷 responsible=王芳 accountable=李雷 duration=3 baseline_start=d5 baseline_finish=d7"
_T2 = "tasks T2 title=布展 responsible=王芳 accountable=李雷 duration=2 baseline_start=d8 baseline_finish=d9"
_BEGUN = f"{_T1} actual_start=d5"
_DONE = f"{_BEGUN} actual_finish=d7 percent_complete=100%\nstatus d8"
_METRIC = "metrics M1 metric=线索 target=500 unit=条 due=d20 definition=有效手机号"


def _several(responsible: str) -> str:
    people = responsible.split()
    return "\n".join(f"{_T1.replace('T1', f'T{n}')} responsible={name}" for n, name in enumerate(people, 1))


@rule(
    "TSK001",
    Severity.ERROR,
    bad="tasks T1 title=印刷 responsible=王芳 accountable=李雷 baseline_start=d7 baseline_finish=d5",
    good=_T1,
)
def finish_before_start(case: Case) -> Iterator[Hit]:
    """Yield tasks planned to finish before they start."""
    for task in case.plan.tasks:
        start, finish = task.baseline_start, task.baseline_finish
        if start and finish and finish < start:
            yield at(task, "baseline_finish", task=title_of(task), start=start, finish=finish)


@rule("TSK002", Severity.ERROR, bad=_DONE.replace("actual_start=d5", "actual_start=d8"), good=_DONE)
def finished_before_started(case: Case) -> Iterator[Hit]:
    """Yield tasks that are said to have finished before they started."""
    for task in case.plan.tasks:
        start, finish = task.actual_start, task.actual_finish
        if start and finish and finish < start:
            yield at(task, "actual_finish", task=title_of(task), start=start, finish=finish)


@rule("TSK003", Severity.ERROR, bad=_DONE.replace("status d8", "status d6"), good=_DONE)
def done_in_future(case: Case) -> Iterator[Hit]:
    """Yield actual dates later than the status date: what has not happened yet cannot have happened."""
    status = case.outcome.status_date
    for task in case.plan.tasks:
        for column, day in (("actual_start", task.actual_start), ("actual_finish", task.actual_finish)):
            if day and day > status:
                yield at(task, column, task=title_of(task), day=day, status=status)


@rule("TSK004", Severity.WARNING, bad=_DONE.replace("actual_finish=d7", ""), good=_DONE)
def complete_without_finish(case: Case) -> Iterator[Hit]:
    """Yield tasks at 100 % without the day on which they were finished."""
    for task in case.plan.tasks:
        if task.percent_complete == 1 and task.actual_finish is None:
            yield at(task, "actual_finish", task=title_of(task))


@rule("TSK005", Severity.ERROR, bad=_DONE.replace("100%", "60%"), good=_DONE)
def finished_but_not_complete(case: Case) -> Iterator[Hit]:
    """Yield tasks with a day of completion, but less than 100 % done."""
    for task in case.plan.tasks:
        percent = task.percent_complete
        if task.actual_finish and percent is not None and percent < 1:
            yield at(
                task,
                "percent_complete",
                task=title_of(task),
                percent=Percent(percent),
                finish=task.actual_finish,
            )


@rule("TSK006", Severity.ERROR, bad=f"{_T1} predecessors=T9", good=f"{_T1}\n{_T2} predecessors=T1")
def unknown_predecessor(case: Case) -> Iterator[Hit]:
    """Yield predecessors that no task bears as its id."""
    known = case.once(tasks_by_code)
    for task in case.plan.tasks:
        unknown = tuple(text for text in task.predecessors or () if link_to(text, known)[0] not in known)
        if unknown:
            yield at(task, "predecessors", task=title_of(task), unknown=unknown)


@rule("TSK007", Severity.ERROR, bad=f"{_T1} predecessors=T1", good=f"{_T1}\n{_T2} predecessors=T1")
def own_predecessor(case: Case) -> Iterator[Hit]:
    """Yield tasks that wait for themselves."""
    known = case.once(tasks_by_code)
    for task in case.plan.tasks:
        named = (link_to(text, known)[0] for text in task.predecessors or ())
        if task.code and fold(task.code) in named:
            yield at(task, "predecessors", task=title_of(task))


@rule(
    "TSK008",
    Severity.ERROR,
    bad=f"{_T1} predecessors=T2\n{_T2} predecessors=T1",
    good=f"{_T1}\n{_T2} predecessors=T1",
)
def circular_predecessors(case: Case) -> Iterator[Hit]:
    """Yield circles of tasks that wait for each other, at the first of them."""
    positions = case.once(tasks_by_code)
    for loop, (before, after) in zip(case.outcome.loops, case.outcome.cuts, strict=True):
        first = case.plan.tasks[positions[fold(loop[0])]]
        yield at(first, "predecessors", loop=" → ".join(loop), before=before, after=after)


@rule(
    "TSK009",
    Severity.WARNING,
    bad=f"{_T1}\n{_T2} accountable=",
    good=f"{_T1}\n{_T2}",
)
def nobody_accountable(case: Case) -> Iterator[Hit]:
    """Yield open tasks that nobody answers for, where others have somebody."""
    if any(task.accountable for task in case.plan.tasks):
        for task in case.plan.tasks:
            if not task.accountable and not is_done(task):
                yield at(task, "accountable", task=title_of(task))


@rule("TSK010", Severity.NOTE, bad=f"{_T1} accountable=", good=_T1)
def accountability_not_used(case: Case) -> Iterator[Hit]:
    """Yield a task list on which nobody answers for anything."""
    tasks = case.plan.tasks
    if tasks and not any(task.accountable for task in tasks):
        yield on("tasks", "accountable")


@rule("TSK011", Severity.ERROR, bad=f"{_T1} accountable=李雷、王芳", good=_T1)
def several_accountable(case: Case) -> Iterator[Hit]:
    """Yield tasks that several people answer for, so that nobody does."""
    for task in case.plan.tasks:
        if task.accountable and len(task.accountable) > 1:
            yield at(task, "accountable", task=title_of(task), names=task.accountable)


@rule("TSK012", Severity.WARNING, bad=f"{_T1} responsible=王方", good=_T1)
def not_on_team(case: Case) -> Iterator[Hit]:
    """Yield people whom the team list does not know, each at the first task that names them."""
    known = team(case.plan)
    missing: dict[str, list[tuple[Task, str]]] = defaultdict(list)
    for task in case.plan.tasks:
        for column, names in (("responsible", task.responsible), ("accountable", task.accountable)):
            for name in strangers(case.plan, names, known):
                missing[name].append((task, column))
    for name, places in missing.items():
        task, column = places[0]
        yield at(task, column, task=title_of(task), name=name, count=len(places))


@rule(
    "TSK013",
    Severity.WARNING,
    bad=f"{_BEGUN} percent_complete=10%\nstatus d7",
    good=f"{_BEGUN} percent_complete=10% reason=纸张缺货\nstatus d7",
)
def slipping_without_reason(case: Case) -> Iterator[Hit]:
    """Yield slipping tasks without a reason, which the weekly meeting will ask for.

    A task that only waits for others that slip, or whose own day has not come, has nothing to explain.
    """
    held_up = {
        task.row for task, before, _ in case.once(_links) if not has_begun(task) and not is_done(before)
    }
    for task, outcome in _with_outcomes(case):
        due = task.baseline_start or task.baseline_finish or case.outcome.status_date
        began = has_begun(task) or due < case.outcome.status_date
        if outcome.status == "slipping" and not task.reason and began and task.row not in held_up:
            yield at(task, "reason", task=title_of(task), days=outcome.finish_variance or Decimal(0))


@rule(
    "TSK014",
    Severity.WARNING,
    bad=f"{_BEGUN} percent_complete=90% reason=纸张缺货\nstatus d9",
    good=f"{_DONE}",
)
def overdue(case: Case) -> Iterator[Hit]:
    """Yield unfinished tasks whose agreed day has passed."""
    status = case.outcome.status_date
    for task in case.plan.tasks:
        if not is_done(task) and task.baseline_finish and task.baseline_finish < status:
            late = case.calendar.count(task.baseline_finish, status)
            yield at(task, "baseline_finish", task=title_of(task), due=task.baseline_finish, days=late)


@rule("TSK015", Severity.WARNING, bad=f"{_T1} duration=5", good=_T1)
def duration_against_dates(case: Case) -> Iterator[Hit]:
    """Yield durations that are not the working days between planned start and finish."""
    for task in case.plan.tasks:
        start, finish, duration = task.baseline_start, task.baseline_finish, task.duration
        if start and finish and duration is not None and start <= finish:
            days = case.calendar.working_days_between_inclusive(start, finish)
            if whole_days(duration) != days and not (duration == 0 and start == finish):
                yield at(
                    task,
                    "duration",
                    task=title_of(task),
                    duration=duration,
                    start=start,
                    finish=finish,
                    days=days,
                )


@rule("TSK016", Severity.NOTE, bad=f"{_T1} baseline_finish=2026-03-14 duration=6", good=_T1)
def planned_on_day_off(case: Case) -> Iterator[Hit]:
    """Yield planned days on which nobody works, other than the days of the event itself."""
    for task in case.plan.tasks:
        for column, day in (
            ("baseline_start", task.baseline_start),
            ("baseline_finish", task.baseline_finish),
        ):
            if day and not case.calendar.is_working(day) and not _is_event_day(case, day):
                yield at(task, column, task=title_of(task), day=day, what=Heading("tasks", column))


@rule("TSK017", Severity.ERROR, bad=f"{_T1} deadline=d6", good=f"{_T1} deadline=d7")
def planned_past_deadline(case: Case) -> Iterator[Hit]:
    """Yield tasks planned to finish after the day they must not pass."""
    for task in case.plan.tasks:
        if _misses_by_plan(task):
            yield at(
                task, "deadline", task=title_of(task), deadline=task.deadline, finish=task.baseline_finish
            )


@rule(
    "TSK018",
    Severity.ERROR,
    bad=f"{_BEGUN} deadline=d7 reason=纸张缺货\nstatus d8",
    good=f"{_DONE}\n{_T2} deadline=d9",
)
def forecast_past_deadline(case: Case) -> Iterator[Hit]:
    """Yield open tasks that will miss the day they must not pass, though they were not planned to."""
    for task, outcome in _with_outcomes(case):
        deadline, finish = task.deadline, outcome.finish
        late = deadline is not None and finish is not None and finish > deadline
        if late and not is_done(task) and not _misses_by_plan(task):
            yield at(task, "deadline", task=title_of(task), deadline=deadline, finish=finish)


@rule(
    "TSK019",
    Severity.ERROR,
    bad=f"{_T1} duration=8 baseline_finish=d12 reason=缺货\nstatus d18\nevent contingency_plan=改用电子版",
    good=f"{_T1} reason=纸张缺货",
)
def not_ready_for_event(case: Case) -> Iterator[Hit]:
    """Yield preparations that will not be finished by the event."""
    day, end = case.plan.event.event_date, last_day(case.plan.event)
    if day and end:
        for task, outcome in _with_outcomes(case):
            planned, finish = task.baseline_finish, outcome.finish
            if planned and finish and planned <= day and finish > end and not is_done(task):
                yield at(task, "finish", task=title_of(task), finish=finish, day=day)


@rule("TSK020", Severity.WARNING, bad="tasks T1 title=印刷 responsible=王芳 accountable=李雷", good=_T1)
def without_any_date(case: Case) -> Iterator[Hit]:
    """Yield tasks with neither a date nor a duration: nothing can be said about them."""
    for task in case.plan.tasks:
        if task.duration is None and not any(_dates(task)):
            yield at(task, "baseline_finish", task=title_of(task))


@rule(
    "TSK021",
    Severity.NOTE,
    bad=f"{_METRIC}\n{_several('王芳 王芳 王芳 王芳 李雷')}",
    good=f"{_METRIC}\n{_several('王芳 王芳 王芳 李雷 李雷')}",
)
def one_person_does_it_all(case: Case) -> Iterator[Hit]:
    """Yield a task list that rests on one pair of shoulders."""
    tasks = case.plan.tasks
    if len(tasks) < PLAN_OF_SOME_SIZE:
        return
    counts = Counter(name for task in tasks for name in task.responsible or ())
    for name, count in counts.most_common(1):
        if count >= ONE_PERSON_SHARE * len(tasks):
            yield on("tasks", "responsible", name=name, number=count, tasks=len(tasks))


@rule(
    "TSK022",
    Severity.NOTE,
    bad=f"{_T1} deliverable=节目单\n{_T2}",
    good=f"{_T1} deliverable=节目单\n{_T2} deliverable=验收单",
)
def without_deliverable(case: Case) -> Iterator[Hit]:
    """Yield open tasks that hand over nothing, where most others name what they do."""
    tasks = case.plan.tasks
    if 2 * sum(bool(task.deliverable) for task in tasks) >= len(tasks):
        for task in tasks:
            if not task.deliverable and task.duration != 0 and not is_done(task):
                yield at(task, "deliverable", task=title_of(task))


@rule(
    "TSK023",
    Severity.WARNING,
    bad=f"{_T1}\n{_T2} predecessors=T1 baseline_start=d6 baseline_finish=d7",
    good=f"{_T1}\n{_T2} predecessors=T1",
)
def planned_before_predecessor(case: Case) -> Iterator[Hit]:
    """Yield tasks planned to start before their predecessor finishes; handing over on that day is fine."""
    loops = {code for loop in case.outcome.loops for code in loop}
    for task, before in _handovers(case):
        start, ready = task.baseline_start, before.baseline_finish
        if start and ready and start < ready and task.code not in loops:
            yield at(
                task, "baseline_start", task=title_of(task), start=start, before=title_of(before), ready=ready
            )


@rule(
    "TSK024",
    Severity.WARNING,
    bad=f"{_T2}\n{_DONE.replace('T1', 'T1 predecessors=T2')}",
    good=f"{_DONE}\n{_T2} predecessors=T1",
)
def finished_before_predecessor(case: Case) -> Iterator[Hit]:
    """Yield finished tasks whose predecessor is still open: one of the two is not up to date."""
    for task, before in _handovers(case):
        if task.actual_finish and not is_done(before):
            yield at(
                task, "actual_finish", task=title_of(task), finish=task.actual_finish, before=title_of(before)
            )


@rule(
    "TSK025",
    Severity.WARNING,
    bad=f"{_T1} deliverable=《策划方案》\n{_T2} deliverable=展台 input_documents=策划方案 "
    "baseline_start=d6 baseline_finish=d7",
    good=f"{_T1} deliverable=《策划方案》\n{_T2} deliverable=展台 input_documents=策划方案",
)
def planned_before_its_document(case: Case) -> Iterator[Hit]:
    """Yield tasks planned to start before the task that hands over their input document is finished."""
    for task, document, giver in case.once(_inputs):
        start, ready = task.baseline_start, giver.baseline_finish
        linked = fold(giver.code or "") in {fold(code) for code in task.predecessors or ()}
        if start and ready and start < ready and not has_begun(task) and not linked:
            facts = {"task": title_of(task), "start": start, "document": document}
            yield at(task, "baseline_start", giver=title_of(giver), ready=ready, **facts)


@rule(
    "TSK026",
    Severity.ERROR,
    bad=f"{_T2} deliverable=《预算表》\n{_DONE.replace('T1', 'T1 deliverable=展台 input_documents=预算表')}",
    good=f"{_DONE.replace('T1', 'T1 deliverable=《预算表》')}\n{_T2} deliverable=展台 input_documents=预算表",
)
def begun_without_its_document(case: Case) -> Iterator[Hit]:
    """Yield tasks that have begun although the task that hands over their input document is not done."""
    for task, document, giver in case.once(_inputs):
        if has_begun(task) and not is_done(giver):
            facts = {"task": title_of(task), "document": document, "giver": title_of(giver)}
            yield at(task, "input_documents", **facts)


@rule(
    "TSK027",
    Severity.NOTE,
    bad=f"{_T1} deliverable=《策划方案》\n{_T2} deliverable=展台 input_documents=物料清单",
    good=f"{_T1} deliverable=《物料清单》\n{_T2} deliverable=展台 input_documents=物料清单",
)
def document_from_nowhere(case: Case) -> Iterator[Hit]:
    """Yield input documents that no task hands over, where tasks do name what they hand over."""
    for task in case.plan.tasks:
        given = case.once(_deliverables) if task.input_documents and not is_done(task) else {}
        for document in task.input_documents or ():
            if given and _document(document) not in given:
                yield at(task, "input_documents", task=title_of(task), document=_bare(document))


@rule("TSK028", Severity.NOTE, bad=f"{_T1}\nstatus d7", good=f"{_BEGUN} percent_complete=70%\nstatus d7")
def should_have_begun(case: Case) -> Iterator[Hit]:
    """Yield tasks whose planned start has passed by more than a day without any news."""
    status = case.outcome.status_date
    for task in case.plan.tasks:
        start, over = task.baseline_start, task.baseline_finish and task.baseline_finish < status
        silent = not has_begun(task) and not task.reason
        if start and not over and silent and case.calendar.count(start, status) > 1:
            yield at(task, "actual_start", task=title_of(task), start=start)


@rule(
    "TSK029",
    Severity.WARNING,
    bad=f"{_T1}\n{_T2} parent=T9",
    good=f"tasks T3 title=现场\n{_T1} parent=T3\n{_T2} parent=T3".replace(
        "title=现场", "title=现场 responsible=王芳 accountable=李雷 baseline_start=d5 baseline_finish=d9"
    ),
)
def unknown_parent(case: Case) -> Iterator[Hit]:
    """Yield tasks that belong to a summary task which does not exist."""
    known = case.once(tasks_by_code)
    for task in case.plan.tasks:
        if task.parent and fold(task.parent) not in known:
            yield at(task, "parent", task=title_of(task), parent=task.parent)


def _with_outcomes(case: Case) -> Iterator[tuple[Task, TaskOutcome]]:
    return zip(case.plan.tasks, case.outcome.tasks, strict=True)


def _links(case: Case) -> list[tuple[Task, Task, Link]]:
    """Return each task with each predecessor that exists, other than itself, and how it waits for it."""
    tasks, positions = case.plan.tasks, case.once(tasks_by_code)
    named = (
        (task, *link_to(text, positions)) for task in tasks if task.predecessors for text in task.predecessors
    )
    found = ((task, positions.get(code), link) for task, code, link in named)
    return [
        (task, tasks[index], link)
        for task, index, link in found
        if index is not None and tasks[index] is not task
    ]


def _handovers(case: Case) -> Iterator[tuple[Task, Task]]:
    """Yield each task with each predecessor that must have finished when it starts."""
    for task, before, link in case.once(_links):
        if link.kind == "FS" and link.lag >= 0 and link.share >= 0:
            yield task, before


def _is_event_day(case: Case, day: date) -> bool:
    first, last = case.plan.event.event_date, last_day(case.plan.event)
    return first is not None and last is not None and first <= day <= last


def _misses_by_plan(task: Task) -> bool:
    return bool(task.deadline and task.baseline_finish and task.baseline_finish > task.deadline)


def _dates(task: Task) -> tuple[date | None, ...]:
    return task.baseline_start, task.baseline_finish, task.deadline, task.actual_start, task.actual_finish


def _inputs(case: Case) -> list[tuple[Task, str, Task]]:
    """Return each task with each of its input documents and the task that hands it over."""
    documents = [(task, document) for task in case.plan.tasks for document in task.input_documents or ()]
    given = case.once(_deliverables) if documents else {}
    handed = ((task, document, given.get(_document(document))) for task, document in documents)
    return [(task, _bare(document), giver) for task, document, giver in handed if giver and giver is not task]


def _deliverables(case: Case) -> dict[str, Task]:
    """Return who hands over each document; of several, whoever is done, or is to be done first."""
    found: dict[str, Task] = {}
    for task in sorted(
        case.plan.tasks, key=lambda task: (not is_done(task), task.baseline_finish or date.max)
    ):
        for document in _LISTED.split(task.deliverable or ""):
            if document.strip():
                found.setdefault(_document(document), task)
    return found


def _bare(document: str) -> str:
    return document.replace("《", "").replace("》", "").strip()


def _document(name: str) -> str:
    """Return a document's name as it is compared: 《活动预算表》 and 预算表 are the same one."""
    return fold(_bare(name)).removeprefix("活动")


_LISTED = re.compile("[、,，;；/\n]")
"""What parts the documents that one task hands over."""
