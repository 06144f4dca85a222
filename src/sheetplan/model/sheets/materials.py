"""物料: what is made, printed, bought and brought, and whether it is there."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, live
from sheetplan.model.formulas import amount, days_before_event
from sheetplan.model.kinds import Choice, Date, Days, Number, Text
from sheetplan.model.row import Row

ZERO = Decimal(0)


class Material(Row):
    """One kind of material."""

    sheet: ClassVar[str] = "materials"
    table: ClassVar[str] = "Materials"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "W"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    category: Annotated[str | None, Column(kind=Choice("material_category"), required=True, width=11)] = None
    item: Annotated[str | None, Column(kind=Text(), required=True, width=24)] = None
    specification: Annotated[str | None, Column(kind=Text(long=True), width=26)] = None
    quantity: Annotated[Decimal | None, Column(kind=Number(low=ZERO), required=True, width=8)] = None
    unit: Annotated[str | None, Column(kind=Text(), width=9)] = None
    supplier: Annotated[str | None, Column(kind=Text(), width=18)] = None
    budget_line: Annotated[str | None, Column(kind=Text(), width=10, offers="budget")] = None
    responsible: Annotated[str | None, Column(kind=Text(), required=True, width=12, offers="people")] = None
    due: Annotated[date | None, Column(kind=Date(), required=True, width=12)] = None
    confirmed_on: Annotated[date | None, Column(kind=Date(), width=12)] = None
    accepted_on: Annotated[date | None, Column(kind=Date(), width=12)] = None
    accepted_quantity: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=10)] = None
    acceptor: Annotated[str | None, Column(kind=Text(), width=12, offers="people")] = None
    status: Annotated[str | None, Column(kind=Choice("material_status"), width=10)] = None
    shortfall: Annotated[
        Decimal | None,
        live(
            Number(),
            f'IF(AND({amount("{quantity}")},{amount("{accepted_quantity}")}),{{quantity}}-{{accepted_quantity}},"")',
            width=10,
        ),
    ] = None
    days_before: Annotated[Decimal | None, live(Days(), days_before_event("{due}"), width=10)] = None
    location: Annotated[str | None, Column(kind=Text(), width=16)] = None
    link: Annotated[str | None, Column(kind=Text(), width=22)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
