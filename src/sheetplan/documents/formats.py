"""The named formats of a tag: `{{预算总额|千分位}}`, `{{Spend rate|percent}}`.

A format never loses a value: what it cannot show (a word where an amount is expected) is shown plainly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from decimal import Context as Precision
from functools import cache
from typing import TYPE_CHECKING

from sheetplan.documents.capital_rmb import capital_rmb
from sheetplan.language import wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from sheetplan.documents.context import Value

    Format = Callable[[Value, "Words"], str]

_TONES = {"good": "DDEFD9", "warn": "FFF1CC", "bad": "F8D7DA", "none": "auto"}
_HEX = frozenset("0123456789ABCDEF")


@dataclass(frozen=True)
class Words:
    """The few words an engine must say itself, in one language."""

    yes: str
    no: str
    not_filled: str
    no_rows: str
    no_picture: str
    wan: str
    months: tuple[str, ...]
    long_date: str
    short_day: str


@cache
def words_of(language: str) -> Words:
    """The words of a language."""
    said = dict(wording(language).section("formats"))
    return Words(**said | {"months": tuple(said["months"])})


def show(value: Value, format_name: str, words: Words) -> str:
    """The value as text, in the named format if it suits the value, else plainly."""
    return FORMATS[format_name.casefold()](value, words) if format_name else plain(value, words)


def plain(value: Value, words: Words) -> str:
    """The value as text without a format; empty for no value."""
    match value:
        case None:
            return ""
        case bool():
            return words.yes if value else words.no
        case Decimal():
            return _without_zeros(value)
        case time():
            return f"{value:%H:%M}"
        case date():
            return _dated(words.long_date, value, words)
        case _:
            return str(value)


def fill_colour(value: Value) -> str:
    """The fill a cell takes: six hexadecimal digits, or `auto` for no fill.

    Raises:
        UnknownToneError: the value is neither a tone nor a colour.
    """
    text = str(value or "none").strip().removeprefix("#")
    if len(text) == 6 and _HEX.issuperset(text.upper()):
        return text.upper()
    if text.casefold() not in _TONES:
        raise UnknownToneError(text)
    return _TONES[text.casefold()]


class UnknownToneError(ValueError):
    """A cell was to be filled with something that is neither a tone nor a colour."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is no fill: use good, warn, bad, none or six hexadecimal digits.")


def _number(shape: Callable[[Decimal, Words], str]) -> Format:
    """A format for numbers that leaves every other value plain."""

    def shown(value: Value, words: Words) -> str:
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
            return plain(value, words)
        return shape(Decimal(value), words)

    return shown


def _places(places: int, template: str = "{:,f}") -> Format:
    return _number(lambda number, _: template.format(_rounded(number, places)))


def _percent(places: int) -> Format:
    return _number(lambda number, _: f"{_rounded(number * 100, places):f}%")


def _thousands(number: Decimal, _: Words) -> str:
    rounded = _rounded(number, 2)
    return f"{rounded:,.0f}" if rounded == rounded.to_integral_value() else f"{rounded:,f}"


def _signed(number: Decimal, words: Words) -> str:
    return ("+" if _rounded(number, 2) > 0 else "") + _thousands(number, words)


def _wan(number: Decimal, words: Words) -> str:
    return words.wan.format(_without_zeros(_rounded(number / 10_000, 2)))


def _rounded(number: Decimal, places: int) -> Decimal:
    precision = Precision(prec=max(28, number.adjusted() + places + 2))
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, precision)
    return rounded or abs(rounded)


def _without_zeros(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(shape: Callable[[date, Words], str]) -> Format:
    """A format for dates that leaves every other value plain."""
    return lambda value, words: shape(value, words) if isinstance(value, date) else plain(value, words)


def _dated(template: str, day: date, words: Words) -> str:
    return template.format(year=day.year, month=words.months[day.month - 1], day=day.day)


_DECLARED: dict[str, Format] = {
    "千分位|thousands": _number(_thousands),
    "金额|money": _places(2),
    "正负|signed": _number(_signed),
    "整数|integer": _places(0),
    "小数1|decimal1": _places(1),
    "小数2|decimal2": _places(2),
    "百分比|percent": _percent(1),
    "百分比0|percent0": _percent(0),
    "万元|wan": _number(_wan),
    "大写|capital RMB": _number(lambda number, _: capital_rmb(number)),
    "日期|date": _day(lambda day, words: _dated(words.long_date, day, words)),
    "短日期|short date": _day(lambda day, _: day.isoformat()),
    "时刻|time": plain,
    "月日|day": _day(lambda day, words: _dated(words.short_day, day, words)),
}
FORMATS = {name.casefold(): shape for names, shape in _DECLARED.items() for name in names.split("|")}
FORMAT_PAIRS = dict(names.split("|") for names in _DECLARED)
"""The English name of each format, by its Chinese one."""
FORMAT_NAMES = tuple(name for names in _DECLARED for name in names.split("|"))
