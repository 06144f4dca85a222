"""The tasks as views see them: a row for each row of 任务, in its order.

The Gantt chart shows the first columns; the hidden ones are what other views count and list tasks by.
"""

from __future__ import annotations

from typing import NamedTuple

from sheetplan.model.kinds import Date, Number, Rate, Text
from sheetplan.views.standing import Cell, Standing, text
from sheetplan.views.tools import (
    cell_of,
    first_number,
    names_in,
    names_of,
    number_or,
    shown,
    text_of,
)
from sheetplan.views.view import Part, Rows

TASKS = 200
FIRST_ROW = 5
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
_UNDONE = f"{{.percent}}<1,{{.status}}<>{_word('task_status.done')}"
_TODAY = "{@gantt/frame.day}"
_SOON = f"AND({{.finish}}>={_TODAY},{{.finish}}<{_TODAY}+{SOON},{_UNDONE})"
_COLUMNS = {
    "code": shown(Text(), text_of("tasks.code"), 7),
    "title": shown(Text(), text_of("tasks.title"), 38),
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
    "due": shown(
        Date(), _of_task(first_number(_task("baseline_finish"), otherwise="{.finish}")), hidden=True
    ),
    "done": shown(
        Date(),
        _of_task(first_number(_task("actual_finish"), otherwise='IF({.percent}=1,{.finish},"")')),
        hidden=True,
    ),
    "late_key": shown(
        Number(),
        f"IF({{.status}}={_word('task_status.slipping')},"
        f'{first_number("{.due}", otherwise="0")}*1000+{{n}},"")',
        hidden=True,
    ),
    "soon_key": shown(Number(), _placed(f'IF({_SOON},{{.finish}}*1000+{{n}},"")'), hidden=True),
    "names": shown(Text(), _of_task(names_of("{.responsible}")), hidden=True),
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


class TaskLine(NamedTuple):
    """The values of one row, by the names of its columns; a row without a task counts for nothing."""

    code: str
    title: str = ""
    responsible: str = ""
    start: Cell = ""
    finish: Cell = ""
    percent: Cell = ""
    status: str = ""
    until: Cell = ""
    tone: Cell = ""
    due: Cell = ""
    done: Cell = ""
    late_key: Cell = ""
    soon_key: Cell = ""
    names: str = ""
    load: float = 0.0
    first: float = 1.0
    last: float = 0.0


def task_lines(standing: Standing) -> tuple[TaskLine, ...]:
    """Return the rows of all tasks."""
    return standing.values(TASK_LINES)  # type: ignore[return-value]  # that is what the part gives


def _rows(standing: Standing) -> Rows:
    columns = (standing.column("tasks", name)[:TASKS] for name in _WANTED)
    tasks = (dict(zip(_WANTED, cells, strict=True)) for cells in zip(*columns, strict=True))
    lines = [_line(task, index, standing) for index, task in enumerate(tasks, 1)]
    return [*lines, *[TaskLine("")] * (TASKS - len(lines))]


_WANTED = (
    "code", "title", "responsible", "start", "finish", "baseline_start", "baseline_finish",
    "actual_finish", "percent_complete", "duration", "status", "critical",
)  # fmt: skip


def _line(task: dict[str, Cell], index: int, standing: Standing) -> TaskLine:
    code, title, responsible = (text(task[name]) for name in ("code", "title", "responsible"))
    if not title:
        return TaskLine(code)
    line = TaskLine(
        code,
        title,
        responsible,
        percent=max(0.0, min(1.0, number_or(0.0, task["percent_complete"]))),
        status=text(task["status"]),
        names=names_in(responsible),
    )
    line = _placed_line(line, task, standing)
    due = _first_of(task["baseline_finish"], line.finish)
    late = _is(line.status, "task_status.slipping", standing)
    return line._replace(
        due=due,
        done=_first_of(task["actual_finish"], line.finish if line.percent == 1 else ""),
        late_key=number_or(0.0, due) * 1000 + index if late else "",
        soon_key=number_or(0.0, line.finish) * 1000 + index if _is_soon(line, standing) else "",
    )


def _placed_line(line: TaskLine, task: dict[str, Cell], standing: Standing) -> TaskLine:
    """Return the row with its days, where any are known."""
    start = _first_of(task["start"], task["baseline_start"], task["baseline_finish"])
    if not isinstance(start, float):
        return line
    finish = max(start, number_or(start, task["finish"], task["baseline_finish"]))
    days, duration = finish - start + 1, number_or(1.0, task["duration"])
    tone = CRITICAL if _is(task["critical"], "flag.yes", standing) else NORMAL
    return line._replace(
        start=start,
        finish=finish,
        until=start + number_or(0.0, line.percent) * days,
        tone=tone if duration else MILESTONE,
        load=duration / days / max(1, line.names.count("、") - 1),
        first=start,
        last=finish,
    )


def _first_of(*cells: Cell) -> Cell:
    return next((cell for cell in cells if isinstance(cell, float)), "")


def _is(cell: Cell, choice: str, standing: Standing) -> bool:
    choices, key = choice.split(".")
    return text(cell).lower() == standing.word(choices, key).lower()


def _is_soon(line: TaskLine, standing: Standing) -> bool:
    finish = number_or(float("-inf"), line.finish)
    ahead = standing.day <= finish < standing.day + SOON
    return ahead and line.percent != 1 and not _is(line.status, "task_status.done", standing)


TASK_LINES = Part("gantt", "rows", FIRST_ROW, 1, TASKS, _COLUMNS, _rows, follows="tasks")
