"""看板数据: what the charts of the dashboard draw, and the day at which all views are measured."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from sheetplan.model.kinds import Date, Money, Number, Rate, Text
from sheetplan.model.values import ErrorValue
from sheetplan.views.gantt import FRAME
from sheetplan.views.standing import Cell, Standing, text
from sheetplan.views.task_lines import TaskLine, task_lines
from sheetplan.views.tools import (
    cell_of,
    first_number,
    is_one_of,
    nth,
    number_or,
    numbers,
    says,
    shown,
    text_of,
)
from sheetplan.views.view import Part, Rows, View

POINTS = 16
"""Of a line over time, from the first day of the plan to its last."""
METRICS, CATEGORIES, RISKS, LISTED = 12, 8, 60, 6
FIRST_ROW = 5
NOT_AVAILABLE = ErrorValue("#N/A")
"""What a line does not draw."""

TODAY = Part(
    "figures", "today", 2, 2, 1,
    {"day": shown(Date(), first_number("{settings.status_date}", otherwise="TODAY()"))},
    lambda standing: [(standing.day,)],
)  # fmt: skip


def _points(standing: Standing) -> Rows:
    ((_, first, last, _),) = (numbers(row) for row in standing.values(FRAME))
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


def _sign_up_frame(standing: Standing) -> Rows:
    ((_, first, *_),) = (numbers(row) for row in standing.values(FRAME))
    days = numbers(standing.column("daily", "day"))
    begin = min(days, default=first)
    event = number_or(begin, standing.entry("event", "event_date"))
    yield begin, max(begin, event, *days), event, sum(numbers(standing.column("channels", "target")), NOTHING)


_EVENT_DATE = first_number("{event.event_date}", otherwise="{.first}")
SIGN_UP_FRAME = Part(
    "figures", "sign_up_frame", 2, 15, 1,
    {
        "first": shown(Date(), "IF(COUNT({daily.day})=0,{@gantt/frame.first},MIN({daily.day}))"),
        "last": shown(Date(), "MAX({.first},{.event},MAX({daily.day}))"),
        "event": shown(Date(), _EVENT_DATE),
        "target": shown(Number(), "SUM({channels.target})"),
    },
    _sign_up_frame,
)  # fmt: skip


def _sign_ups(standing: Standing) -> Rows:
    ((first, last, event, target),) = (numbers(row) for row in standing.values(SIGN_UP_FRAME))
    step = max(1, ceil((last - first) / (POINTS - 1)))
    days, counts = (standing.column("daily", name) for name in ("day", "sign_ups"))
    came = [(day, count) for day, count in zip(days, counts, strict=True) if isinstance(count, float)]
    dated = [(day, count) for day, count in came if isinstance(day, float)]
    for index in range(POINTS):
        day = first + index * step
        planned = target * min(1, (index * step + 1) / max(1, event - first + 1))
        so_far = sum((count for at, count in dated if at <= day), NOTHING)
        known = day <= standing.day and numbers(days)
        yield day, planned if target else NOT_AVAILABLE, so_far if known else NOT_AVAILABLE


_FRAMED = "{@figures/sign_up_frame.%s}"
_FROM, _TO, _EVENT, _TARGET = (_FRAMED % name for name in ("first", "last", "event", "target"))
_EACH = f"MAX(1,ROUNDUP(({_TO}-{_FROM})/{POINTS - 1},0))"
SIGN_UP_ROWS = Part(
    "figures", "sign_ups", FIRST_ROW, 15, POINTS,
    {
        "day": shown(Date(), f"{_FROM}+({{n}}-1)*{_EACH}"),
        "planned": shown(
            Number(),
            f"IF({_TARGET}=0,NA(),{_TARGET}*MIN(1,({{.day}}-{_FROM}+1)/MAX(1,{_EVENT}-{_FROM}+1)))",
        ),
        "came": shown(
            Number(),
            "IF(OR({.day}>{@figures/today.day},COUNT({daily.day})=0),NA(),"
            'SUMIFS({daily.sign_ups},{daily.day},"<="&{.day}))',
        ),
    },
    _sign_ups,
)  # fmt: skip


def _risk_keys(standing: Standing) -> Rows:
    columns = (standing.column("risks", name)[:RISKS] for name in ("score", "status"))
    for index, (score, status) in enumerate(zip(*columns, strict=True), 1):
        shut = says(status, "risk_status", "closed")
        yield (score * 1000 - index if isinstance(score, float) and not shut else "",)


_SCORE = cell_of("risks.score")
_IS_SHUT = is_one_of(cell_of("risks.status"), "risk_status.closed")
RISK_KEYS = Part(
    "figures", "risk_keys", FIRST_ROW, 19, RISKS,
    {
        "key": shown(
            Number(), f'IFERROR(IF(AND(ISNUMBER({_SCORE}),NOT({_IS_SHUT})),{_SCORE}*1000-({{n}}),""),"")'
        )
    },
    _risk_keys,
)  # fmt: skip


def _top_risks(standing: Standing) -> Rows:
    keys = [key for (key,) in standing.values(RISK_KEYS)]
    return [(float(keys.index(key) + 1),) for key in sorted(numbers(keys), reverse=True)[:LISTED]]


_RISK_KEYS = "{@figures/risk_keys.key}"
TOP_RISKS = Part(
    "figures", "risks", FIRST_ROW, 14, LISTED,
    {"at": shown(Number(), f'IFERROR(MATCH(LARGE({_RISK_KEYS},{{n}}),{_RISK_KEYS},0),"")')},
    _top_risks,
)  # fmt: skip
LATE = _listed("late", 12, lambda line: line.late_key)
SOON = _listed("soon", 13, lambda line: line.soon_key)
NOTHING = 0.0
PARTS: tuple[Part, ...] = (
    TODAY,
    POINT_ROWS,
    METRIC_ROWS,
    CATEGORY_ROWS,
    LATE,
    SOON,
    TOP_RISKS,
    SIGN_UP_FRAME,
    SIGN_UP_ROWS,
    RISK_KEYS,
)
FIGURES = View("figures", after="calendar", parts=PARTS, hidden=True)
