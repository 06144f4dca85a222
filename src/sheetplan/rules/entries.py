"""Rules of every sheet: cells that could not be understood, cells left empty, sheets and headings missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from operator import attrgetter

from sheetplan.language import LANGUAGES, fold, wording
from sheetplan.model.column import Owner
from sheetplan.model.kinds import Choice, Rate
from sheetplan.model.reading import Flaw
from sheetplan.model.row import Row, Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Raw
from sheetplan.rules.rule import Case, Check, Heading, Hit, Percent, Severity, Word, at, on, rule
from sheetplan.table.parse import Misfit

LONGEST_QUOTE = 40
"""Longer values are cut where a sentence quotes them."""

ESSENTIAL_SHEETS = ("event", "metrics", "tasks", "budget")
USUAL_SHEETS = (
    "brief", "people", "budget_summary", "review", "actions", "texts", "calendar", "settings",
)  # fmt: skip
OWN_RULES = {("metrics", "target"): "MET001"}
"""Required cells whose absence has a rule, and a reason, of its own."""

_TASK = (
    "tasks T1 title=印刷 responsible=王芳 accountable=李雷 duration=3 baseline_start=d5 baseline_finish=d7"
)
_METRIC = "metrics M1 metric=线索 target=500 unit=条 due=d20 definition=有效手机号"
FLAWS = (
    ("CEL001", "error-value", Severity.ERROR, f"{_TASK} deadline=#REF!", f"{_TASK} deadline=d8"),
    ("CEL002", "text-number", Severity.ERROR, f"{_TASK} duration=text:3天", _TASK),
    ("CEL003", "not-a-number", Severity.ERROR, f"{_TASK} duration=很久", _TASK),
    ("CEL004", "ambiguous-number", Severity.ERROR, "metrics M1 metric=线索 target=约500", _METRIC),
    ("CEL005", "too-small", Severity.ERROR, f"{_TASK} duration=-1", _TASK),
    ("CEL006", "too-large", Severity.ERROR, "people 王芳 capacity=9", "people 王芳 capacity=5"),
    (
        "CEL007",
        "rate-too-large",
        Severity.ERROR,
        f"{_TASK} percent_complete=80",
        f"{_TASK} percent_complete=80%",
    ),
    ("CEL008", "not-a-date", Severity.ERROR, f"{_TASK} deadline=待定", f"{_TASK} deadline=d8"),
    ("CEL009", "no-such-day", Severity.ERROR, f"{_TASK} deadline=text:2026-02-30", f"{_TASK} deadline=d8"),
    ("CEL010", "date-range", Severity.ERROR, f"{_TASK} deadline=6.1-6.3", f"{_TASK} deadline=d8"),
    ("CEL011", "no-year", Severity.ERROR, "event event_date=text:3月27日", "event event_date=d20"),
    (
        "CEL012",
        "no-event-date",
        Severity.ERROR,
        f"event event_date=\n{_TASK} deadline=T-7",
        f"{_TASK} deadline=T-7",
    ),
    ("CEL013", "text-date", Severity.WARNING, f"{_TASK} deadline=2026年3月12日", f"{_TASK} deadline=d9"),
    ("CEL014", "not-a-choice", Severity.ERROR, "event format=飞行", "event format=线上"),
    ("CEL015", "unfilled", Severity.ERROR, "event lead=*经理", "event lead=李雷"),
    ("CEL016", "text-too-long", Severity.ERROR, f"event venue={'长' * 32_768}", "event venue=上海"),
    ("CEL024", "other-unit", Severity.ERROR, f"{_TASK} duration=text:3小时", _TASK),
    ("CEL025", "ambiguous-date", Severity.ERROR, f"{_TASK} deadline=text:3.12", f"{_TASK} deadline=d9"),
    ("CEL026", "relative-date", Severity.ERROR, f"{_TASK} deadline=下周三", f"{_TASK} deadline=T-7"),
    ("CEL027", "wrong-weekday", Severity.ERROR, f"{_TASK} deadline=3月12日周五", f"{_TASK} deadline=d9"),
    ("CEL028", "synonym", Severity.NOTE, "event format=现场", "event format=onsite"),
    ("CEL029", "untidy-text", Severity.NOTE, 'event venue="上海 "', "event venue=上海"),
    ("CEL030", "not-a-time", Severity.ERROR, "event start_time=饭后", "event start_time=14:00"),
    ("CEL031", "text-time", Severity.WARNING, "event start_time=下午2点", "event start_time=14:00"),
    ("CEL032", "not-an-offset", Severity.ERROR, f"{_TASK} offset=前一周", f"{_TASK} offset=T-7"),
    ("CEL033", "uncomputed", Severity.ERROR, f"{_TASK} deadline==", f"{_TASK} deadline=d8"),
    ("CEL035", "sum-or-line", Severity.ERROR, f"{_TASK} planned_cost=sum:9000", f"{_TASK} planned_cost=9000"),
)
"""Every flaw of a cell: its rule, its code, how much it matters, and the examples."""


TOLD_ONCE = {
    "no-year": attrgetter("sheet"),
    "no-event-date": attrgetter("sheet"),
    "text-date": attrgetter("sheet", "column"),
    "synonym": attrgetter("sheet", "column"),
    "untidy-text": attrgetter("sheet", "column"),
    "uncomputed": attrgetter("sheet", "column"),
}
"""Flaws that come in crowds from one cause: told once per sheet or column, with their number."""


def _rule_about(flaw: str) -> Check:
    def cells_with_the_flaw(case: Case) -> Iterator[Hit]:
        found = [misfit for misfit in case.misfits if misfit.flaw.code == flaw]
        if flaw in TOLD_ONCE:
            return _first_of_each(found, TOLD_ONCE[flaw])
        return (_misfit(misfit) for misfit in found)

    return cells_with_the_flaw


for _code, _flaw, _severity, _bad, _good in FLAWS:
    rule(_code, _severity, bad=_bad, good=_good)(_rule_about(_flaw))


@rule("CEL017", Severity.ERROR, bad="tasks T1 title=印刷 accountable=李雷 duration=3", good=_TASK)
def required_cell_empty(case: Case) -> Iterator[Hit]:
    """Yield required cells left empty in rows that somebody has begun."""
    for sheet, where in case.layout.sheets.items():
        if SHEETS[sheet].shape is Shape.TABLE:
            for column in _required(sheet):
                if column in where.columns:
                    yield from (at(row, column) for row in case.plan.rows(sheet) if not _has(row, column))


@rule("CEL018", Severity.WARNING, bad="event venue=", good="event venue=上海")
def required_entry_empty(case: Case) -> Iterator[Hit]:
    """Yield entries of a form that are still to be filled in."""
    for sheet, where in case.layout.sheets.items():
        if SHEETS[sheet].shape is Shape.FORM:
            form = case.plan.rows(sheet)[0]
            for column in _required(sheet):
                if column in where.entries and not _has(form, column):
                    yield at(form, column)


@rule("CEL019", Severity.ERROR, bad=f"{_TASK}\n{_TASK}", good=f"{_TASK}\n{_TASK.replace('T1', 'T2')}")
def duplicate_id(case: Case) -> Iterator[Hit]:
    """Yield ids that more than one row of a sheet bears."""
    for sheet, row_type in SHEETS.items():
        if row_type.id_prefix:
            yield from _repeats(case.plan.rows(sheet))


@rule("CEL020", Severity.ERROR, bad="without tasks", good="")
def essential_sheet_missing(case: Case) -> Iterator[Hit]:
    """Yield the sheets without which there is no plan."""
    return (on(sheet) for sheet in case.layout.absent if sheet in ESSENTIAL_SHEETS)


@rule("CEL021", Severity.WARNING, bad="without people", good="")
def sheet_missing(case: Case) -> Iterator[Hit]:
    """Yield the other sheets that hardly any event does without."""
    return (on(sheet) for sheet in case.layout.absent if sheet in USUAL_SHEETS)


@rule("CEL022", Severity.ERROR, bad="headless tasks", good="")
def headings_missing(case: Case) -> Iterator[Hit]:
    """Yield sheets of ours in which no row of headings was found."""
    for sheet in case.layout.headless:
        if sheet != "findings":
            yield on(sheet, headings=tuple(Heading(sheet, column) for column in _required(sheet)))


@rule("CEL023", Severity.ERROR, bad=f"{_TASK}\nwithout tasks.responsible", good=_TASK)
def required_column_missing(case: Case) -> Iterator[Hit]:
    """Yield required columns, or entries of a form, that a sheet lacks."""
    for sheet, where in case.layout.sheets.items():
        there = where.entries if SHEETS[sheet].shape is Shape.FORM else where.columns
        for column, declared in SHEETS[sheet].columns_of(Owner.PEOPLE).items():
            if declared.required and column not in there:
                yield on(sheet, column)


def _misfit(misfit: Misfit) -> Hit:
    return Hit(sheet=misfit.sheet, row=misfit.row, column=misfit.column, key=misfit.key, facts=_facts(misfit))


def _first_of_each(misfits: list[Misfit], cause: Callable[[Misfit], object]) -> Iterator[Hit]:
    crowds: dict[object, list[Misfit]] = defaultdict(list)
    for misfit in misfits:
        crowds[cause(misfit)].append(misfit)
    for crowd in crowds.values():
        hit = _misfit(crowd[0])
        yield hit._replace(facts={**hit.facts, "count": len(crowd)})


def _facts(misfit: Misfit) -> dict[str, object]:
    column = SHEETS[misfit.sheet].columns().get(misfit.column)  # None beside an entry of a form
    facts: dict[str, object] = {
        "value": quote(misfit.raw),
        "suggestion": misfit.flaw.suggestion,
        **misfit.flaw.facts,
    }
    if column and isinstance(column.kind, Choice):
        facts["choices"] = _words(column.kind.choices)
    if column and isinstance(column.kind, Rate):
        facts |= _as_percentages(column.kind, misfit.raw)
    return facts


def _as_percentages(kind: Rate, raw: Raw) -> dict[str, object]:
    limits = {"low": kind.low, "high": kind.high, "percent": _typed(raw)}
    return {name: Percent(Decimal(str(limit))) for name, limit in limits.items() if limit is not None}


def _typed(raw: Raw) -> Decimal | float | None:
    """Return the number that was typed, be it as a text."""
    if isinstance(raw, str):
        from sheetplan.model.amounts import read_amount  # noqa: PLC0415 - most numbers are numbers

        amount = read_amount(raw)
        return None if isinstance(amount, Flaw) else amount.value
    return raw if isinstance(raw, int | float) and not isinstance(raw, bool) else None


def _words(choices: str) -> tuple[Word, ...]:
    return tuple(Word(choices, key) for key in wording(LANGUAGES[0]).choices(choices))


def quote(raw: Raw) -> str:
    """Return a cell's value as a sentence quotes it: on one line, and not at length."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.isoformat(" ").removesuffix(" 00:00:00")
    text = " ".join(str(raw).split())
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def _required(sheet: str) -> Iterator[str]:
    for name, column in SHEETS[sheet].columns_of(Owner.PEOPLE).items():
        if column.required and (sheet, name) not in OWN_RULES:
            yield name


def _has(row: Row, column: str) -> bool:
    return getattr(row, column) not in (None, "", ())


def _repeats(rows: tuple[Row, ...]) -> Iterator[Hit]:
    seen: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.id:
            seen[fold(row.id)].append(row)
    for first, *others in seen.values():
        for row in others:
            yield at(row, row.key, value=row.id, first=first.row)
