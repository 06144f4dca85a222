"""The part that describes a table, changed."""

from sheetplan.xlsx.markup import child, inside, prefix, quoted, retagged, root
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


def with_column(data: bytes, table: Table, heading: str, obstacles: list[Region]) -> bytes:
    """The part with one more column at the right, whose heading stands in no other."""
    area = table.area._replace(right=table.area.right + 1)
    _guard(data, table, area, obstacles)
    listing = child(data, root(data), b"tableColumns")
    if listing is None:
        raise WorkbookRefused("unreadable-part", table.part)
    columns = list(inside(data, listing))
    if heading.casefold() in ((column.get(b"name") or "").casefold() for column in columns):
        raise WorkbookRefused("column-taken", heading)
    identifier = max(int(column.get(b"id") or 0) for column in columns) + 1
    name = quoted(heading).replace(b"\n", b"_x000a_")
    written = b'<%btableColumn id="%d" name="%b"/>' % (prefix(data), identifier, name)
    data = data[: listing.inner_end] + written + data[listing.inner_end :]
    data = retagged(data, listing, b"count", b"%d" % (len(columns) + 1))
    data = retagged(data, root(data), b"ref", str(area).encode())
    found = child(data, root(data), b"autoFilter")
    if found:
        filtered = parse_area(found.get(b"ref") or "")
        data = retagged(data, found, b"ref", str(filtered._replace(right=area.right)).encode())
    return data


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
