"""Currencies as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sheetplan.model.reading import narrowed

SIGNS: Mapping[str, str] = {
    sign: code
    for code, signs in {
        "CNY": "元 圆 块 人民币 ¥ ￥ rmb cny yuan",
        "USD": "美元 美金 us$ usd $",
        "EUR": "欧元 eur €",
        "GBP": "英镑 gbp £",
        "HKD": "港元 港币 hk$ hkd",
        "TWD": "新台币 台币 nt$ twd",
        "JPY": "日元 円 jpy",
        "KRW": "韩元 krw ₩",
        "SGD": "新加坡元 sgd s$",
        "AUD": "澳元 aud a$",
        "CAD": "加元 cad c$",
        "MOP": "澳门元 mop",
        "CHF": "瑞士法郎 chf",
        "RUB": "卢布 rub ₽",
        "INR": "卢比 inr ₹",
        "THB": "泰铢 thb ฿",
        "MYR": "林吉特 myr",
        "VND": "越南盾 vnd ₫",
        "NZD": "新西兰元 nzd nz$",
        "AED": "迪拉姆 aed",
        "SEK": "瑞典克朗 sek",
        "NOK": "挪威克朗 nok",
        "DKK": "丹麦克朗 dkk",
        "PLN": "波兰兹罗提 pln zł",
        "BRL": "雷亚尔 brl r$",
    }.items()
    for sign in signs.split()
}
"""How currencies are written, in lower case; the longest sign that fits counts."""


def currency_of(text: str) -> str:
    """Return the code of the currency that a text names; empty where it names none."""
    found = SIGN.search(narrowed(text).casefold())
    return SIGNS[found[0]] if found else ""


_LONGEST_FIRST = sorted(SIGNS, key=len, reverse=True)
SIGN = re.compile(
    "|".join(
        rf"(?<![a-z]){re.escape(sign)}(?![a-z])"
        if sign[0].isascii() and sign[0].isalpha()
        else re.escape(sign)
        for sign in _LONGEST_FIRST
    ),
    re.IGNORECASE,
)
"""Any of them in a text."""
