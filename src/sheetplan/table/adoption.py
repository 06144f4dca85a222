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
    return json.dumps([_entry(one) for one in adopted], sort_keys=True)


def loaded(text: str) -> tuple[Adopted, ...]:
    """Return the adoptions that a text holds; none where it is not of our writing."""
    try:
        entries = json.loads(text)
    except ValueError:
        return ()
    if not isinstance(entries, list):
        return ()
    return tuple(Adopted(**{"headings": {}, **entry}) for entry in entries if _is_one(entry))


def _entry(one: Adopted) -> dict[str, Any]:
    """Return an adoption without what it has nothing to say about."""
    return {key: dict(part) if key in _MAPPINGS else part for key, part in one._asdict().items() if part}


def _is_one(entry: Any) -> bool:
    if not isinstance(entry, dict) or not {"sheet", "name"} <= entry.keys() <= {*Adopted._fields}:
        return False
    texts = [part for key, part in entry.items() if key not in _MAPPINGS]
    if not all(isinstance(text, str) for text in texts) or entry["sheet"] not in SHEETS:
        return False
    columns = SHEETS[entry["sheet"]].columns()
    return all(
        isinstance(part, dict)
        and part.keys() <= columns.keys()
        and all(isinstance(v, str) for v in part.values())
        for part in (entry[key] for key in _MAPPINGS & entry.keys())
    ) and _WORTHS.issuperset(entry.get("units", {}).values())


_MAPPINGS = {"headings", "given", "ways", "units"}
_WORTHS = {str(10**zeros) for zeros in range(9)}
"""What one of their numbers may be worth."""
