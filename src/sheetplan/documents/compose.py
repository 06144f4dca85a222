"""From a plan and its outcome to everything a document can print: what Word says is what Excel shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, time
from functools import partial
from typing import Any

from sheetplan.documents.context import Context, Figure, Lazy, Origin, Over, Properties, Row, Table, plain
from sheetplan.documents.derived import DERIVED, PARTS, matrix_names
from sheetplan.documents.drawn import CHARTS
from sheetplan.documents.fields import NUMBER, VIEWS, column_names, scalar_names, table_keys, table_name
from sheetplan.documents.remarks import Remarks
from sheetplan.documents.sentences import Sentences
from sheetplan.documents.sheet_rows import SheetRows, paired
from sheetplan.documents.views import WANTED
from sheetplan.engine.outcome import Outcome
from sheetplan.language import Wording
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.tasks import Task


def compose(
    plan: Plan, outcome: Outcome, words: Wording, picture: Callable[[str], str | None] = lambda _: None
) -> Context:
    """Return what the documents of an event can say, with every field named in their language.

    Tables are made, and pictures looked for, when a document asks for them; one context serves all
    documents of a workbook.

    Args:
        plan: the event as its people wrote it.
        outcome: what was computed from it; the very values that stand in the workbook.
        words: the language of the documents.
        picture: tells the file of a picture that lies beside the workbook, by its key.
    """
    return _Composer(plan, outcome, words).context(picture)


def entitled(context: Context, title: str) -> Context:
    """Return a context for a document of that title."""
    properties = context.properties
    named = f"{properties.title} {title}".strip()
    return replace(context, properties=replace(properties, title=named, subject=title))


class _Composer:
    """Makes every table of one workbook."""

    def __init__(self, plan: Plan, outcome: Outcome, words: Wording) -> None:
        self.plan = plan
        self.outcome = outcome
        self.words = words
        self.say = Sentences(plan, outcome, words)
        self.sheets = SheetRows(plan, outcome, words)
        self._tables: dict[str, Table] = {}

    def context(self, picture: Callable[[str], str | None]) -> Context:
        event = self.plan.event
        pictures = self.words.section("fields", "pictures")
        return Context(
            language=self.words.language,
            scalars=Over(
                Lazy({name: partial(picture, key) for key, name in pictures.items()}), dict(self._scalars())
            ),
            tables=Lazy({table_name(key, self.words): partial(self.table, key) for key in table_keys()}),
            charts=Lazy(
                {
                    self.words.text("fields", "charts", key): partial(draw, self.say)
                    for key, draw in CHARTS.items()
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
        for place, value in self.sheets.entries():
            yield names[place], value
        said = _said(self.say)
        for (form, key), name in names.items():
            if not form:
                yield name, said.get(key)

    def table(self, key: str) -> Table:
        """Return a table, made when it is first asked for."""
        if key not in self._tables:
            self._tables[key] = self._made(key)
        return self._tables[key]

    def _made(self, key: str) -> Table:
        if key in DERIVED:
            names = column_names(key, self.words)
            made = DERIVED[key](self.say)
            return Table(tuple(names.values()), tuple(_named(row, names) for row in made))
        sheet = VIEWS.get(key, key)
        if sheet != key:
            return _numbered(self._view(key, sheet), self.words.text("fields", "number"))
        table = self.sheets.table(sheet)
        dress = _DRESSED.get(sheet)
        return dress(self, table) if dress else table

    def _view(self, key: str, sheet: str) -> Table:
        whole = self.table(sheet)
        wanted, day = WANTED[key], self.outcome.status_date
        pairs = zip(whole.rows, paired(self.plan, self.outcome, sheet), strict=True)
        return replace(whole, rows=tuple(shown for shown, (row, record) in pairs if wanted(row, record, day)))


def _named(row: Mapping[str, Any], names: Mapping[str, str]) -> Row:
    return {name: row.get(key) for key, name in names.items()}


def _numbered(table: Table, number: str) -> Table:
    """Return a view's rows counted anew."""
    return replace(table, rows=tuple(Over({number: at}, row) for at, row in enumerate(table.rows, 1)))


