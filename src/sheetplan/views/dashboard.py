"""总览看板: the event on one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from sheetplan.model.column import Column
from sheetplan.model.kinds import Date, Days, Number, Rate, Text
from sheetplan.views.figures import LATE, LISTED, SOON, TOP_RISKS
from sheetplan.views.standing import Cell, Standing, number, text
from sheetplan.views.task_lines import TaskLine, task_lines
from sheetplan.views.tools import DAY, first_number, number_or, numbers, says, shown
from sheetplan.views.view import Part, Rows, View

NAME_ROW, CARD_ROW, LIST_ROW = 2, 5, 44
CARD_WIDTH, LIST_WIDTH = 2, 4
"""In worksheet columns."""
CARDS = ("days_left", "tasks", "slipping", "metrics", "budget", "finish")
LISTS = {"late": LATE, "soon": SOON}


def _entry(name: str) -> str:
    return f"{{event.{name}}}"


def _parts_of(part: str, whole: str) -> str:
    return f'{part}&" / "&{whole}'


def _amount(formula: str) -> str:
    return f'TEXT({formula},"#,##0")'


def _warned(key: str) -> str:
    return f"SUMPRODUCT(COUNTIFS({{tasks.warning}},{{words:task_warning.{key}}}))"


_DATED = f"ISNUMBER({_entry('event_date')})"
_FORMULAS: dict[str, tuple[Column, Column]] = {
    "days_left": (
        shown(Days(), f'IF({_DATED},{_entry("event_date")}-{DAY},"")'),
        shown(Date(), first_number(_entry("event_date"), otherwise='""')),
    ),
    "tasks": (
        shown(Rate(), f'IF({_entry("task_count")}=0,"",{_entry("tasks_done")}/{_entry("task_count")})'),
        shown(Text(), _parts_of(_entry("tasks_done"), _entry("task_count"))),
    ),
    "slipping": (shown(Days(), _entry("tasks_slipping")), shown(Days(), _warned("overdue"))),
    "metrics": (
        shown(Text(), _parts_of(_entry("metrics_met"), _entry("metric_count"))),
        shown(Days(), 'COUNTIFS({metrics.achievement_rate},"<1")'),
    ),
    "budget": (
        shown(Rate(), _entry("spend_rate")),
        shown(Text(), _parts_of(_amount(_entry("actual_total")), _amount(_entry("budget_total")))),
    ),
    "finish": (shown(Date(), _entry("forecast_finish")), shown(Days(), _warned("at_risk"))),
}


@lru_cache(maxsize=1)
def _values(standing: Standing) -> dict[str, tuple[Cell, Cell]]:
    def entry(name: str) -> Cell:
        found = standing.entry("event", name)
        return "" if found is None else found

    event_date = number(entry("event_date"))
    count, done = number_or(0.0, entry("task_count")), number_or(0.0, entry("tasks_done"))
    amounts = (_thousands(number_or(0.0, entry(name))) for name in ("actual_total", "budget_total"))
    missed = sum(rate < 1 for rate in numbers(standing.column("metrics", "achievement_rate")))
    return {
        "days_left": ("", "") if event_date is None else (event_date - standing.day, event_date),
        "tasks": (done / count if count else "", f"{text(done)} / {text(count)}"),
        "slipping": (entry("tasks_slipping"), _count_warned(standing, "overdue")),
        "metrics": (f"{text(entry('metrics_met'))} / {text(entry('metric_count'))}", float(missed)),
        "budget": (entry("spend_rate"), " / ".join(amounts)),
        "finish": (entry("forecast_finish"), _count_warned(standing, "at_risk")),
    }


def _count_warned(standing: Standing, key: str) -> float:
    return float(sum(says(word, "task_warning", key) for word in standing.column("tasks", "warning")))


MOST = Decimal("1e15")
"""More digits than Excel keeps."""


def _thousands(amount: float) -> str:
    exact = Decimal(repr(amount))
    return (
        f"{exact.quantize(Decimal(1), ROUND_HALF_UP) if abs(exact) < MOST else exact.to_integral_value():,f}"
    )


def _card(index: int, key: str, line: int) -> Part:
    """Return the figure of a card, or the line beneath."""
    names = "figure", "note"
    return Part(
        "dashboard", f"{key}_{names[line]}", CARD_ROW + 1 + line, 1 + CARD_WIDTH * index, 1,
        {names[line]: _FORMULAS[key][line]},
        lambda standing: [(_values(standing)[key][line],)],
    )  # fmt: skip


def _list(index: int, key: str, source: Part) -> tuple[Part, Part]:
    """Return a list's tasks, and who sees to them until when; a task is as wide as two columns."""
    at = f"INDEX({{@figures/{key}.at}},{{n}})"

    def of_task(name: str) -> str:
        return f'IF({at}="","",INDEX({{@gantt/rows.{name}}},{at}))'

    day = "due" if key == "late" else "finish"
    left = 1 + LIST_WIDTH * index
    title = {"title": shown(Text(), of_task("title"))}
    beside = {"responsible": shown(Text(), of_task("responsible")), "day": shown(Date(), of_task(day))}
    return (
        Part("dashboard", key, LIST_ROW, left, LISTED, title, _picked(source, lambda line: (line.title,))),
        Part(
            "dashboard", f"{key}_who", LIST_ROW, left + 2, LISTED, beside,
            _picked(source, lambda line: (line.responsible, line.due if key == "late" else line.finish)),
        ),
    )  # fmt: skip


