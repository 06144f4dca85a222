"""协作函: what other departments are asked for, in writing."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, live
from sheetplan.model.formulas import days_before_event
from sheetplan.model.kinds import Choice, Date, Days, Text
from sheetplan.model.row import Row


class Letter(Row):
    """A letter to a department: what it does, when, where and with whom."""

    sheet: ClassVar[str] = "cooperation"
    table: ClassVar[str] = "Cooperation"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "D"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    department: Annotated[str | None, Column(kind=Text(), required=True, width=16)] = None
    request: Annotated[str | None, Column(kind=Text(long=True), required=True, width=36)] = None
    due: Annotated[date | None, Column(kind=Date(), required=True, width=12)] = None
    place: Annotated[str | None, Column(kind=Text(), width=16)] = None
    contact: Annotated[str | None, Column(kind=Text(), required=True, width=12, offers="people")] = None
    their_contact: Annotated[str | None, Column(kind=Text(), width=14)] = None
    document_no: Annotated[str | None, Column(kind=Text(), width=18)] = None
    signed_by: Annotated[str | None, Column(kind=Text(), width=12, offers="people")] = None
    handled_by: Annotated[str | None, Column(kind=Text(), width=12, offers="people")] = None
    issued_on: Annotated[date | None, Column(kind=Date(), width=12)] = None
    status: Annotated[str | None, Column(kind=Choice("letter_status"), width=10)] = None
    attachment: Annotated[str | None, Column(kind=Text(), width=24)] = None
    days_before: Annotated[Decimal | None, live(Days(), days_before_event("{issued_on}"), width=10)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
