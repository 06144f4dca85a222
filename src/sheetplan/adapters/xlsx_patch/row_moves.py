"""Rows inserted into a sheet or deleted from it, and every part of the workbook that follows."""

from collections.abc import Callable, Iterator

from sheetplan.xlsx.book import relationships
from sheetplan.xlsx.markup import plain, quoted, retagged, root
from sheetplan.xlsx.refusal import WorkbookRefused
from sheetplan.xlsx.table import read_table

from .edited_package import EditedPackage
from .follow import followed, followed_drawing, followed_vml, named_cells
from .moves import RowMove
from .workbook import Workbook
from .worksheet import Worksheet

_FOLLOWED = frozenset({"comments", "drawing", "table", "threadedComment", "vmlDrawing"})
_INDIFFERENT = frozenset(
    {"control", "ctrlProp", "customProperty", "hyperlink", "image", "oleObject", "package", "printerSettings"}
    | {"slicer", "timeline"}
)
"""What hangs on a sheet but lies on no row; where a control lies is said by a drawing or the sheet itself."""


def move_rows(
    package: EditedPackage, workbook: Workbook, opened: Callable[[str], Worksheet], move: RowMove
) -> None:
    """Insert or delete rows of a sheet; nothing is changed if something on it cannot follow."""
    sheet_part = workbook.sheet_part(move.sheet)
    links = relationships(package, sheet_part)
    for link in links:
        if link.kind not in _FOLLOWED | _INDIFFERENT:
            raise WorkbookRefused("pivot" if link.kind == "pivotTable" else "rows-cannot-move", link.kind)
    worksheet = opened(move.sheet)
    worksheet.guard_move(move)
    changed = dict(_changed_parts(package, workbook, move))
    others = [
        name
        for name, sheet in workbook.sheets.items()
        if name != move.sheet and sheet.kind == "worksheet" and _speaks(package.xml(sheet.target), move)
    ]
    worksheet.move_rows(move)
    for table in worksheet.regions.tables:
        worksheet.regions.replace(
            table, read_table(table.part, changed.get(table.part, package.xml(table.part)))
        )
    for name in others:
        opened(name).follow(move, name)
    for part, data in changed.items():
        package.put(part, data)
    workbook.follow(followed(workbook.data, move, ""))


def _speaks(data: bytes, move: RowMove) -> bool:
    name = move.sheet.replace("'", "''")
    return plain(name) in data or quoted(name) in data


def _changed_parts(package: EditedPackage, workbook: Workbook, move: RowMove) -> Iterator[tuple[str, bytes]]:
    """Yield the parts besides sheets and workbook that read otherwise afterwards."""
    homes = {
        link.target: name
        for name, sheet in workbook.sheets.items()
        for link in relationships(package, sheet.target)
    }
    sheets = {sheet.target for sheet in workbook.sheets.values()}
    for part in sorted(package.parts):
        home = next((name for target, name in homes.items() if target.lower() == part), "")
        aside = part in {target.lower() for target in sheets} or part == workbook.part.lower()
        if aside or not part.endswith((".xml", ".vml")):
            continue
        before = package.xml(part) if part.endswith(".xml") else package.read(part)
        if home == move.sheet or _speaks(before, move):
            after = _after(before, move, home, vml=part.endswith(".vml"))
            if after != before:
                yield part, after


def _after(data: bytes, move: RowMove, home: str, *, vml: bool) -> bytes:
    """A part as it reads afterwards, by what its root says it is."""
    if vml:
        return followed_vml(data, move, home)
    match root(data).local:
        case b"wsDr":
            data = followed_drawing(data, move) if home == move.sheet else data
            return followed(data, move, home)
        case b"chartSpace" | b"formControlPr" | b"table" | b"comments" | b"ThreadedComments":
            return followed(data, move, home)
        case b"pivotCacheDefinition":
            return _followed_source(data, move)
    return data


def _followed_source(data: bytes, move: RowMove) -> bytes:
    source = next(named_cells(data), None)
    if source is None or source.get(b"sheet") != move.sheet or not source.get(b"ref"):
        return data
    moved = move.references(source.get(b"ref") or "")
    if not moved:
        raise WorkbookRefused("rows-cannot-move", "the source of a pivot table")
    return retagged(data, source, b"ref", moved.encode())
