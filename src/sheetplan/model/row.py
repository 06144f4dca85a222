"""The base of every row: frozen, typed, and knowing the worksheet row it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from sheetplan.model.column import Column, Owner


class Shape(Enum):
    """How a sheet is laid out."""

    TABLE = "table"
    """Headings over rows."""
    FORM = "form"
    """One entry per row: 项目 · 内容 · 负责人 · 完成时限 · 备注."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Row:
    """A row of a table, or the whole of a form.

    A subclass declares one sheet: each annotated field is a column. Rows are made by `sheetplan.table.parse`,
    which has already read and checked every cell by its column's kind. They are plain dataclasses, which
    pydantic validates as they stand (``TypeAdapter(Task)``); a cold start does without importing it.
    """

    sheet: ClassVar[str]
    """The key of the sheet in wording, plan and outcome."""
    shape: ClassVar[Shape] = Shape.TABLE
    table: ClassVar[str]
    """The name of the Excel Table: ASCII, the same in every language, so that formulas read alike."""
    key: ClassVar[str] = ""
    """The column that identifies a row; empty where rows have no name of their own."""
    id_prefix: ClassVar[str] = ""
    """Letter of the ids that we give to rows without one."""

    row: int = 0
    """The worksheet row this came from; 0 where it came from no sheet."""

    @classmethod
    def columns(cls) -> dict[str, Column]:
        """Return the declared columns by name, in order."""
        if cls not in _COLUMNS:
            _COLUMNS[cls] = _declared(cls)
        return _COLUMNS[cls]

    @classmethod
    def columns_of(cls, *owners: Owner) -> dict[str, Column]:
        """Return the columns that these owners write."""
        return {name: column for name, column in cls.columns().items() if column.owner in owners}

    def __repr__(self) -> str:
        """Return the row with the cells that are filled, which are few."""
        filled = ((name, getattr(self, name)) for name in ("row", *self.columns()))
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in filled if value)})"

    @property
    def id(self) -> str:
        """Return what people call this row, or an empty text."""
        return str(getattr(self, self.key) or "") if self.key else ""


_COLUMNS: dict[type[Row], dict[str, Column]] = {}


def _declared(row_type: type[Row]) -> dict[str, Column]:
    """Return the columns that stand in the annotations of a row type; sheets leave them unquoted for this."""
    return {
        name: mark
        for name, hint in row_type.__annotations__.items()
        for mark in getattr(hint, "__metadata__", ())
        if isinstance(mark, Column)
    }
