"""Chinese numerals: 一千二百, 两万五, 壹万贰仟, 三点五."""

from __future__ import annotations

from decimal import Decimal

MARKS = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億半"
"""Every mark that a Chinese numeral may consist of."""


def chinese_number(text: str) -> Decimal | None:
    """Return the number that a numeral states; None where it is none, or more than one (三四百, 二〇二四).

    A last digit without a unit stands for the unit below, as it is said: 一千二 is 1200, 一千零二 is 1002.
    """
    plain = text.translate(_PLAIN)
    if plain == "半":
        return Decimal("0.5")
    whole, point, rest = plain.partition("点")
    number = _whole(whole)
    if number is None or not point:
        return None if number is None else Decimal(number)
    scale = rest.lstrip("零一二三四五六七八九")
    figures = "".join(str(_DIGITS[mark]) for mark in rest.removesuffix(scale))
    many = _whole(scale) if scale else 1
    return Decimal(f"{number}.{figures}") * many if figures and many else None


_DIGITS = {mark: value for value, mark in enumerate("零一二三四五六七八九")}
_SMALL = {"千": 1000, "百": 100, "十": 10}
_LARGE = {"亿": 100_000_000, "万": 10_000}
_PLAIN = str.maketrans("〇两壹贰叁肆伍陆柒捌玖拾佰仟萬億", "零二一二三四五六七八九十百千万亿")


def _whole(text: str) -> int | None:
    """Return a numeral without decimals: what stands before 亿 or 万, and what stands after."""
    for mark, scale in _LARGE.items():
        before, found, after = text.rpartition(mark)
        if found:
            many = _whole(before) if before else 1
            rest = _rest(after, scale)
            return None if many is None or rest is None else many * scale + rest
    return _below_ten_thousand(text)


def _rest(text: str, scale: int) -> int | None:
    """Return what follows a unit: nothing, a smaller number, or one digit of the unit below."""
    if text in _DIGITS and text != "零":
        return _DIGITS[text] * scale // 10
    rest = _whole(text.removeprefix("零")) if text else 0
    return rest if rest is not None and rest < scale else None


def _below_ten_thousand(text: str) -> int | None:
    if text in _DIGITS:
        return _DIGITS[text]
    if text[:1] in _SMALL and (len(text) == 1 or text[0] == "十"):
        text = f"一{text}"  # 百 and 千 alone are units that something was left out before: 千人
    for mark, scale in _SMALL.items():
        before, found, after = text.partition(mark)
        if found:
            rest = _tail(after, scale)
            plain = before in _DIGITS and before != "零"
            return _DIGITS[before] * scale + rest if plain and rest is not None else None
    return None


def _tail(text: str, scale: int) -> int | None:
    if not text:
        return 0
    if text in _DIGITS:
        return _DIGITS[text] * (scale // 10 if scale > 10 else 1) if text != "零" else None
    rest = _below_ten_thousand(text.removeprefix("零"))
    return rest if rest is not None and rest < scale else None
