"""What a number format tells of an amount: its currency, and whether it is shown in thousands."""

from __future__ import annotations

import re

from sheetplan.model.currencies import SIGNS
from sheetplan.model.reading import narrowed
from sheetplan.model.values import HOME


def currency_shown(number_format: str, *, chinese: bool) -> str:
    """Return the code of the currency that a format shows; empty where it shows none.

    Args:
        number_format: the code of the format, or a number of Excel's own ones that follow the computer.
        chinese: whether the sheet is written in Chinese, which tells whose computer that was.
    """
    if number_format in _OF_THE_COMPUTER:
        return HOME if chinese else "USD"
    bracket = _BRACKET.search(number_format)
    if bracket and (bracket["sign"] or bracket["place"]):
        sign, place = narrowed(bracket["sign"]).strip().casefold(), (bracket["place"] or "").casefold()
        return _PLACES.get((sign, place)) or SIGNS.get(sign, "") or _iso(sign)
    said = _SIGN.search(narrowed(_PLAIN.sub(r"\1", number_format.partition(";")[0])).casefold())
    return SIGNS[said[0]] if said else ""


def scale_shown(number_format: str) -> int:
    """Return by what numbers are divided where they are shown: 1000 in ``#,##0,``, 10,000 in ``0!.0,``."""
    first = _QUOTED.sub("", number_format.partition(";")[0])
    digits = _DIGITS.search(first)
    if digits is None:
        return 1
    point = _DRAWN_POINT.search(first)
    return int(1000 ** len(digits[1]) * 10 ** (len(point[1]) if point else 0))


def _iso(sign: str) -> str:
    """Return the code that a sign is itself, as CHF is."""
    return sign.upper() if re.fullmatch("[a-z]{3}", sign) else ""


_PLACES = {
    **dict.fromkeys((("$", "c09"), ("$", "en-au")), "AUD"),
    **dict.fromkeys((("$", "1009"), ("$", "en-ca"), ("$", "c0c"), ("$", "fr-ca")), "CAD"),
    **dict.fromkeys((("$", "404"), ("$", "zh-tw")), "TWD"),
    **dict.fromkeys((("$", "c04"), ("$", "zh-hk")), "HKD"),
    **dict.fromkeys((("$", "1004"), ("$", "zh-sg"), ("$", "4809"), ("$", "en-sg")), "SGD"),
    **dict.fromkeys(((sign, place) for sign in ("¥", "￥") for place in ("411", "ja-jp")), "JPY"),
}
"""Whose sign it is where several countries have the same, by sign and country."""
_OF_THE_COMPUTER = frozenset(map(str, (5, 6, 7, 8, 42, 44)))
_BRACKET = re.compile(r"\[\$(?P<sign>[^\]-]*)(?:-(?P<place>[^\],]*))?[^\]]*\]")
_PLAIN = re.compile(r'"([^"]*)"')
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]')
_SIGN = re.compile(
    "美元|欧元|英镑|日元|港元|人民币|元|円|us\\$|hk\\$|nt\\$|[$€£¥￥₩₽₹฿]|(?<![a-z])(?:rmb|cny|usd|eur|gbp|hkd|jpy)(?![a-z])"
)
_DIGITS = re.compile(r"[0#?](,*)(?![0#?.,!\\])[^0#?]*$")
_DRAWN_POINT = re.compile(r"[!\\]\.([0#?]+)")
