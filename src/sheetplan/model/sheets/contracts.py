"""合同: what was agreed with suppliers and partners."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column
from sheetplan.model.kinds import Choice, Date, Money, Text
from sheetplan.model.row import Row

ZERO = Decimal(0)


class Contract(Row):
    """A contract or cooperation agreement."""

    sheet: ClassVar[str] = "contracts"
    table: ClassVar[str] = "Contracts"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "C"

    code: Annotated[str | None, Column(kind=Text(), width=9)] = None
    supplier: Annotated[str | None, Column(kind=Text(), required=True, width=22)] = None
    subject: Annotated[str | None, Column(kind=Text(long=True), required=True, width=28)] = None
    amount: Annotated[Decimal | None, Column(kind=Money(low=ZERO), width=13)] = None
    budget_line: Annotated[str | None, Column(kind=Text(), width=10, offers="budget")] = None
    duties: Annotated[str | None, Column(kind=Text(long=True), width=26)] = None
    delivery_standard: Annotated[str | None, Column(kind=Text(long=True), width=26)] = None
    delivery: Annotated[date | None, Column(kind=Date(), width=12)] = None
    liability: Annotated[str | None, Column(kind=Text(long=True), width=26)] = None
    payment_terms: Annotated[str | None, Column(kind=Text(long=True), width=22)] = None
    signed_on: Annotated[date | None, Column(kind=Date(), width=12)] = None
    signed_by: Annotated[str | None, Column(kind=Text(), width=12, offers="people")] = None
    status: Annotated[str | None, Column(kind=Choice("contract_status"), width=11)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
