"""What a document says: plain frozen values, named as the template's author knows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = str | int | Decimal | date | bool | None


@dataclass(frozen=True)
class Table:
    """Rows of one table; every row has a value for every column."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Value], ...] = ()


@dataclass(frozen=True)
class Chart:
    """Categories and the series drawn over them; None is a gap."""

    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal | int | None, ...]], ...]
    number_format: str = "#,##0"


@dataclass(frozen=True)
class Properties:
    """What the file says about itself in Explorer and in a document management system."""

    title: str = ""
    subject: str = ""
    author: str = ""
    keywords: str = ""


@dataclass(frozen=True)
class Context:
    """Everything one document can print, in one language."""

    language: str
    scalars: Mapping[str, Value] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    properties: Properties = Properties()
