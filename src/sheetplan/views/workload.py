"""人员负荷: how many working days of tasks fall on each person in each week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sheetplan.model.kinds import Date, Days, Text
from sheetplan.views.gantt import FRAME
from sheetplan.views.raci import NOBODY, key_formula, key_of
from sheetplan.views.standing import Standing, day_of, serial_of, text
from sheetplan.views.task_lines import TaskLine, task_lines
from sheetplan.views.tools import DAY, cell_of, first_number, nth, number_or, numbers, shown, text_of
from sheetplan.views.view import Part, Rows, View

PEOPLE = 20
WEEKS = 16
BEFORE = 28
"""Days before today at which the weeks begin where the plan has more of them than are shown."""
HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
_NAMES = "{@gantt/rows.names}"

_FIRST, _LAST = "{@gantt/frame.first}", "{@gantt/frame.last}"
_BEGIN = f"IF({_LAST}-{_FIRST}<{7 * WEEKS - 7},{_FIRST},MAX({_FIRST},{DAY}-{BEFORE}))"


def _weeks(standing: Standing) -> Rows:
    ((_, first, last, _),) = (numbers(row) for row in standing.values(FRAME))
    begin = first if last - first < 7 * WEEKS - 7 else max(first, standing.day - BEFORE)
    day = day_of(begin)
    monday = serial_of(day - timedelta(days=day.weekday()))
    yield tuple(monday + 7 * week for week in range(WEEKS))


AXIS = Part(
    "workload", "axis", HEADER_ROW, 6, 1,
    {
        f"w{m}": shown(Date(), f"{{.w{m - 1}}}+7" if m > 1 else f"INT({_BEGIN})-WEEKDAY({_BEGIN},2)+1", 7)
        for m in range(1, WEEKS + 1)
    },
    _weeks,
)  # fmt: skip


def _week(number: int) -> str:
    """The days that a task and a week share, for every task: MIN and MAX would not go row by row."""
    begin, first, last = f"{{@workload/axis.w{number}}}", "{@gantt/rows.first}", "{@gantt/rows.last}"
    end = f"({last}+{begin}+6-ABS({last}-{begin}-6))/2"
    shared = f"({end}-({first}+{begin}+ABS({first}-{begin}))/2+1)"
    hers = f"ISNUMBER(FIND({{.key}},{_NAMES}))"
    return f'IF({{.name}}="","",SUMPRODUCT({hers}*{{@gantt/rows.load}}*({shared}>0)*{shared}))'


def _rows(standing: Standing) -> Rows:
    (weeks,) = map(numbers, standing.values(AXIS))
    people = [standing.column("people", name) for name in ("name", "role", "capacity")]
    for index in range(PEOPLE):
        name, role, capacity = (nth(column, index) for column in people)
        key = key_of(text(name))
        if key == NOBODY:
            yield ("", "", "", "", NOBODY, *[""] * WEEKS)
            continue
        hers = [line for line in task_lines(standing) if key in line.names]
        still_open = float(sum(number_or(1.0, line.percent) < 1 for line in hers))
        room = capacity if isinstance(capacity, float) else ""
        yield (text(name), text(role), room, still_open, key, *(_days(hers, week) for week in weeks))


def _days(lines: Iterable[TaskLine], week: float) -> float:
    """Return how many days of some tasks fall on a week."""
    falling = [line for line in lines if line.last > week - 1 and line.first < week + 7]
    shared = (line.load * (min(line.last, week + 6) - max(line.first, week) + 1) for line in falling)
    return sum(shared, 0.0)


_CAPACITY = first_number(cell_of("people.capacity"), otherwise='""')
ROWS = Part(
    "workload", "rows", FIRST_ROW, 1, PEOPLE,
    {
        "name": shown(Text(), text_of("people.name"), 14),
        "role": shown(Text(), f'IF({{.name}}="","",{text_of("people.role")})', 20),
        "capacity": shown(Days(), f'IF({{.name}}="","",{_CAPACITY})', 10),
        "open": shown(
            Days(),
            f'IF({{.name}}="","",SUMPRODUCT(ISNUMBER(FIND({{.key}},{_NAMES}))*({{@gantt/rows.percent}}<1)))',
            9,
        ),
        "key": shown(Text(), key_formula("{.name}"), hidden=True),
        **{f"w{m}": shown(Days(), _week(m), 7) for m in range(1, WEEKS + 1)},
    },
    _rows,
)  # fmt: skip

WORKLOAD = View("workload", after="people", parts=(AXIS, ROWS))
