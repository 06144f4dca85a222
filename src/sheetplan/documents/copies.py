"""Documents that are written once for each of several readers or meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sheetplan.documents.context import Context, Over, Row, Table, plain
from sheetplan.documents.fields import NUMBER, column_names, scalar_names, table_name
from sheetplan.language import Wording

_OF_LETTERS = ("department", "contact", "their_contact", "signed_by", "handled_by", "issued_on", "attachment")
_LETTER = {"letter_number": "document_no", **{f"letter_{column}": column for column in _OF_LETTERS}}
_MEETING = {
    f"meeting_{column}": column
    for column in (
        "kind",
        "topic",
        "day",
        "at",
        "place",
        "chair",
        "participants",
        "recorder",
        "decisions",
        "follow_up",
    )
}
_ITEMS = re.compile(r"[\n;；]+|(?<=[。.])\s*(?=\d+[.、）)])")
_COUNTED = re.compile(r"^\s*(?:\d+[.、）)]|[-•·])\s*")


def copies(document: str, context: Context, words: Wording) -> Iterator[tuple[str, Context]]:
    """Yield each copy of a document, with the end of its file's name; of most there is one, with none."""
    made = {"letter": _letters, "minutes": _minutes}.get(document)
    found = list(made(context, words)) if made else []
    yield from found or [("", context)]


def _letters(context: Context, words: Wording) -> Iterator[tuple[str, Context]]:
    """Yield a letter for each department that is asked for something."""
    table = context.tables[table_name("cooperation", words)]
    names = column_names("cooperation", words)
    departments = dict.fromkeys(row[names["department"]] for row in table.rows if row[names["department"]])
    for department in departments:
        rows = [row for row in table.rows if row[names["department"]] == department]
        said = {
            key: next((row[names[column]] for row in rows if row[names[column]]), None)
            for key, column in _LETTER.items()
        }
        asked = replace(table, rows=tuple(Over({names[NUMBER]: at}, row) for at, row in enumerate(rows, 1)))
        yield department, _with(context, words, said, {"cooperation": asked})


def _minutes(context: Context, words: Wording) -> Iterator[tuple[str, Context]]:
    """Yield the minutes of each meeting, its agenda as one item a line."""
    table = context.tables[table_name("meetings", words)]
    names, items = column_names("meetings", words), column_names("agenda", words)
    for row in table.rows:
        said = {key: row[names[column]] for key, column in _MEETING.items()}
        said["meeting_held"] = row[names["status"]] == words.choice("meeting_status", "held")
        lines = [_COUNTED.sub("", line).strip() for line in _ITEMS.split(row[names["agenda"]] or "")]
        agenda = Table(
            tuple(items.values()),
            tuple(
                {items["number"]: at, items["item"]: line} for at, line in enumerate(filter(None, lines), 1)
            ),
        )
        yield _meeting_name(row, names), _with(context, words, said, {"agenda": agenda})


def _meeting_name(row: Row, names: Mapping[str, str]) -> str:
    day = plain(row[names["day"]])
    parts: Sequence[Any] = (f"{day:%Y%m%d}" if day else "", row[names["kind"]] or row[names["topic"]])
    return "_".join(filter(None, map(str, filter(None, parts)))) or str(row[names["code"]])


def _with(context: Context, words: Wording, said: Mapping[str, Any], tables: Mapping[str, Table]) -> Context:
    """Return a context with some scalars and tables of its own."""
    names = scalar_names(words)
    return replace(
        context,
        scalars=Over({names["", key]: value for key, value in said.items()}, context.scalars),
        tables=Over({table_name(key, words): table for key, table in tables.items()}, context.tables),
    )
