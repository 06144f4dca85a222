"""What was overwritten, written down: Excel forgets its own undoing as soon as a programme writes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from sheetplan.changes.compare import same
from sheetplan.model.values import Raw

Cells = Sequence[Sequence[Raw]]
_READERS = {kind.__name__: kind.fromisoformat for kind in (datetime, date, time)}


class Rewrite(NamedTuple):
    """A block of cells that was written.

    Attributes:
        before: what stood there; `after` is what was put there; None for formulas.
    """

    sheet: str
    row: int
    column: int
    before: Cells
    after: Cells | None

    def stands(self, cells: Cells) -> bool:
        """Return whether the block still holds what was written."""
        return all(
            same(cell, wanted)
            for line, wanted_line in zip(cells, self.after or (), strict=True)
            for cell, wanted in zip(line, wanted_line, strict=True)
        )


def dumped(rewrites: Sequence[Rewrite]) -> str:
    """Return rewrites as JSON; days and times are told by kind."""
    return json.dumps([rewrite._asdict() for rewrite in rewrites], default=_told, ensure_ascii=False)


def loaded(text: str) -> list[Rewrite]:
    """Return the rewrites that were dumped."""
    return [Rewrite(**fields) for fields in json.loads(text, object_hook=_understood)]


def _told(value: Any) -> dict[str, str]:
    return {"kind": type(value).__name__, "iso": value.isoformat()}


def _understood(fields: dict[str, Any]) -> Any:
    return _READERS[fields["kind"]](fields["iso"]) if "iso" in fields else fields
