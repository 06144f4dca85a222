"""Documents that are written once for each of several readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from sheetplan.documents.context import Context, Lazy, Table
from sheetplan.documents.fields import column_names, scalar_names, table_name
from sheetplan.language import Wording


def copies(document: str, context: Context, words: Wording) -> Iterator[tuple[str, Context]]:
    """Yield each copy of a document, with the end of its file's name; of most there is one, with none."""
    if document == "letter":
        yield from _letters(context, words)
    else:
        yield "", context


def _letters(context: Context, words: Wording) -> Iterator[tuple[str, Context]]:
    """Yield a letter for each department that is asked for something; a blank one where none is."""
    partners = context.tables[table_name("partners", words)]
    names, scalars = column_names("partners", words), scalar_names(words)
    for row in partners.rows:
        department = str(row[names["department"]])
        said = {scalars["", f"partner_{key}"]: row[names[key]] for key in ("department", "contact", "number")}
        narrowed = {
            table_name(key, words): _of_department(context, key, department, words) for key in _NARROWED
        }
        tables = _with(context.tables, narrowed)
        yield department, replace(context, scalars={**context.scalars, **said}, tables=tables)
    if not partners.rows:
        yield "", context


_NARROWED = ("partners", "partner_tasks")


def _of_department(context: Context, key: str, department: str, words: Wording) -> Table:
    table = context.tables[table_name(key, words)]
    name = column_names(key, words)["department"]
    return replace(table, rows=tuple(row for row in table.rows if row[name] == department))


def _with(tables: Mapping[str, Table], changed: Mapping[str, Table]) -> Lazy:
    unchanged = {name: partial(tables.__getitem__, name) for name in tables if name not in changed}
    return Lazy({**unchanged, **{name: partial(changed.__getitem__, name) for name in changed}})
