"""From a plan and its outcome to everything a document can print: what Word says is what Excel shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from sheetplan.documents.context import Chart, Context, Figure, Lazy, Origin, Properties, Row, Table
from sheetplan.documents.fields import VIEWS, column_names, scalar_names, table_keys, table_name
from sheetplan.documents.sentences import Sentences
from sheetplan.documents.sheet_rows import SheetRows
from sheetplan.engine.outcome import Outcome
from sheetplan.language import Wording
from sheetplan.model.plan import Plan, Side
from sheetplan.model.sheets.tasks import Task
from sheetplan.model.values import EMPTY

HUNDRED_PERCENT = Decimal(1)
KEY_METRICS = 4

_PRINTED_ABOVE = frozenset(
    {"requested_by", "requested_on", "background", "audience_profile", "core_needs", "key_message"}
)


def compose(
    plan: Plan, outcome: Outcome, words: Wording, pictures: Mapping[str, str] = EMPTY
) -> Context:
    """Return what the documents of an event can say, with every field named in their language.

    Tables are made when a document asks for them; one context serves all documents of a workbook.

    Args:
        plan: the event as its people wrote it.
        outcome: what was computed from it; the very values that stand in the workbook.
        words: the language of the documents.
        pictures: the file of each picture that lies beside the workbook, by its key.
    """
    return _Composer(plan, outcome, words, pictures).context()


def entitled(context: Context, title: str) -> Context:
    """Return a context for a document of that title."""
    properties = context.properties
    named = f"{properties.title} {title}".strip()
    return replace(context, properties=replace(properties, title=named, subject=title))


class _Composer:
    """Makes every table of one workbook."""

    def __init__(
        self, plan: Plan, outcome: Outcome, words: Wording, pictures: Mapping[str, str]
    ) -> None:
        self.pictures = pictures
        self.plan = plan
        self.outcome = outcome
        self.words = words
        self.say = Sentences(plan, outcome, words)
        self.sheets = SheetRows(plan, outcome, words)
        self.tables = Lazy({key: partial(self._table, key) for key in table_keys()})

    def context(self) -> Context:
        event = self.plan.event
        names = {key: table_name(key, self.words) for key in table_keys()}
        return Context(
            language=self.words.language,
            scalars=dict(self._scalars()),
            tables=Lazy({name: partial(self.tables.__getitem__, key) for key, name in names.items()}),
            charts=Lazy(
                {
                    self.words.text("fields", "charts", key): partial(draw, self)
                    for key, draw in _CHARTS.items()
                }
            ),
            properties=Properties(
                title=event.name or "",
                author=event.organiser or event.department or "",
                keywords=event.type or "",
            ),
        )

    def _scalars(self) -> Iterator[tuple[str, Any]]:
        names = scalar_names(self.words)
        for key, value in self.sheets.entries():
            yield names[key], value
        for key, value in _said(self.plan, self.outcome, self.say).items():
            yield names["", key], value
        for key, name in self.words.section("fields", "pictures").items():
            yield name, self.pictures.get(key)

    def _table(self, key: str) -> Table:
        if key in _MADE:
            names = column_names(key, self.words)
            made = _MADE[key](self)
            return Table(tuple(names.values()), tuple(_named(row, names) for row in made))
        sheet = VIEWS.get(key, key)
        if sheet != key:
            return _numbered(self._view(key, sheet), self.words.text("fields", "number"))
        table = self.sheets.table(sheet)
        dress = _DRESSED.get(sheet)
        return dress(self, table) if dress else table

    @cached_property
    def matrix_names(self) -> tuple[str, ...]:
        """Return everybody who has a part in a task, in the order of the team."""
        named = {name for task in self.plan.tasks for part in _PARTS for name in getattr(task, part) or ()}
        team = [person.name for person in self.plan.people if person.name in named]
        return (*filter(None, team), *sorted(named.difference(team)))

    def _view(self, key: str, sheet: str) -> Table:
        whole: Table = self.tables[sheet]
        wanted = _WANTED[key]
        records = self.outcome.records(sheet) or (None,) * len(whole.rows)
        rows = zip(whole.rows, self.plan.rows(sheet), records, strict=True)
        return replace(whole, rows=tuple(shown for shown, row, record in rows if wanted(row, record)))


def _named(row: Mapping[str, Any], names: Mapping[str, str]) -> Row:
    return {name: row.get(key) for key, name in names.items()}


def _numbered(table: Table, number: str) -> Table:
    """Return a view's rows counted anew."""
    return replace(table, rows=tuple({**row, number: at} for at, row in enumerate(table.rows, 1)))


def _said(plan: Plan, outcome: Outcome, say: Sentences) -> dict[str, Any]:
    """Return the fields of documents alone."""
    totals = outcome.event
    met = totals.metrics_met / totals.metric_count if totals.metric_count else None
    aims = (Origin("event", "metrics_met"), Origin("event", "metric_count"))
    return {
        "status_date": outcome.status_date,
        "report_date": outcome.status_date,
        "version": say.fixed("version"),
        "overall_achievement": None if met is None else Figure(met, aims),
        "summary": say.summary(),
        "budget_comment": say.budget_comment(),
        "metrics_comment": say.metrics_comment(),
        "schedule_comment": say.schedule_comment(),
    }


# -- tables that only documents have --------------------------------------------------------------------


def _key_metrics(made: _Composer) -> Iterable[Mapping[str, Any]]:
    return [made.say.key_metric(index) for index in range(min(KEY_METRICS, len(made.plan.metrics)))]