def _said(say: Sentences) -> dict[str, Any]:
    """Return the fields of documents alone."""
    totals, day = say.outcome.event, say.outcome.status_date
    met = totals.metrics_met / totals.metric_count if totals.metric_count else None
    aims = (Origin("event", "metrics_met"), Origin("event", "metric_count"))
    return {
        "status_date": day,
        "report_date": day,
        "invitation_date": _invitation_date(say),
        "version": say.fixed("version"),
        "currency": say.currency,
        "currency_name": say.words.currency_names(say.plan.currency)[-1],
        "overall_achievement": None if met is None else Figure(met, aims),
        **{key: _traced(getattr(say, key)(), cells) for key, cells in _CELLS_OF.items()},
        **{key: remark() for key, remark in Remarks(say).all().items()},
    }


def _invitation_date(say: Sentences) -> date | None:
    """Return the day on which guests were first invited, else the report's; nobody is invited afterwards."""
    invited = min((guest.invited_on for guest in say.plan.guests if guest.invited_on), default=None)
    held, day = say.plan.event.event_date, say.outcome.status_date
    return invited or (None if held and day > held else day)


_CELLS_OF: Mapping[str, tuple[Origin, ...]] = {
    "summary": tuple(
        Origin("event", entry)
        for entry in ("event_date", "metric_count", "metrics_met", "budget_total", "actual_total")
    ),
    "budget_comment": (
        Origin("event", "budget_total"),
        Origin("event", "actual_total"),
        Origin("budget_summary", "variance"),
    ),
    "metrics_comment": (Origin("metrics", "achievement_rate"), Origin("metrics", "verdict")),
    "schedule_comment": (
        Origin("event", "task_count"),
        Origin("event", "tasks_done"),
        Origin("tasks", "finish_variance"),
    ),
}
"""The cells that a sentence about the whole event speaks of."""


def _traced(text: str, cells: tuple[Origin, ...]) -> Figure | str:
    return Figure(text, cells) if text else text


# -- sheets that documents show a little differently ----------------------------------------------------


def _metrics_with_units(made: _Composer, table: Table) -> Table:
    """Return the metrics with their units beside their numbers."""
    names = column_names("metrics", made.words)

    def dressed(row: Row) -> Row:
        said = {}
        for key in ("target", "actual", "gap"):
            found = row[names[key]]
            number, origins = (plain(found), found.origins) if isinstance(found, Figure) else (None, ())
            said[names[key]] = Figure(made.say.amount(number, row[names["unit"]]), origins)
        return Over(said, row)

    return replace(table, rows=tuple(dressed(row) for row in table.rows))


def _by_category(made: _Composer, table: Table) -> Table:
    """Return the budget with the lines of one category together, in the order the categories appear."""
    category = column_names("budget", made.words)["category"]
    order = {name: at for at, name in reversed([*enumerate(row[category] for row in table.rows)])}
    return replace(table, rows=tuple(sorted(table.rows, key=lambda row: order[row[category]])))


def _with_raci(made: _Composer, table: Table) -> Table:
    """Return the tasks, each with the letters of its people: a table inside the row."""
    inner = made.words.text("fields", "tables", "raci")
    names = column_names("tasks.raci", made.words)

    names_of_all = matrix_names(made.plan)

    def letters(task: Task) -> tuple[Row, ...]:
        parts = ((letter, getattr(task, part) or ()) for part, letter in PARTS.items())
        held = [(letter, set(people)) for letter, people in parts]
        return tuple(
            {
                names["name"]: name,
                names["letter"]: "/".join(letter for letter, people in held if name in people) or NO_PART,
            }
            for name in names_of_all
        )

    rows = zip(table.rows, made.plan.tasks, strict=True)
    return replace(table, rows=tuple(Over(Lazy({inner: partial(letters, task)}), row) for row, task in rows))


def _by_day(made: _Composer, table: Table) -> Table:
    """Return the promotion in the order in which it is published."""
    names = column_names("promotion", made.words)
    days = ((plain(row[names["day"]]), plain(row[names["at"]])) for row in table.rows)
    keys = [(day is None, day or date.max, at or time.min) for day, at in days]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return _numbered(replace(table, rows=tuple(table.rows[at] for at in order)), names[NUMBER])


NO_PART = "·"
"""Where somebody has no part in a task."""

_DRESSED: Mapping[str, Callable[[_Composer, Table], Table]] = {
    "metrics": _metrics_with_units,
    "budget": _by_category,
    "tasks": _with_raci,
    "promotion": _by_day,
}
