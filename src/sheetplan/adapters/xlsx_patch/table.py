"""The part that describes a table."""

from .markup import child, retagged, root
from .references import LAST_ROW, Area, parse_area
from .refusal import WorkbookRefused
from .regions import Region, Table


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


def resized(data: bytes, table: Table, last_row: int, obstacles: list[Region]) -> bytes:
    """The part with the table ending at another row, never without a row below its headings."""
    area = table.area._replace(bottom=max(last_row, table.area.top + table.headings))
    if area == table.area:
        return data
    _guard(data, table, area, obstacles)
    return _with_reference(data, table.area, area)


def _guard(data: bytes, table: Table, area: Area, obstacles: list[Region]) -> None:
    if table.totals:
        raise WorkbookRefused("table-totals", table.name)
    if root(data).get(b"tableType") == "queryTable":
        raise WorkbookRefused("query-table", table.name)
    if area.bottom > LAST_ROW:
        raise WorkbookRefused("bad-place", f"row {area.bottom}")
    for obstacle in obstacles:
        if area.overlaps(obstacle.area):
            raise WorkbookRefused("table-overlap", f"{table.name}, {obstacle.area}")


def _with_reference(data: bytes, old: Area, new: Area) -> bytes:
    data = retagged(data, root(data), b"ref", str(new).encode())
    for path in ((b"autoFilter",), (b"autoFilter", b"sortState"), (b"sortState",)):
        found = root(data)
        for name in path:
            inner = child(data, found, name) if found else None
            if inner is None:
                break
            found = inner
        else:
            area = parse_area(found.get(b"ref") or "")
            if area.bottom == old.bottom:
                ends = str(area._replace(bottom=max(area.top, new.bottom))).encode()
                data = retagged(data, found, b"ref", ends)
    return data
