"""已接受: findings that somebody has looked at and lives with."""

from datetime import date
from typing import Annotated, ClassVar

from sheetplan.model.column import Column
from sheetplan.model.kinds import Date, Text
from sheetplan.model.row import Row


class Acceptance(Row):
    """A finding that stays unsaid while it is accepted."""

    sheet: ClassVar[str] = "accepted"
    table: ClassVar[str] = "Accepted"

    code: Annotated[str | None, Column(kind=Text(), required=True, width=10)] = None
    place_sheet: Annotated[str | None, Column(kind=Text(), required=True, width=14)] = None
    row_key: Annotated[str | None, Column(kind=Text(), width=12)] = None
    heading: Annotated[str | None, Column(kind=Text(), width=14)] = None
    value: Annotated[str | None, Column(kind=Text(), width=20)] = None
    reason: Annotated[str | None, Column(kind=Text(long=True), required=True, width=40)] = None
    accepted_by: Annotated[str | None, Column(kind=Text(), required=True, width=12, offers="people")] = None
    accepted_on: Annotated[date | None, Column(kind=Date(), width=12)] = None
    until: Annotated[date | None, Column(kind=Date(), width=12)] = None
