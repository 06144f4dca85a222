"""看板数据: what the charts of the dashboard draw, and the day at which all views are measured."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from sheetplan.model.kinds import Date, Money, Number, Rate, Text
from sheetplan.model.values import ErrorValue
from sheetplan.views.gantt import FRAME
from sheetplan.views.standing import Cell, Standing, text
from sheetplan.views.task_lines import TaskLine, task_lines
from sheetplan.views.tools import cell_of, first_number, nth, number_or, numbers, shown, text_of
from sheetplan.views.view import Part, Rows, View

POINTS = 16
"""Of a line over time, from the first day of the plan to its last."""
METRICS, CATEGORIES, LISTED = 12, 8, 6
FIRST_ROW = 5
NOT_AVAILABLE = ErrorValue("#N/A")
"""What a line does not draw."""

TODAY = Part(
    "figures", "today", 2, 2, 1,
    {"day": shown(Date(), first_number("{=settings.status_date}", otherwise="TODAY()"))},
    lambda standing: [(standing.day,)],
)  # fmt: skip


def _points(standing: Standing) -> Rows:
    ((first, last, _),) = (numbers(row) for row in standing.values(FRAME))
    step = max(1, ceil((last - first) / (POINTS - 1)))
    lines = task_lines(standing)
    due, done = numbers(line.due for line in lines), numbers(line.done for line in lines)
    for index in range(POINTS):
        day = first + index * step
        yield day, _until(day, due), _until(day, done) if day <= standing.day else NOT_AVAILABLE


def _until(day: float, days: list[float]) -> float:
    return float(sum(found <= day for found in days))


_STEP = f"MAX(1,ROUNDUP(({{@gantt/frame.last}}-{{@gantt/frame.first}})/{POINTS - 1},0))"
POINT_ROWS = Part(
    "figures", "points", FIRST_ROW, 1, POINTS,
    {
        "day": shown(Date(), f"{{@gantt/frame.first}}+({{n}}-1)*{_STEP}"),
        "planned": shown(Number(), 'COUNTIFS({@gantt/rows.due},"<="&{.day})'),
        "done": shown(
            Number(), 'IF({.day}>{@figures/today.day},NA(),COUNTIFS({@gantt/rows.done},"<="&{.day}))'
        ),
    },
    _points,
)  # fmt: skip


def _metrics(standing: Standing) -> Rows:
    columns = [standing.column("metrics", name) for name in ("metric", "achievement_rate")]
    for name, rate in zip(*(column[:METRICS] for column in columns), strict=True):
        yield text(name), number_or(NOTHING, rate) if text(name) else ""


METRIC_ROWS = Part(
    "figures", "metrics", FIRST_ROW, 5, METRICS,
    {
        "metric": shown(Text(), text_of("metrics.metric"), 22),
        "rate": shown(
            Rate(),
            f'IF({{.metric}}="","",{first_number(cell_of("metrics.achievement_rate"), otherwise="0")})',
        ),
    },
    _metrics,
)  # fmt: skip


def _categories(standing: Standing) -> Rows:
    columns = [standing.column("budget_summary", name) for name in ("category", "planned", "actual")]
    for index in range(min(CATEGORIES, len(columns[0]))):
        name, planned, actual = (nth(column, index) for column in columns)
        sums = (number_or(NOTHING, planned), number_or(NOTHING, actual)) if text(name) else ("", "")
        yield text(name), *sums


def _sum_of(name: str) -> str:
    number = first_number(cell_of(f"budget_summary.{name}"), otherwise="0")
    return f'IF({{.category}}="","",{number})'


CATEGORY_ROWS = Part(
    "figures", "categories", FIRST_ROW, 8, CATEGORIES,
    {
        "category": shown(Text(), text_of("budget_summary.category"), 22),
        "planned": shown(Money(), _sum_of("planned")),
        "actual": shown(Money(), _sum_of("actual")),
    },
    _categories,
)  # fmt: skip


def _listed(name: str, left: int, key_of: Callable[[TaskLine], Cell]) -> Part:
    """Return a list of tasks, told by their rows in the Gantt chart, smallest key first."""
    keys = f"{{@gantt/rows.{name}_key}}"

    def rows(standing: Standing) -> Rows:
        found = [key_of(line) for line in task_lines(standing)]
        return [(float(found.index(one) + 1),) for one in sorted(numbers(found))[:LISTED]]

    at = shown(Number(), f'IFERROR(MATCH(SMALL({keys},{{n}}),{keys},0),"")')
    return Part("figures", name, FIRST_ROW, left, LISTED, {"at": at}, rows)


LATE = _listed("late", 12, lambda line: line.late_key)
SOON = _listed("soon", 13, lambda line: line.soon_key)
NOTHING = 0.0
PARTS: tuple[Part, ...] = (TODAY, POINT_ROWS, METRIC_ROWS, CATEGORY_ROWS, LATE, SOON)
FIGURES = View("figures", after="calendar", parts=PARTS, hidden=True)
