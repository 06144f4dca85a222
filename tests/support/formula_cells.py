"""What the formula cells of a workbook show."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from support.built import opened

Place = tuple[str, str]


def formula_cells(data: bytes) -> list[Place]:
    """Every formula cell, by sheet and address."""
    return [
        (page.title, cell.coordinate)
        for page in opened(data)
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def shown(data: bytes, cells: list[Place]) -> dict[str, object]:
    """What formula cells show, blank ones aside; days and times as the numbers they are."""
    book = opened(data, values=True)
    found = {f"{sheet}!{cell}": _plain(book[sheet][cell].value) for sheet, cell in cells}
    return {place: value for place, value in found.items() if value not in (None, "")}


def different(one: dict[str, object], other: dict[str, object]) -> dict[str, tuple[object, object]]:
    """The cells that do not show the same; numbers may differ in their last digits."""
    places = sorted(one.keys() | other.keys())
    pairs = {place: (one.get(place), other.get(place)) for place in places}
    return {place: pair for place, pair in pairs.items() if not _same(*pair)}


def _same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-9 * max(1, abs(one))
    return one == other


def _plain(value: object) -> object:
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if isinstance(value, time):
        return (value.hour * 60 + value.minute + value.second / 60) / 1440
    if isinstance(value, datetime):
        return (value - datetime(1899, 12, 30)) / timedelta(days=1)
    return (value - date(1899, 12, 30)).days if isinstance(value, date) else value
