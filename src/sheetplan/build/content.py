"""What goes into a new workbook: people's cells, before anything is computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sheetplan.model.plan import Side
from sheetplan.model.values import Value


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a workbook by sheet and column key; choices are their stable keys.

    Attributes:
        forms: by sheet, the entries' contents.
        tables: by sheet, the rows from top to bottom.
        sides: what stands beside entries of forms, by sheet and entry.
    """

    forms: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    tables: Mapping[str, Sequence[Mapping[str, Value]]] = field(default_factory=dict)
    sides: Mapping[tuple[str, str], Side] = field(default_factory=dict)
