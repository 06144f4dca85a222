"""The base of every row: frozen, typed, and knowing the worksheet row it came from."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any, ClassVar, NoReturn, Self, dataclass_transform

from sheetplan.model.column import Column, Owner


class Shape(Enum):
    """How a sheet is laid out."""

    TABLE = "table"
    """Headings over rows."""
    FORM = "form"
    """One entry per row: 项目 · 内容 · 负责人 · 完成时限 · 备注."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Frozen:
    """A value with named fields, as type checkers know it from a frozen dataclass.

    Declaring a class costs nothing and making one costs what is filled in: most cells of most rows are empty,
    and every start of the program declares every sheet. A field that was not given answers with its default,
    which is an attribute of the class.
    """

    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse, whatever it is: rows are replaced, never changed."""
        raise AttributeError(f"cannot set {name}: a {type(self).__name__} is never changed")


class Row(Frozen):
    """A row of a table, or the whole of a form.

    A subclass declares one sheet: each annotated field is a column. Rows are made by `sheetplan.table.parse`,
    which has already read and checked every cell by its column's kind.
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
    @cache
    def columns(cls) -> Mapping[str, Column]:
        """Return the declared columns by name, in order."""
        return _declared(cls)

    @classmethod
    @cache
    def columns_of(cls, *owners: Owner) -> Mapping[str, Column]:
        """Return the columns that these owners write."""
        return {name: column for name, column in cls.columns().items() if column.owner in owners}

    def fills(self, names: frozenset[str]) -> bool:
        """Return whether one of some columns is filled in."""
        return not names.isdisjoint(self.__dict__)

    def replaced(self, **fields: Any) -> Self:
        """Return the row with some fields replaced."""
        return type(self)(**{**self.__dict__, **fields})

    def __eq__(self, other: object) -> bool:
        """Return whether the other is the same kind of row with the same cells."""
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in ("row", *self.columns()))

    def __hash__(self) -> int:
        return hash((type(self), self.row, self.id))

    def __repr__(self) -> str:
        """Return the row with the cells that are filled, which are few."""
        filled = ((name, getattr(self, name)) for name in ("row", *self.columns()))
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in filled if value)})"

    @property
    def id(self) -> str:
        """Return what people call this row, or an empty text."""
        return str(getattr(self, self.key) or "") if self.key else ""


def _declared(row_type: type[Row]) -> dict[str, Column]:
    """Return the columns that stand in the annotations of a row type; sheets leave them unquoted for this."""
    return {
        name: mark
        for name, hint in row_type.__annotations__.items()
        for mark in getattr(hint, "__metadata__", ())
        if isinstance(mark, Column)
    }
