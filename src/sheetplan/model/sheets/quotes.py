"""比价: what suppliers ask for the same purchase, side by side."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, live
from sheetplan.model.formulas import amount, amounts, is_word
from sheetplan.model.kinds import Choice, Date, Money, Number, Text
from sheetplan.model.row import Row

ZERO = Decimal(0)
_PRICED = f"({{quotes.purchase}}={{purchase}})*{amounts('{quotes.price}')}"
_EARLIER = "({quotes.price}={price})*(ROW({quotes.price})<ROW())"
_RANK = f"1+SUMPRODUCT({_PRICED}*(({{quotes.price}}<{{price}})+{_EARLIER}))"


def _price(rank: str) -> str:
    """Return the formula for the price of this rank among the quotes for the same purchase."""
    return f"SUMPRODUCT(({{quotes.purchase}}={{purchase}})*({{quotes.rank}}={rank}),{{quotes.price}})"


def _quoted(formula: str) -> str:
    return f'IF(N({{quote_count}})=0,"",{formula})'


_MIDDLE = f"({_price('INT(({quote_count}+1)/2)')}+{_price('INT(({quote_count}+2)/2)')})/2"
_SAVING = f"AND({is_word('{chosen}', 'flag', 'yes')},{amount('{price}')},ISNUMBER({{median}}))"


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
        Decimal | None, live(Number(), f'IF({{purchase}}="","",SUMPRODUCT({_PRICED}))', width=10)
    ] = None
    rank: Annotated[
        Decimal | None,
        live(Number(), f'IF(OR({{purchase}}="",NOT({amount("{price}")})),"",{_RANK})', width=9),
    ] = None
    lowest: Annotated[Decimal | None, live(Money(), _quoted(_price("1")), width=13)] = None
    median: Annotated[Decimal | None, live(Money(), _quoted(_MIDDLE), width=13)] = None
    saving: Annotated[Decimal | None, live(Money(), f'IF({_SAVING},{{median}}-{{price}},"")', width=13)] = (
        None
    )
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
