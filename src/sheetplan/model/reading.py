"""Chinese and English numbers and dates as people write them, read without guessing.

Only full-width digits and their signs are narrowed (a general Unicode normalisation would turn ① into 1).
What could mean two things is refused, with the flaw's name saying why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from sheetplan.model.values import EMPTY, Value


class Flaw(NamedTuple):
    """What is wrong with a cell.

    Attributes:
        code: stable; names the rule.
        facts: what its sentence speaks about.
        suggestion: what to type instead, as people would.
        repair: the very same thing as the cell should hold it; None where a person must decide.
    """

    code: str
    facts: Mapping[str, str] = EMPTY
    suggestion: str = ""
    repair: Value = None


class Reading(NamedTuple):
    """What a cell means. A flaw with a value says: understood, but not well written."""

    value: Value
    flaw: Flaw | None = None


class Context(NamedTuple):
    """What the meaning of a cell may depend on besides itself."""

    choice: Callable[[str, str], str | None]
    """Finds the key of a word in a list of choices."""
    event_date: date | None = None
    """The day that ``T`` stands for, and the year of dates without one."""


def read_number(text: str, context: Context) -> Reading:  # noqa: ARG001 - one signature for all readers
    """Return the number that a text states, such as 12000 for ``1.2万``; percentages as ratios.

    A trailing measure word is allowed (``500条``), so is ``+`` after and ``破`` before the number. Ranges and
    approximations are refused.
    """
    bare = tidy(text)
    if not bare or _RANGE.fullmatch(bare) or bare.startswith(_APPROXIMATE):
        return Reading(None, Flaw("ambiguous-number" if bare else "not-a-number"))
    match = _NUMBER.fullmatch(bare)
    if match is None:
        return Reading(None, Flaw("not-a-number"))
    try:
        value = Decimal(match["digits"].replace(",", "") or "1")
    except InvalidOperation:
        return Reading(None, Flaw("not-a-number"))
    if match["percent"]:
        return Reading(value.scaleb(-2))
    return Reading(value * _SCALES[match["scale"] or ""] * (-1 if match["sign"] == "-" else 1))


def read_date(text: str, context: Context) -> Reading:
    """Return the day that a text states; a flaw says that the cell should hold a date instead."""
    bare = tidy(text)
    offset = _OFFSET.fullmatch(bare)
    if offset:
        if context.event_date is None:
            return Reading(None, Flaw("no-event-date"))
        return Reading(context.event_date + timedelta(days=int(offset["days"] or 0)))
    match = _YMD.fullmatch(bare) or _MD.fullmatch(bare)
    if match is None:
        code = "date-range" if _DATE_RANGE.fullmatch(bare) else "not-a-date"
        return Reading(None, Flaw(code))
    found = match.groupdict()
    year = found.get("year") or (str(context.event_date.year) if context.event_date else None)
    if year is None:
        return Reading(None, Flaw("no-year"))
    try:
        day = date(int(year), int(found["month"]), int(found["day"]))
    except ValueError:
        return Reading(None, Flaw("no-such-day"))
    return Reading(day, Flaw("text-date", suggestion=day.isoformat(), repair=day))


def tidy(text: str) -> str:
    """Return a text with full-width digits and signs narrowed and blanks, zero-width marks and BOMs gone."""
    if text.isascii():
        return "".join(text.split())
    return "".join(text.translate(_NARROW).split())


def show_number(value: Value) -> str:
    """Return a number as one would type it into a cell: no exponent, no trailing zeros."""
    if not isinstance(value, Decimal):
        return str(value)
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


_NARROW = str.maketrans(
    "０１２３４５６７８９．，％＋－／：－（）Ｔ～",
    "0123456789.,%+-/:-()T~",
) | dict.fromkeys([0xA0, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x3000])
_SCALES = {
    "": Decimal(1),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "k": Decimal(1000),
    "K": Decimal(1000),
    "M": Decimal(1_000_000),
}
_NUMBER = re.compile(
    r"(?:提升|增长|达到?|超过?|突破|破|≥|>=?)?[¥￥$]?(?P<sign>[-+])?(?P<digits>\d[\d,]*(?:\.\d+)?|(?=万|亿))"
    r"(?:(?P<percent>%)|(?P<scale>千万|百万|[千万亿kKM])?)\+?"
    r"(?:元|人民币|个?百分点|[^\W\d_%]{1,6})?\+?"
)
_RANGE = re.compile(r"[\d.,]+\D{0,2}[-~至到][\d.,]+.*")
_APPROXIMATE = ("约", "大约", "近", "about", "approx", "~")
_OFFSET = re.compile(r"[Tt](?P<days>[-+]\d{1,3})?日?")
_YMD = re.compile(r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?")
_MD = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
_DATE_RANGE = re.compile(r".*\d[日号]?[-~至到—–]\D?\d.*")
