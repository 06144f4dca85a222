"""嘉宾: who is invited, who comes, and who stands in."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column
from sheetplan.model.kinds import Choice, Date, Money, Text, Time
from sheetplan.model.row import Row

ZERO = Decimal(0)


class Guest(Row):
    """A speaker, guest, journalist or attendee."""

    sheet: ClassVar[str] = "guests"
    table: ClassVar[str] = "Guests"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "G"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    name: Annotated[str | None, Column(kind=Text(), required=True, width=14)] = None
    kind: Annotated[str | None, Column(kind=Choice("guest_kind"), required=True, width=11)] = None
    organisation: Annotated[str | None, Column(kind=Text(), width=20)] = None
    position: Annotated[str | None, Column(kind=Text(), width=14)] = None
    contact: Annotated[str | None, Column(kind=Text(), width=22)] = None
    host: Annotated[str | None, Column(kind=Text(), width=12, offers="people")] = None
    topic: Annotated[str | None, Column(kind=Text(), width=24)] = None
    invited_on: Annotated[date | None, Column(kind=Date(), width=12)] = None
    status: Annotated[str | None, Column(kind=Choice("guest_status"), width=10)] = None
    confirmed_on: Annotated[date | None, Column(kind=Date(), width=12)] = None
    backup: Annotated[str | None, Column(kind=Text(), width=16)] = None
    reminded_on: Annotated[date | None, Column(kind=Date(), width=12)] = None
    travel: Annotated[str | None, Column(kind=Text(long=True), width=26)] = None
    fee: Annotated[Decimal | None, Column(kind=Money(low=ZERO), width=12)] = None
    kit: Annotated[str | None, Column(kind=Choice("flag"), width=8)] = None
    check_in_method: Annotated[str | None, Column(kind=Choice("check_in_method"), width=10)] = None
    checked_in: Annotated[str | None, Column(kind=Choice("flag"), width=8)] = None
    checked_in_at: Annotated[time | None, Column(kind=Time(), width=10)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
