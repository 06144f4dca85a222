"""比价: what suppliers ask for the same purchase, side by side."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Money, Number, Text
from sheetplan.model.row import Row

ZERO = Decimal(0)
_SAME = "({quotes.purchase}={purchase})*ISNUMBER({quotes.price})"
_EARLIER = "({quotes.price}={price})*(ROW({quotes.price})<ROW())"


def _at(rank: str) -> str:
    """Return the formula for the price of the quote of this rank, among those for the same purchase."""
    return f"SUMPRODUCT(({{quotes.purchase}}={{purchase}})*({{quotes.rank}}={rank}),{{quotes.price}})"


def _asked(formula: str) -> str:
    return f'IF(N({{quote_count}})=0,"",{formula})'


class Quote(Row):
    """One supplier's quote for one purchase."""

    sheet: ClassVar[str] = "quotes"
    table: ClassVar[str] = "Quotes"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "Q"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    purchase: Annotated[str | None, Column(kind=Text(), required=True, width=20)] = None
    kind: Annotated[str | None, Column(kind=Choice("purchase_kind"), width=10)] = None
    budget_line: Annotated[str | None, Column(kind=Text(), width=10, offers="budget")] = None
    supplier: Annotated[str | None, Column(kind=Text(), required=True, width=22)] = None
    qualification: Annotated[str | None, Column(kind=Text(long=True), width=22)] = None
    references: Annotated[str | None, Column(kind=Text(long=True), width=26)] = None
    price: Annotated[Decimal | None, Column(kind=Money(low=ZERO), required=True, width=13)] = None
    quoted_on: Annotated[date | None, Column(kind=Date(), width=12)] = None
    valid_until: Annotated[date | None, Column(kind=Date(), width=12)] = None
    delivery: Annotated[date | None, Column(kind=Date(), width=12)] = None
    contact: Annotated[str | None, Column(kind=Text(), width=20)] = None
    chosen: Annotated[str | None, Column(kind=Choice("flag"), width=8)] = None
    reason: Annotated[str | None, Column(kind=Text(long=True), width=26)] = None
    quote_count: Annotated[
        Decimal | None,
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            width=10,
            formula='IF({purchase}="","",SUMPRODUCT(' + _SAME + "))",
        ),
    ] = None
    rank: Annotated[
        Decimal | None,
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            width=9,
            formula='IF(OR({purchase}="",NOT(ISNUMBER({price}))),"",'
            f"1+SUMPRODUCT({_SAME}*(({{quotes.price}}<{{price}})+{_EARLIER})))",
        ),
    ] = None
    lowest: Annotated[
        Decimal | None, Column(kind=Money(), owner=Owner.FORMULA, width=13, formula=_asked(_at("1")))
    ] = None
    median: Annotated[
        Decimal | None,
        Column(
            kind=Money(),
            owner=Owner.FORMULA,
            width=13,
            formula=_asked(f"({_at('INT(({quote_count}+1)/2)')}+{_at('INT(({quote_count}+2)/2)')})/2"),
        ),
    ] = None
    saving: Annotated[
        Decimal | None,
        Column(
            kind=Money(),
            owner=Owner.FORMULA,
            width=13,
            formula='IF(AND(ISNUMBER(MATCH({chosen},{words:flag.yes},0)),ISNUMBER({price}),ISNUMBER({median})),{median}-{price},"")',
        ),
    ] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
