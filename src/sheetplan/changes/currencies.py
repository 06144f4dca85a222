"""Amounts in other currencies, turned into the workbook's own by rates that somebody gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sheetplan.model.amounts import read_amount
from sheetplan.model.currencies import SIGN, currency_of
from sheetplan.model.reading import Flaw, narrowed
from sheetplan.model.values import HOME, Raw

FEN = Decimal("0.01")


def converted(
    raw: Raw | Decimal | Sequence[str], currency: str, rates: Mapping[str, Decimal], home: str = HOME
) -> Raw | Decimal | Sequence[str] | Flaw:
    """Return an amount in the workbook's currency; as it came, where it is in that already.

    Args:
        raw: what came.
        currency: what its column or row says its currency is.
        rates: what one unit of a currency costs.
        home: the workbook's currency.
    """
    own = currency_of(raw) if isinstance(raw, str) else ""
    code = own or currency
    if code in ("", home):
        return raw
    if code not in rates:
        return Flaw("other-currency", {"currency": code})
    number = _number(raw)
    return Flaw("not-a-number") if number is None else (number * rates[code]).quantize(FEN)


def whole(raw: Any, per: int) -> Any:
    """Return an amount of a column in thousands or 万 in whole units; one that says its scale is whole."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return Decimal(repr(raw)) * per
    amount = read_amount(raw) if isinstance(raw, str) else Flaw("not-a-number")
    if isinstance(amount, Flaw) or amount.scaled or amount.unit.isalpha():
        return raw
    return amount.value * per


def _number(raw: Raw | Decimal | Sequence[str]) -> Decimal | None:
    if isinstance(raw, str):
        amount = read_amount(SIGN.sub("", narrowed(raw)))
        return None if isinstance(amount, Flaw) else amount.value
    return Decimal(str(raw)) if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool) else None
