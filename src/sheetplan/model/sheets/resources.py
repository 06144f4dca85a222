"""资源: hosts, speakers, platforms, design and whatever else has to be got."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column
from sheetplan.model.kinds import Choice, Date, Money, Number, Text
from sheetplan.model.row import Row

ZERO = Decimal(0)


class Resource(Row):
    """Somebody or something the event needs."""

    sheet: ClassVar[str] = "resources"
    table: ClassVar[str] = "Resources"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "U"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    kind: Annotated[str | None, Column(kind=Choice("resource_kind"), required=True, width=11)] = None
    resource: Annotated[str | None, Column(kind=Text(), required=True, width=24)] = None
    origin: Annotated[str | None, Column(kind=Choice("resource_origin"), width=9)] = None
    channel: Annotated[str | None, Column(kind=Text(), width=20)] = None
    supplier: Annotated[str | None, Column(kind=Text(), width=18)] = None
    quantity: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=8)] = None
    unit: Annotated[str | None, Column(kind=Text(), width=7)] = None
    cost: Annotated[Decimal | None, Column(kind=Money(low=ZERO), width=13)] = None
    budget_line: Annotated[str | None, Column(kind=Text(), width=10, offers="budget")] = None
    needed_from: Annotated[date | None, Column(kind=Date(), width=12)] = None
    needed_until: Annotated[date | None, Column(kind=Date(), width=12)] = None
    responsible: Annotated[str | None, Column(kind=Text(), required=True, width=12, offers="people")] = None
    contact: Annotated[str | None, Column(kind=Text(), width=22)] = None
    status: Annotated[str | None, Column(kind=Choice("resource_status"), width=10)] = None
    confirmed_on: Annotated[date | None, Column(kind=Date(), width=12)] = None
    backup: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
