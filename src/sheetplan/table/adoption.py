"""Adoptions written down, as they are kept in a workbook. What is not well written there does not count.

The text comes from a file that anybody may have changed: it is read as data, and every name in it is checked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sheetplan.model.sheets import SHEETS
from sheetplan.table.cell import Adopted

NAMESPACE = "urn:sheetplan:adoption"
"""Of the document that holds the text."""


def dumped(adopted: Sequence[Adopted]) -> str:
    """Return adoptions as JSON."""
    entries = [{**one._asdict(), "headings": dict(one.headings), "given": dict(one.given)} for one in adopted]
    return json.dumps(entries, sort_keys=True)


def loaded(text: str) -> tuple[Adopted, ...]:
    """Return the adoptions that a text holds; none where it is not of our writing."""
    try:
        entries = json.loads(text)
    except ValueError:
        return ()
    return tuple(Adopted(**entry) for entry in entries if _is_one(entry)) if isinstance(entries, list) else ()


def _is_one(entry: Any) -> bool:
    if not isinstance(entry, dict) or set(entry) != set(Adopted._fields):
        return False
    if not (isinstance(entry["name"], str) and isinstance(entry["sheet"], str) and entry["sheet"] in SHEETS):
        return False
    columns = SHEETS[entry["sheet"]].columns()
    texts = (entry["headings"], entry["given"])
    return all(
        isinstance(part, dict)
        and part.keys() <= columns.keys()
        and all(isinstance(v, str) for v in part.values())
        for part in texts
    )