def _milestones(made: _Composer) -> Iterator[dict[str, Any]]:
    """Yield tasks without duration or with a hard deadline, by date."""
    found: list[tuple[date, str | None, Origin]] = []
    for task, record in zip(made.plan.tasks, made.outcome.tasks, strict=True):
        day = task.baseline_finish or record.finish
        if day and (task.duration == 0 or task.deadline):
            column = "baseline_finish" if task.baseline_finish else "finish"
            found.append((day, task.title, Origin("tasks", column, task.id, task.row)))
    for day, title, origin in sorted(found, key=lambda each: each[0]):
        yield {"title": title, "day": Figure(day, (origin,))}


def _conclusions(made: _Composer) -> Iterator[dict[str, Any]]:
    for number, text in enumerate(made.say.conclusions(), 1):
        yield {"number": number, "content": text}


def _requirements(made: _Composer) -> Iterator[dict[str, Any]]:
    """Yield the entries of 需求 that no section of the brief prints, and those that somebody sees to."""
    for key in made.plan.brief.columns():
        value = getattr(made.plan.brief, key)
        side = made.plan.sides.get(("brief", key), Side())
        if key in _PRINTED_ABOVE and side == Side():
            continue
        yield {
            "item": made.words.heading("brief", key),
            "content": value.isoformat() if isinstance(value, date) else value,
            "responsible": side.responsible,
            "due": side.due,
            "note": side.note,
        }


def _matrix_people(made: _Composer) -> Iterator[dict[str, Any]]:
    """Yield who has a part in any task: the team's order first, then whoever else is named."""
    roles = {person.name: person.role for person in made.plan.people}
    for name in made.matrix_names:
        yield {"name": name, "role": roles.get(name)}


_MADE: Mapping[str, Callable[[_Composer], Iterable[Mapping[str, Any]]]] = {
    "key_metrics": _key_metrics,
    "milestones": _milestones,
    "conclusions": _conclusions,
    "requirements": _requirements,
    "matrix_people": _matrix_people,
}

_WANTED: Mapping[str, Callable[[Any, Any], bool]] = {
    "slipping_tasks": lambda _, record: record.status == "slipping",
    "highlights": lambda row, _: row.nature == "highlight",
    "problems": lambda row, _: row.nature != "highlight",
}


# -- sheets that documents show a little differently ----------------------------------------------------


def _metrics_with_units(made: _Composer, table: Table) -> Table:
    """Return the metrics with their units beside their numbers."""
    names = column_names("metrics", made.words)

    def dressed(row: Row) -> Row:
        said = {}
        for key in ("target", "actual", "gap"):
            found = row[names[key]]
            number, origins = found if isinstance(found, Figure) else (None, ())
            said[names[key]] = Figure(made.say.amount(number, row[names["unit"]]), origins)
        return {**row, **said}

    return replace(table, rows=tuple(dressed(row) for row in table.rows))


def _by_category(made: _Composer, table: Table) -> Table:
    """Return the budget with the lines of one category together, in the order the categories appear."""
    category = column_names("budget", made.words)["category"]
    order = {
        name: at for at, name in reversed([*enumerate(row[category] for row in table.rows)])
    }
    return replace(table, rows=tuple(sorted(table.rows, key=lambda row: order[row[category]])))


def _with_raci(made: _Composer, table: Table) -> Table:
    """Return the tasks, each with the letters of its people: a table inside the row."""
    inner = made.words.text("fields", "tables", "raci")
    names = column_names("tasks.raci", made.words)

    def letters(task: Task) -> tuple[Row, ...]:
        parts = ((letter, getattr(task, part) or ()) for part, letter in _PARTS.items())
        held = [(letter, set(people)) for letter, people in parts]
        return tuple(
            {
                names["name"]: name,
                names["letter"]: "/".join(letter for letter, people in held if name in people),
            }
            for name in made.matrix_names
        )

    rows = zip(table.rows, made.plan.tasks, strict=True)
    return replace(table, rows=tuple({**row, inner: letters(task)} for row, task in rows))


_PARTS = {"responsible": "R", "accountable": "A", "consulted": "C", "informed": "I"}

_DRESSED: Mapping[str, Callable[[_Composer, Table], Table]] = {
    "metrics": _metrics_with_units,
    "budget": _by_category,
    "tasks": _with_raci,
}


# -- charts ---------------------------------------------------------------------------------------------


def _achievement(made: _Composer) -> Chart:
    reached = [
        (metric.metric or "", record.achievement_rate)
        for metric, record in zip(made.plan.metrics, made.outcome.metrics, strict=True)
        if record.achievement_rate is not None
    ]
    return Chart(
        categories=tuple(name for name, _ in reached),
        series=(
            (made.say.fixed("target_series"), (HUNDRED_PERCENT,) * len(reached)),
            (made.say.fixed("actual_series"), tuple(rate for _, rate in reached)),
        ),
        number_format="0%",
    )


def _spending(made: _Composer) -> Chart:
    sums = list(zip(made.plan.budget_summary, made.outcome.budget_summary, strict=True))
    return Chart(
        categories=tuple(category.category or "" for category, _ in sums),
        series=(
            (made.say.fixed("planned_series"), tuple(record.planned for _, record in sums)),
            (made.say.fixed("spent_series"), tuple(record.actual for _, record in sums)),
        ),
    )


_CHARTS: Mapping[str, Callable[[_Composer], Chart]] = {"achievement": _achievement, "spending": _spending}
