"""预算: what the event costs, line by line."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, live
from sheetplan.model.formulas import amount
from sheetplan.model.kinds import Choice, Date, Money, Number, Rate, Text
from sheetplan.model.row import Row

ZERO = Decimal(0)


class BudgetLine(Row):
    """A planned cost and what it came to."""

    sheet: ClassVar[str] = "budget"
    table: ClassVar[str] = "Budget"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "B"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    category: Annotated[str | None, Column(kind=Text(), required=True, width=14, offers="budget_summary")] = (
        None
    )
    item: Annotated[str | None, Column(kind=Text(), required=True, width=22)] = None
    detail: Annotated[str | None, Column(kind=Text(long=True), width=26)] = None
    unit_price: Annotated[Decimal | None, Column(kind=Money(low=ZERO), width=12)] = None
    quantity: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=8)] = None
    unit: Annotated[str | None, Column(kind=Text(), width=9)] = None
    planned: Annotated[
        Decimal | None,
        live(
            Money(),
            "IF(AND(ISNUMBER({unit_price}),ISNUMBER({quantity}),N({unit_price})>=0,N({quantity})>=0),"
            'ROUND({unit_price}*{quantity},2),"")',
            width=14,
        ),
    ] = None
    committed: Annotated[Decimal | None, Column(kind=Money(low=ZERO), width=14)] = None
    actual: Annotated[Decimal | None, Column(kind=Money(), width=14)] = None
    variance: Annotated[
        Decimal | None,
        live(Money(), 'IF(AND(ISNUMBER({planned}),ISNUMBER({actual})),{actual}-{planned},"")', width=13),
    ] = None
    spend_rate: Annotated[
        Decimal | None,
        live(Rate(), 'IF(AND(N({planned})>0,ISNUMBER({actual})),{actual}/{planned},"")', width=9),
    ] = None
    forecast: Annotated[
        Decimal | None,
        live(
            Money(),
            f"IF(ISNUMBER({{actual}}),{{actual}},IF({amount('{committed}')},{{committed}},{{planned}}))",
            width=14,
        ),
    ] = None
    quote: Annotated[str | None, Column(kind=Text(), width=9, offers="quotes")] = None
    supplier: Annotated[str | None, Column(kind=Text(), width=18)] = None
    contract: Annotated[str | None, Column(kind=Text(), width=11, offers="contracts")] = None
    payment: Annotated[str | None, Column(kind=Choice("payment"), width=10)] = None
    paid: Annotated[Decimal | None, Column(kind=Money(low=ZERO), width=13)] = None
    payment_due: Annotated[date | None, Column(kind=Date(), width=12)] = None
    approver: Annotated[str | None, Column(kind=Text(), width=10, offers="people")] = None
    adjustment: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
