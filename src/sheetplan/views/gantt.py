"""甘特图: a row for each row of 任务, in its order, and periods across; conditional formats draw the bars.

It stands on a sheet of its own: 任务 stays quick to read and has room to grow, and the chart prints by itself.
The hidden columns are what other views count and list tasks by.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sheetplan.model.kinds import Date, Number, Rate, Text
from sheetplan.views.standing import Cell, Standing, day_of, number, serial_of, text
from sheetplan.views.tools import (
    DAY,
    cell_of,
    first_number,
    is_one_of,
    names_in,
    names_of,
    nth,
    number_or,
    numbers,
    says,
    shown,
    text_of,
)
from sheetplan.views.view import Part, Rows, View

TASKS = 150
"""As many rows of 任务 are followed."""
PERIODS = 98
HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
SOON = 7
"""Days that lists of what comes next reach ahead."""
NORMAL, CRITICAL, MILESTONE = 1.0, 2.0, 3.0


def _task(name: str) -> str:
    return cell_of(f"tasks.{name}")


def _of_task(formula: str) -> str:
    return f'IF({{.title}}="","",{formula})'


def _word(choice: str) -> str:
    """Return a word that sheetplan writes: it is always the first for its choice."""
    return f'"{{choice:{choice}}}"'


def _placed(formula: str, otherwise: str = '""') -> str:
    return f"IF(ISNUMBER({{.start}}),{formula},{otherwise})"


_START = first_number(_task("start"), _task("baseline_start"), _task("baseline_finish"), otherwise='""')
_FINISH = first_number(_task("finish"), _task("baseline_finish"), otherwise="{.start}")
_PERCENT = first_number(_task("percent_complete"), otherwise="0")
_DURATION = first_number(_task("duration"), otherwise="1")
_SOON = f'AND({{.finish}}>={DAY},{{.finish}}<{DAY}+{SOON},{{.percent}}<1,{{.status}}<>{_word("task_status.done")})'
_COLUMNS = {
    "code": shown(Text(), text_of("tasks.code"), 7),
    "title": shown(Text(), text_of("tasks.title"), 30),
    "responsible": shown(Text(), _of_task(text_of("tasks.responsible")), 14),
    "start": shown(Date(), _of_task(_START), 11),
    "finish": shown(Date(), _placed(f"MAX({{.start}},{_FINISH})"), 11),
    "percent": shown(Rate(), _of_task(f"MAX(0,MIN(1,{_PERCENT}))"), 7),
    "status": shown(Text(), _of_task(text_of("tasks.status")), 9),
    "until": shown(Number(), _placed("{.start}+{.percent}*({.finish}-{.start}+1)"), hidden=True),
    "tone": shown(
        Number(),
        _placed(f"IF({_DURATION}=0,3,IF({text_of('tasks.critical')}={_word('flag.yes')},2,1))"),
        hidden=True,
    ),
    "due": shown(Date(), _of_task(first_number(_task("baseline_finish"), otherwise="{.finish}")), hidden=True),
    "done": shown(
        Date(),
        _of_task(first_number(_task("actual_finish"), otherwise='IF({.percent}=1,{.finish},"")')),
        hidden=True,
    ),
    "late_key": shown(
        Number(),
        f'IF({{.status}}={_word("task_status.slipping")},'
        f'{first_number("{.due}", otherwise="0")}*1000+{{n}},"")',
        hidden=True,
    ),
    "soon_key": shown(Number(), _placed(f'IF({_SOON},{{.finish}}*1000+{{n}},"")'), hidden=True),
    "names": shown(Text(), _of_task(names_of(text_of("tasks.responsible"))), hidden=True),
    "load": shown(
        Number(),
        _placed(
            f"{_DURATION}/({{.finish}}-{{.start}}+1)"
            '/MAX(1,LEN({.names})-LEN(SUBSTITUTE({.names},"、",""))-1)',
            otherwise="0",
        ),
        hidden=True,
    ),
    "first": shown(Number(), _placed("{.start}", otherwise="1"), hidden=True),
    "last": shown(Number(), _placed("{.finish}", otherwise="0"), hidden=True),
}


def _rows(standing: Standing) -> Rows:
    names = (
        "code", "title", "responsible", "start", "finish", "baseline_start", "baseline_finish",
        "actual_finish", "percent_complete", "duration", "status", "critical",
    )  # fmt: skip
    columns = [standing.column("tasks", name) for name in names]
    for index in range(TASKS):
        found = dict(zip(names, (nth(column, index) for column in columns), strict=True))
        yield _row(found, index + 1, standing)


def _row(task: dict[str, Cell], index: int, standing: Standing) -> tuple[Cell, ...]:
    def is_word(cell: Cell, choices: str, key: str) -> bool:
        return text(cell).lower() == standing.word(choices, key).lower()

    today = standing.day
    code, title = text(task["code"]), text(task["title"])
    if not title:
        return (code, "", "", "", "", "", "", "", "", "", "", "", "", "", 0.0, 1.0, 0.0)
    start = number_or(NOWHERE, task["start"], task["baseline_start"], task["baseline_finish"])
    placed = start != NOWHERE
    finish = max(start, number_or(start, task["finish"], task["baseline_finish"]))
    percent = max(0.0, min(1.0, number_or(0.0, task["percent_complete"])))
    duration = number_or(1.0, task["duration"])
    status, names = text(task["status"]), names_in(text(task["responsible"]))
    due = number_or(finish, task["baseline_finish"])
    done = number_or(finish if percent == 1 else NOWHERE, task["actual_finish"])
    critical = CRITICAL if is_word(task["critical"], "flag", "yes") else NORMAL
    late = is_word(status, "task_status", "slipping")
    ahead = placed and today <= finish < today + SOON and percent < 1
    soon = ahead and not is_word(status, "task_status", "done")
    return (
        code,
        title,
        text(task["responsible"]),
        start if placed else "",
        finish if placed else "",
        percent,
        status,
        start + percent * (finish - start + 1) if placed else "",
        (MILESTONE if duration == 0 else critical) if placed else "",
        due if due != NOWHERE else "",
        done if done != NOWHERE else "",
        (0.0 if due == NOWHERE else due) * 1000 + index if late else "",
        finish * 1000 + index if soon else "",
        names,
        duration / (finish - start + 1) / max(1, names.count("、") - 1) if placed else 0.0,
        start if placed else 1.0,
        finish if placed else 0.0,
    )


NOWHERE = float("-inf")
"""Stands for a day that a task does not have."""

ROWS = Part("gantt", "rows", FIRST_ROW, 1, TASKS, _COLUMNS, _rows)
GRID = len(_COLUMNS) + 1
"""The worksheet column of the first period."""

_SCALE = "{=settings.gantt_scale}"
_SPAN = "{.last}-{.first}+1"
_FRAME = {
    "first": shown(Date(), f"IF(COUNT({{@gantt/rows.start}})=0,{DAY},MIN({{@gantt/rows.start}}))"),
    "last": shown(Date(), "MAX({.first},MAX({@gantt/rows.finish}))"),
    "scale": shown(
        Number(),
        f"IF({is_one_of(_SCALE, 'gantt_scale.day')},1,IF({is_one_of(_SCALE, 'gantt_scale.week')},7,"
        f"IF({is_one_of(_SCALE, 'gantt_scale.month')},30,"
        f"IF({_SPAN}<={PERIODS},1,IF({_SPAN}<={PERIODS * 7},7,30)))))",
    ),
}


def _frame(standing: Standing) -> Rows:
    rows = standing.values(ROWS)
    first = min(numbers(row[3] for row in rows), default=standing.day)
    last = max(numbers(row[4] for row in rows), default=0.0)
    last = max(first, last)
    stated = standing.entry("settings", "gantt_scale")
    for key, scale in (("day", 1.0), ("week", 7.0), ("month", 30.0)):
        if says(stated, "gantt_scale", key):
            return [(first, last, scale)]
    span = last - first + 1
    return [(first, last, 1.0 if span <= PERIODS else 7.0 if span <= 7 * PERIODS else 30.0)]


FRAME = Part("gantt", "frame", 2, GRID - 5, 1, _FRAME, _frame)

_FIRST, _SCALED = "{@gantt/frame.first}", "{@gantt/frame.scale}"
_BEGIN = (
    f"IF({_SCALED}=1,{_FIRST},IF({_SCALED}=7,{_FIRST}-WEEKDAY({_FIRST},2)+1,DATE(YEAR({_FIRST}),MONTH({_FIRST}),1)))"
)


def _next(previous: str) -> str:
    return f"IF({_SCALED}=30,EDATE({previous},1),{previous}+{_SCALED})"


_PERIODS = {
    f"p{m}": shown(Date(), _next(f"{{.p{m - 1}}}") if m else _BEGIN, 2.3) for m in range(PERIODS + 1)
}
"""One more than is drawn: a period ends where the next begins."""


def _periods(standing: Standing) -> Rows:
    ((first, _, scale),) = standing.values(FRAME)
    return [tuple(_days(float(first), float(scale)))]  # type: ignore[arg-type]


def _days(first: float, scale: float) -> Iterator[float]:
    day = day_of(first)
    if scale == 7:
        day -= timedelta(days=day.weekday())
    elif scale == 30:
        day = day.replace(day=1)
    begin = first if scale == 1 else serial_of(day)
    for index in range(PERIODS + 1):
        if scale == 30:
            months = day.month - 1 + index
            yield serial_of(day.replace(year=day.year + months // 12, month=months % 12 + 1))
        else:
            yield begin + index * scale


AXIS = Part("gantt", "axis", HEADER_ROW, GRID, 1, _PERIODS, _periods)

_OFFICIAL = '"{choice:day_origin.official}"'
_OWN = '"<>{choice:day_origin.official}"'


def _known(kind: str, origin: str, day: str) -> str:
    asked = f"{{calendar.day}},{day},{{calendar.kind}},{{words:day_kind.{kind}}},{{calendar.origin}},{origin}"
    return f"SUMPRODUCT(COUNTIFS({asked}))>0"


def _off(day: str) -> str:
    """A day is off as the engine has it: official days, then the event's own, then the team's, last wins."""
    return (
        f"IF({_SCALED}<>1,0,IF({_known('off', _OWN, day)},1,IF({_known('work', _OWN, day)},0,"
        f"IF(OR({day}={{=event.event_date}},{day}={{=event.end_date}}),0,"
        f"IF({_known('off', _OFFICIAL, day)},1,IF({_known('work', _OFFICIAL, day)},0,"
        f"IF(WEEKDAY({day},2)>5,1,0)))))))"
    )


_OFF = {f"f{m}": shown(Number(), _off(f"{{@gantt/axis.p{m}}}"), 2.3) for m in range(PERIODS)}


def _days_off(standing: Standing) -> Rows:
    ((_, _, scale),) = standing.values(FRAME)
    (axis,) = standing.values(AXIS)
    if scale != 1:
        return [(0.0,) * PERIODS]
    kinds: dict[tuple[float, bool], set[str]] = {}
    by_law = standing.word("day_origin", "official").lower()
    columns = (standing.column("calendar", name) for name in ("day", "kind", "origin"))
    for day, kind, origin in zip(*columns, strict=True):
        for key in ("off", "work"):
            if says(kind, "day_kind", key) and number(day) is not None:
                official = text(origin).lower() == by_law
                kinds.setdefault((float(day), official), set()).add(key)  # type: ignore[arg-type]
    event = {number(standing.entry("event", name)) for name in ("event_date", "end_date")}
    return [tuple(_is_off(day, kinds, event) for day in numbers(axis[:PERIODS]))]


def _is_off(day: float, kinds: dict[tuple[float, bool], set[str]], event: set[float | None]) -> float:
    own, official = kinds.get((day, False), set()), kinds.get((day, True), set())
    if own:
        return 1.0 if "off" in own else 0.0
    if day in event:
        return 0.0
    if official:
        return 1.0 if "off" in official else 0.0
    return 1.0 if day_of(day).weekday() >= 5 else 0.0


OFF = Part("gantt", "off", HEADER_ROW - 1, GRID, 1, _OFF, _days_off)

GANTT = View("gantt", after="tasks", parts=(ROWS, FRAME, AXIS, OFF))
