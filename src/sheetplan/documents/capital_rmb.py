"""Amounts of money in the capital characters of cheques and contracts."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ((1000, "仟"), (100, "佰"), (10, "拾"), (1, ""))


def capital_rmb(amount: Decimal | int) -> str:
    """The amount as 壹仟肆佰零玖元伍角整, after the rules of 《支付结算办法》 appendix 1."""
    cents = int((abs(Decimal(amount)) * 100).to_integral_value(ROUND_HALF_UP))
    yuan, (jiao, fen) = cents // 100, divmod(cents % 100, 10)
    sign = "负" if amount < 0 and cents else ""
    whole = _integer(yuan) + "元" if yuan else ""
    if not jiao and not fen:
        return sign + (whole or "零元") + "整"
    return sign + whole + _fraction(jiao, fen, after_yuan=bool(yuan))


def _fraction(jiao: int, fen: int, *, after_yuan: bool) -> str:
    tenths = _DIGITS[jiao] + "角" if jiao else "零" * after_yuan
    return tenths + (_DIGITS[fen] + "分" if fen else "整")


def _integer(number: int) -> str:
    if number < 10_000:
        return _below_ten_thousand(number)
    unit, name = (10**8, "亿") if number >= 10**8 else (10**4, "万")
    high, low = divmod(number, unit)
    gap = "零" if low < unit // 10 else ""
    return _integer(high) + name + (gap + _integer(low) if low else "")


def _below_ten_thousand(number: int) -> str:
    said = ""
    gap = False
    for size, name in _PLACES:
        digit = number // size % 10
        if digit:
            said += ("零" if gap and said else "") + _DIGITS[digit] + name
        gap = not digit
    return said