def _picked(source: Part, told: Callable[[TaskLine], Sequence[Cell]]) -> Callable[[Standing], Rows]:
    def rows(standing: Standing) -> Rows:
        lines = task_lines(standing)
        return (told(lines[int(at) - 1]) for (at,) in map(numbers, standing.values(source)))

    return rows


_RISK_AT = "INDEX({@figures/risks.at},{n})"


def _of_risk(name: str) -> str:
    return f'IF({_RISK_AT}="","",INDEX({{risks.{name}}},{_RISK_AT}))'


def _risk(*names: str) -> Callable[[Standing], Rows]:
    def rows(standing: Standing) -> Rows:
        columns = [standing.column("risks", name) for name in names]
        for (at,) in map(numbers, standing.values(TOP_RISKS)):
            cells = (column[int(at) - 1] for column in columns)
            yield tuple(cell if isinstance(cell, float) else text(cell) for cell in cells)

    return rows


RISK_LEFT = 1 + LIST_WIDTH * len(LISTS)
RISK_LISTS = (
    Part(
        "dashboard", "risks", LIST_ROW, RISK_LEFT, LISTED,
        {"title": shown(Text(), f'IFERROR({_of_risk("risk")}&"","")')}, _risk("risk"),
    ),
    Part(
        "dashboard", "risks_who", LIST_ROW, RISK_LEFT + 2, LISTED,
        {
            "responsible": shown(Text(), f'IFERROR({_of_risk("responsible")}&"","")'),
            "score": shown(Number(), _of_risk("score")),
        },
        _risk("responsible", "score"),
    ),
)  # fmt: skip
NAME = Part(
    "dashboard", "name", NAME_ROW, 1, 1, {"name": shown(Text(), f'IFERROR({_entry("name")}&"","")')},
    lambda standing: [(text(standing.entry("event", "name")),)],
)  # fmt: skip
MEASURED = Part(
    "dashboard", "measured", NAME_ROW, 11, 1, {"day": shown(Date(), DAY)}, lambda standing: [(standing.day,)]
)

DASHBOARD = View(
    "dashboard",
    after="",
    parts=(
        NAME,
        MEASURED,
        *(_card(index, key, line) for index, key in enumerate(CARDS) for line in (0, 1)),
        *(part for index, (key, source) in enumerate(LISTS.items()) for part in _list(index, key, source)),
        *RISK_LISTS,
    ),
)
