"""检查结果: what sheetplan found, written anew at each run."""

from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Text
from sheetplan.model.row import Row


class FindingRow(Row):
    """A finding as a row. Its hidden mark names sheet, row key and heading, so that sorting keeps it true."""

    sheet: ClassVar[str] = "findings"
    table: ClassVar[str] = "Findings"

    severity: Annotated[str | None, Column(kind=Choice("severity"), owner=Owner.SHEETPLAN, width=9)] = None
    code: Annotated[str | None, Column(kind=Text(), owner=Owner.SHEETPLAN, width=10)] = None
    place: Annotated[str | None, Column(kind=Text(), owner=Owner.SHEETPLAN, width=16)] = None
    row_key: Annotated[str | None, Column(kind=Text(), owner=Owner.SHEETPLAN, width=12)] = None
    heading: Annotated[str | None, Column(kind=Text(), owner=Owner.SHEETPLAN, width=14)] = None
    value: Annotated[str | None, Column(kind=Text(), owner=Owner.SHEETPLAN, width=20)] = None
    message: Annotated[str | None, Column(kind=Text(long=True), owner=Owner.SHEETPLAN, width=48)] = None
    remedy: Annotated[str | None, Column(kind=Text(long=True), owner=Owner.SHEETPLAN, width=48)] = None
    mark: Annotated[str | None, Column(kind=Text(), owner=Owner.SHEETPLAN, width=30, hidden=True)] = None
