"""The part that describes a table, changed."""

from sheetplan.xlsx.markup import child, retagged, root
from sheetplan.xlsx.references import LAST_ROW, Area, parse_area
from sheetplan.xlsx.refusal import WorkbookRefused
from sheetplan.xlsx.table import Table

from .regions import Region


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
