"""Ids for rows without one: the sheet's letter and the next free number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from sheetplan.engine.links import read_link
from sheetplan.language import fold
from sheetplan.model.plan import Plan
from sheetplan.model.row import Row
from sheetplan.model.sheets import SHEETS


def new_ids(plan: Plan) -> dict[tuple[str, int], str]:
    """Return an id for every row that lacks one, by sheet and worksheet row.

    A number once used is not used again, nor is one that some row already refers to: a reference to a
    row that is gone must not come to mean a new one.
    """
    mentioned = set(_mentions(plan))
    return {
        (sheet, row.row): code
        for sheet, kind in SHEETS.items()
        if kind.id_prefix
        for row, code in _numbered(plan.rows(sheet), kind.id_prefix, mentioned)
    }


def named(plan: Plan, ids: Mapping[tuple[str, int], str]) -> Plan:
    """Return a plan whose rows bear the ids they are given, so that all who speak of them call them alike."""
    rows: dict[str, Any] = {
        sheet: tuple(_named(row, ids) for row in plan.rows(sheet)) for sheet in {sheet for sheet, _ in ids}
    }
    return replace(plan, **rows)


def _named(row: Row, ids: Mapping[tuple[str, int], str]) -> Row:
    given: dict[str, Any] = {row.key: ids[row.sheet, row.row]} if (row.sheet, row.row) in ids else {}
    return row.replaced(**given) if given else row


def _numbered(rows: Sequence[Row], prefix: str, mentioned: set[str]) -> Iterator[tuple[Row, str]]:
    without = [row for row in rows if not row.id and row.row]
    if not without:
        return
    pattern = re.compile(fold(prefix) + "([0-9]{1,9})")
    found = (pattern.fullmatch(name) for name in mentioned.union(fold(row.id) for row in rows))
    last = max((int(match[1]) for match in found if match), default=0)
    for row, number in zip(without, count(last + 1), strict=False):
        yield row, f"{prefix}{number:02}"


def _mentions(plan: Plan) -> Iterator[str]:
    for task in plan.tasks:
        for text in task.predecessors or ():
            yield fold(text)
            yield read_link(text)[0]
    for action in plan.actions:
        yield fold(action.problem or "")
