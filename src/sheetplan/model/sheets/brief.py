"""需求: why the event is wanted and by whom; with 策划总表 and 指标 it makes the requirements brief."""

from datetime import date
from typing import Annotated, ClassVar

from sheetplan.model.column import Column
from sheetplan.model.kinds import Date, Text
from sheetplan.model.row import Row, Shape


class Brief(Row):
    """The need behind the event, as the requesting department states it."""

    sheet: ClassVar[str] = "brief"
    shape: ClassVar[Shape] = Shape.FORM
    table: ClassVar[str] = "Brief"

    requested_by: Annotated[str | None, Column(kind=Text(), required=True)] = None
    requested_on: Annotated[date | None, Column(kind=Date())] = None
    background: Annotated[str | None, Column(kind=Text(long=True), required=True)] = None
    audience_profile: Annotated[str | None, Column(kind=Text(long=True), required=True)] = None
    core_needs: Annotated[str | None, Column(kind=Text(long=True), required=True)] = None
    key_message: Annotated[str | None, Column(kind=Text(long=True))] = None
    first_targets: Annotated[str | None, Column(kind=Text(long=True))] = None
    constraints: Annotated[str | None, Column(kind=Text(long=True))] = None
    reference_event: Annotated[str | None, Column(kind=Text(long=True))] = None
