"""A sheet as documents print it: every row, every column, each figure with the cell it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from sheetplan.changes.compare import word
from sheetplan.documents.context import Figure, Origin, Table
from sheetplan.documents.fields import FORMS, NUMBER, TONE, column_names, toned_columns
from sheetplan.documents.tones import tone_of, tone_of_rate
from sheetplan.engine.outcome import Outcome
from sheetplan.language import Wording
from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Names, Text
from sheetplan.model.plan import Plan
from sheetplan.model.row import Row as SheetRow
from sheetplan.model.sheets import SHEETS

Maker = Callable[[int, SheetRow, Any], Any]
"""Makes a value of a row's number, the row, and what was computed for it."""


class _Unstated:
    """A record of which nothing was computed."""

    def __getattr__(self, _: str) -> None:
        return None


def paired(plan: Plan, outcome: Outcome, sheet: str) -> list[tuple[Any, Any]]:
    """Return the rows of a sheet, each with what was computed for it."""
    rows = plan.rows(sheet)
    records = outcome.records(sheet) or (_Unstated(),) * len(rows)
    return list(zip(rows, records, strict=True))


class SheetRows:
    """The sheets of one workbook in the words of one language."""

    def __init__(self, plan: Plan, outcome: Outcome, words: Wording) -> None:
        self._plan = plan
        self._outcome = outcome
        self._words = words

    def table(self, sheet: str) -> Table:
        """Return a sheet as a table."""
        makers = _makers(sheet, self._words)
        pairs = enumerate(paired(self._plan, self._outcome, sheet), 1)
        return Table(tuple(makers), tuple(_Shown(makers, number, *pair) for number, pair in pairs))

    def entries(self) -> Iterator[tuple[tuple[str, str], Any]]:
        """Yield every entry of the forms that documents print, by sheet and column."""
        for form in FORMS:
            ((row, record),) = paired(self._plan, self._outcome, form)
            for key, column in SHEETS[form].columns().items():
                value = getattr(row if column.owner is Owner.PEOPLE else record, key)
                said = _words_for(column, self._words)
                if said:
                    yield (form, key), said(value)
                else:
                    yield (form, key), None if value is None else Figure(value, (Origin(form, key),))


class _Shown(Mapping[str, Any]):
    """A row whose values are made when they are asked for: a document prints few columns of a sheet."""

    def __init__(self, makers: Mapping[str, Maker], number: int, row: SheetRow, record: object) -> None:
        self._makers = makers
        self._of = number, row, record

    def __getitem__(self, name: str) -> Any:
        return self._makers[name](*self._of)

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


@cache
def _makers(sheet: str, words: Wording) -> Mapping[str, Maker]:
    """Return what makes each column's value of a row, by the names of the columns."""
    names, columns = column_names(sheet, words), SHEETS[sheet].columns()
    makers: dict[str, Maker] = {names[NUMBER]: lambda number, *_: number}
    makers |= {names[key]: _maker(sheet, key, column, words) for key, column in columns.items()}
    makers |= {names[TONE + key]: _tone_maker(key, columns[key]) for key in toned_columns(sheet)}
    return makers


def _maker(sheet: str, key: str, column: Column, words: Wording) -> Maker:
    """Return what makes a column's value of a row: words as words, everything counted as a figure."""
    said, theirs = _words_for(column, words), column.owner is Owner.PEOPLE

    def counted(_: int, row: SheetRow, record: object) -> Figure | None:
        value = getattr(row if theirs else record, key)
        return None if value is None else Figure(value, (Origin(sheet, key, row.id, row.row),))

    if said is None:
        return counted
    return lambda _, row, record: said(getattr(row if theirs else record, key))


def _words_for(column: Column, words: Wording) -> Callable[[Any], str | None] | None:
    """Return how a column's values are put in words; None where they are counted."""
    kind = column.kind
    if isinstance(kind, Choice):
        said = partial(word, words.language, kind.choices)
        return lambda value: said(value) if value else None
    if isinstance(kind, Names):
        separator = words.text("sentences", "separator")
        return lambda value: separator.join(value or ()) or None
    if isinstance(kind, Text):
        return lambda value: value
    return None


def _tone_maker(key: str, column: Column) -> Maker:
    kind, theirs = column.kind, column.owner is Owner.PEOPLE

    def make(_: int, row: SheetRow, record: object) -> str:
        value = getattr(row if theirs else record, key)
        return tone_of(kind.choices, value) if isinstance(kind, Choice) else tone_of_rate(value)

    return make
