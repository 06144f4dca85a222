"""甘特图: a row for each task and periods across; conditional formats draw the bars.

It stands on a sheet of its own: 任务 stays quick to read and may grow, and the chart prints by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sheetplan.model.kinds import Date, Number
from sheetplan.views.standing import Cell, Standing, day_of, serial_of
from sheetplan.views.task_lines import TASK_LINES, task_lines
from sheetplan.views.tools import DAY, is_one_of, numbers, says, shown
from sheetplan.views.view import Part, Rows, View

PERIODS, SATURDAY = 98, 5
HEADER_ROW = 4
GRID = len(TASK_LINES.columns) + 1
"""The worksheet column of the first period."""

_SCALE = "{settings.gantt_scale}"
_SPAN = "{.last}-{.first}+1"
_FRAME = {
    "day": shown(Date(), DAY),
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
    lines = task_lines(standing)
    first = min(numbers(line.start for line in lines), default=standing.day)
    last = max([first, *numbers(line.finish for line in lines)])
    stated = standing.entry("settings", "gantt_scale")
    for key, scale in (("day", 1.0), ("week", 7.0), ("month", 30.0)):
        if says(stated, "gantt_scale", key):
            return [(standing.day, first, last, scale)]
    span = last - first + 1
    return [(standing.day, first, last, 1.0 if span <= PERIODS else 7.0 if span <= 7 * PERIODS else 30.0)]


FRAME = Part("gantt", "frame", 2, GRID - 6, 1, _FRAME, _frame)

_FIRST, _SCALED = "{@gantt/frame.first}", "{@gantt/frame.scale}"
_MONDAY = f"{_FIRST}-WEEKDAY({_FIRST},2)+1"
_BEGIN = f"IF({_SCALED}=1,{_FIRST},IF({_SCALED}=7,{_MONDAY},DATE(YEAR({_FIRST}),MONTH({_FIRST}),1)))"


_AFTER = "COLUMN()-COLUMN({@gantt/axis.p0})"
"""How many periods lie before one: the same text in every column, which a file packs well."""
_NEXT = f"IF({_SCALED}=30,EDATE({{@gantt/axis.p0}},{_AFTER}),{{@gantt/axis.p0}}+{_SCALED}*({_AFTER}))"
_PERIODS = {f"p{m}": shown(Date(), _NEXT if m else _BEGIN, 2.3) for m in range(PERIODS + 1)}
"""One more than is drawn: a period ends where the next begins."""


def _periods(standing: Standing) -> Rows:
    ((_, first, _, scale),) = (numbers(row) for row in standing.values(FRAME))
    return [tuple(_days(first, scale))]


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
            year = min(day.year + months // 12, date.max.year)
            yield serial_of(day.replace(year=year, month=months % 12 + 1))
        else:
            yield begin + index * scale


AXIS = Part("gantt", "axis", HEADER_ROW, GRID, 1, _PERIODS, _periods)

_SAID = 'COUNTIFS({calendar.day},%s,{calendar.effect},">-9")>0'
_EFFECT = "SUMIFS({calendar.effect},{calendar.day},%s)"


def _off(day: str) -> str:
    """A day is off as 日历 says, worked where it is one of the event, and else as its weekday has it."""
    said = f"1-ROUND((WEEKDAY({day},2)<6)+{_EFFECT % day},0)"
    event = f"OR({day}={{event.event_date}},{day}={{event.end_date}})"
    return f"IF({_SCALED}<>1,0,IF({_SAID % day},{said},IF(OR({event},WEEKDAY({day},2)<6),0,1)))"


_OFF = {f"f{m}": shown(Number(), _off(f"({_FIRST}+{_AFTER})"), 2.3) for m in range(PERIODS)}


def _days_off(standing: Standing) -> Rows:
    ((*_, scale),) = standing.values(FRAME)
    (axis,) = standing.values(AXIS)
    if scale != 1:
        return [(0.0,) * PERIODS]
    effects: dict[float, float] = {}
    for cell, effect in zip(*(standing.column("calendar", name) for name in ("day", "effect")), strict=True):
        if isinstance(cell, float) and isinstance(effect, float):
            effects[cell] = effects.get(cell, 0.0) + effect
    event = {standing.entry("event", name) for name in ("event_date", "end_date")}
    return [tuple(_is_off(day, effects, event) for day in numbers(axis[:PERIODS]))]


def _is_off(day: float, effects: dict[float, float], event: set[Cell]) -> float:
    on_weekdays = day_of(day).weekday() < SATURDAY
    if day in effects:
        return float(1 - round(on_weekdays + effects[day]))
    return float(day not in event and not on_weekdays)


OFF = Part("gantt", "off", HEADER_ROW - 1, GRID, 1, _OFF, _days_off)

GANTT = View("gantt", after="tasks", parts=(TASK_LINES, FRAME, AXIS, OFF))
