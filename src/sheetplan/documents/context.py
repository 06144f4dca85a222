"""What a document says: plain frozen values, named as the template's author knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any, NamedTuple

Value = str | int | Decimal | date | time | bool | None


class Origin(NamedTuple):
    """A cell that a figure comes from: sheet, row and column by key, and the row it stands in today."""

    sheet: str
    column: str
    key: str = ""
    row: int = 0


class Figure(NamedTuple):
    """A value that knows the cells it comes from."""

    value: Value
    origins: tuple[Origin, ...]


def plain(value: Any) -> Any:
    """Return a value without its origins."""
    return value.value if isinstance(value, Figure) else value


Row = Mapping[str, Any]
"""A row of a table: by column a value, a `Figure`, or a tuple of such rows (a table inside the row)."""


@dataclass(frozen=True)
class Table:
    """Rows of one table; every row has a value for every column."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()


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
class Source:
    """The workbook behind a document.

    Attributes:
        workbook: its path as seen from the document's folder.
        fingerprint: the SHA-256 of its bytes.
        document: the document's key.
        copy: which of its copies, where there are several.
        status_date: the day at which everything was measured.
        address: where a cell stands, such as ``指标!G7``; empty where it stands nowhere.
    """

    workbook: str = ""
    fingerprint: str = ""
    document: str = ""
    copy: str = ""
    status_date: str = ""
    address: Callable[[Origin], str] = lambda _: ""


@dataclass(frozen=True)
class Context:
    """Everything one document can print, in one language."""

    language: str
    scalars: Mapping[str, Value | Figure] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    properties: Properties = Properties()
    source: Source = Source()
    pictures: Callable[[str], bytes | None] = lambda _: None
    """A picture's bytes by the name of its file."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """Markup that people wrote into an earlier copy of the document, by the name of its place."""


class Lazy(Mapping[str, Any]):
    """A mapping whose values are made when they are first asked for: a document prints few of all tables."""

    def __init__(self, makers: Mapping[str, Callable[[], Any]]) -> None:
        self._makers = makers
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


class Over(Mapping[str, Any]):
    """Some values laid over a mapping, of which nothing is copied or made for it."""

    def __init__(self, own: Mapping[str, Any], under: Mapping[str, Any]) -> None:
        self._own, self._under = own, under

    def __getitem__(self, name: str) -> Any:
        return self._own[name] if name in self._own else self._under[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self._under), **dict.fromkeys(self._own)})

    def __len__(self) -> int:
        return len({*self._under, *self._own})
