"""Amounts in other currencies, turned into the workbook's own by rates that somebody gives."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from sheetplan.model.amounts import read_amount
from sheetplan.model.reading import Flaw, narrowed
from sheetplan.model.values import Raw

HOME = "CNY"
SIGNS: Mapping[str, str] = {
    sign: code
    for code, signs in {
        "CNY": "元 圆 块 人民币 ¥ ￥ rmb cny yuan",
        "USD": "美元 美金 us$ usd $",
        "EUR": "欧元 eur €",
        "GBP": "英镑 gbp £",
        "HKD": "港元 港币 hk$ hkd",
        "TWD": "新台币 台币 nt$ twd",
        "JPY": "日元 jpy",
        "KRW": "韩元 krw ₩",
        "SGD": "新加坡元 sgd s$",
        "AUD": "澳元 aud a$",
        "CAD": "加元 cad c$",
        "MOP": "澳门元 mop",
        "CHF": "瑞士法郎 chf",
        "RUB": "卢布 rub ₽",
        "INR": "卢比 inr ₹",
        "THB": "泰铢 thb ฿",
    }.items()
    for sign in signs.split()
}
"""How currencies are written, in lower case; the longest sign that fits counts."""
FEN = Decimal("0.01")


def currency_of(text: str) -> str:
    """Return the code of the currency that a text names; empty where it names none."""
    found = _SIGN.search(narrowed(text).casefold())
    return SIGNS[found[0]] if found else ""


def converted(
    raw: Raw | Decimal | Sequence[str], currency: str, rates: Mapping[str, Decimal]
) -> Raw | Decimal | Sequence[str] | Flaw:
    """Return an amount in the workbook's currency; as it came, where it is in that already.

    Args:
        raw: what came.
        currency: what its column or row says its currency is.
        rates: what one unit of a currency costs.
    """
    own = currency_of(raw) if isinstance(raw, str) else ""
    code = own or currency
    if code in ("", HOME):
        return raw
    if code not in rates:
        return Flaw("other-currency", {"currency": code})
    number = _number(raw)
    return Flaw("not-a-number") if number is None else (number * rates[code]).quantize(FEN)


def _number(raw: Raw | Decimal | Sequence[str]) -> Decimal | None:
    if isinstance(raw, str):
        amount = read_amount(_SIGN.sub("", narrowed(raw)))
        return None if isinstance(amount, Flaw) else amount.value
    return Decimal(str(raw)) if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool) else None


_LONGEST_FIRST = sorted(SIGNS, key=len, reverse=True)
_SIGN = re.compile(
    "|".join(
        rf"(?<![a-z]){re.escape(sign)}(?![a-z])"
        if sign[0].isascii() and sign[0].isalpha()
        else re.escape(sign)
        for sign in _LONGEST_FIRST
    ),
    re.IGNORECASE,
)
