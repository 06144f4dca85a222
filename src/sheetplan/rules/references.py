"""Rules of every sheet: names and ids that lead to another sheet lead somewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sheetplan.language import fold
from sheetplan.model.column import Owner
from sheetplan.model.row import Row, Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.rules.lookup import strangers, team
from sheetplan.rules.rule import Case, Heading, Hit, Severity, Sheet, at, rule

OWN_RULES = frozenset(
    {("budget", "category"), ("event", "lead"), ("metrics", "responsible"), ("actions", "responsible")}
)
"""Columns whose strangers have a rule, and a reason, of their own; so has the whole of 任务."""

_LINE = (
    "budget_summary 场地\nbudget_summary 备用金 nature=reserve\n"
    "budget B1 category=场地 item=搭建 unit_price=9000 quantity=1\n"
    "budget B2 category=备用金 item=备用金 unit_price=1000 quantity=1"
)
_MATERIAL = "materials W1 category=promotion item=易拉宝 quantity=20 responsible=王芳 due=d15"


@rule(
    "CEL034",
    Severity.WARNING,
    bad=f"{_LINE}\n{_MATERIAL} budget_line=B9",
    good=f"{_LINE}\n{_MATERIAL} budget_line=B1",
)
def leads_nowhere(case: Case) -> Iterator[Hit]:
    """Yield references to rows that the sheet they point to does not have."""
    known: dict[str, frozenset[str]] = {}
    for sheet, column, target in _REFERENCES:
        if target not in known:
            known[target] = frozenset(fold(row.id) for row in case.plan.rows(target) if row.id)
        if known[target]:
            for row, name in _named(case, sheet, column):
                if fold(name) not in known[target]:
                    yield at(row, column, name=name, target=Sheet(target))


@rule("PPL004", Severity.WARNING, bad=_MATERIAL.replace("王芳", "韩梅梅"), good=_MATERIAL)
def not_on_team(case: Case) -> Iterator[Hit]:
    """Yield people whom the team list does not know, each at the first row of a sheet that names them."""
    known = team(case.plan)
    for sheet, columns in _PEOPLE.items():
        missing: dict[str, list[tuple[Row, str]]] = defaultdict(list)
        for column in columns:
            for row, name in _named(case, sheet, column):
                for stranger in strangers(case.plan, [name], known):
                    missing[stranger].append((row, column))
        for name, places in missing.items():
            row, column = places[0]
            yield at(row, column, name=name, what=Heading(sheet, column), count=len(places))


def _named(case: Case, sheet: str, column: str) -> Iterator[tuple[Row, str]]:
    """Yield each name that a column holds, with its row."""
    for row in case.plan.rows(sheet):
        held = getattr(row, column)
        for name in held if isinstance(held, tuple) else (held,):
            if name:
                yield row, str(name)


def _offering(target: str | None) -> Iterator[tuple[str, str, str]]:
    for sheet, row_type in SHEETS.items():
        if sheet == "tasks" or row_type.shape is Shape.FORM:
            continue
        for name, column in row_type.columns_of(Owner.PEOPLE).items():
            if (
                column.offers
                and (sheet, name) not in OWN_RULES
                and (column.offers == "people") == (target == "people")
            ):
                yield sheet, name, column.offers


_REFERENCES = tuple(_offering(None))
_PEOPLE: dict[str, list[str]] = defaultdict(list)
for _sheet, _column, _ in _offering("people"):
    _PEOPLE[_sheet].append(_column)
