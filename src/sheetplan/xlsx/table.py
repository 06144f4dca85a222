"""The part that describes a table, read."""

from functools import lru_cache
from typing import NamedTuple

from .markup import root
from .references import Area, parse_area


class Table(NamedTuple):
    """Where a table lies, and in which part it is described."""

    part: str
    name: str
    area: Area
    headings: int
    totals: int


@lru_cache(maxsize=256)
def read_table(part: str, data: bytes) -> Table:
    """The table as its part describes it."""
    table = root(data)
    return Table(
        part=part,
        name=table.get(b"displayName") or table.get(b"name") or "",
        area=parse_area(table.get(b"ref") or ""),
        headings=int(table.get(b"headerRowCount") or 1),
        totals=int(table.get(b"totalsRowCount") or 0),
    )
