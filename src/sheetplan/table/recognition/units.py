"""What a heading or a title says amounts are in: 金额（万元）, 单位：千元, Cost ($'000), in USD thousands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sheetplan.language import fold
from sheetplan.model.currencies import SIGNS
from sheetplan.model.reading import narrowed

CURRENCY = frozenset(map(fold, ("currency", "币种", "货币", "币别")))
"""Headings of the column that names the currency of each row."""


class Unit(NamedTuple):
    """A unit of amounts.

    Attributes:
        per: what one number is worth; None where nothing is said of that.
        currency: its code; empty where nothing is said.
    """

    per: int | None = None
    currency: str = ""


@lru_cache(maxsize=1 << 12)
def unit_said(text: str, *, of_amounts: bool) -> Unit:
    """Return the unit that a text says in brackets, at its end, or behind 单位 and ``in``.

    Args:
        text: a heading, a title, or what somebody says.
        of_amounts: whether it speaks of amounts anyhow, so that a lone k or a currency anywhere will do.
    """
    plain = _plain(text)
    units = [unit for phrase in _phrases(plain) if (unit := _unit(phrase, of_amounts=of_amounts))]
    per = next((unit.per for unit in units if unit.per), None)
    currency = next((unit.currency for unit in units if unit.currency), "")
    sign = None if currency or not of_amounts else _SURE.search(plain)
    return Unit(per, SIGNS[sign[0]] if sign else currency)


def unit_of(text: str) -> Unit | None:
    """Return the unit that a text is, and nothing else: ``万元``, ``USD thousands``; None if it is none."""
    return _unit(_plain(text), of_amounts=True)


def in_brackets(heading: str) -> str:
    """Return what stands in brackets at the end of a heading, as a unit does; empty where nothing does."""
    found = _AT_END.search(narrowed(heading))
    return found[1].strip() if found else ""


def without_unit(heading: str) -> str:
    """Return a heading without the unit at its end: 金额/万元 is 金额, Cost in $k is Cost."""
    plain = _plain(heading)
    for phrase in _tails(plain):
        if _unit(phrase, of_amounts=True):
            return _LINK.sub("", plain.removesuffix(phrase))
    return heading


def _plain(text: str) -> str:
    """Return a text with its marks written alike."""
    return " ".join(narrowed(text).casefold().replace("’", "'").replace("‘", "'").split())


def _phrases(plain: str) -> Iterator[str]:
    yield plain
    yield from _BRACKETED.findall(plain)
    yield from (match[1] or match[2] for match in _INTRODUCED.finditer(plain))
    yield from _tails(plain)


def _tails(plain: str) -> Iterator[str]:
    """Yield what may be a unit at the end of a text, unless it is that of a number there."""
    for pattern in (_GLUED, _APART):
        tail = pattern.search(plain)
        if tail and not _NUMBER.search(plain[: tail.start(1)].rstrip()):
            yield tail[1]


def _unit(phrase: str, *, of_amounts: bool) -> Unit | None:
    """Return the unit that a phrase is; None where it says anything else."""
    tokens = [match[0] for match in _TOKEN.finditer(phrase)]
    if "".join(tokens) != "".join(phrase.split()) or not tokens:
        return None
    scales = [token for token in tokens if token in _SCALES]
    signs = [token for token in tokens if token in SIGNS]
    if len(scales) > 1 or len({SIGNS[sign] for sign in signs if sign not in _YUAN}) > 1:
        return None
    if not (signs or any(len(scale) > 2 for scale in scales) or (scales and of_amounts)):
        return None
    named = next((sign for sign in signs if sign not in _YUAN), next(iter(signs), ""))
    whole = 1 if any(sign.endswith("元") for sign in signs) else None
    return Unit(_SCALES[scales[0]] if scales else whole, SIGNS.get(named, ""))


_YUAN = frozenset({"元", "圆", "块"})
_SCALES = {
    "万": 10**4, "千": 10**3, "百万": 10**6, "千万": 10**7, "亿": 10**8, "w": 10**4, "k": 10**3, "mn": 10**6,
    "thousand": 10**3, "thousands": 10**3, "million": 10**6, "millions": 10**6,
    "000": 10**3, "000s": 10**3, "000's": 10**3, "'000": 10**3, "'000s": 10**3,
}  # fmt: skip
_NOISE = [
    "单位", "金额", "币种", "币别", "货币", "均", "以", "为", "计", "不含税", "含税", ":", ",",
    "of", "in", "amounts", "amount", "figures", "all", "units", "unit", "currency",
]  # fmt: skip


def _any(words: Iterator[str] | list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_WORDS = _any([*_SCALES, *SIGNS, *_NOISE])
_TOKEN = re.compile(_WORDS)
_SURE = re.compile(
    r"(?<![a-z])(?:rmb|cny|usd|eur|gbp|hkd|jpy|twd|us\$|hk\$|nt\$)(?![a-z])"
    "|[$€£¥￥]|人民币|美元|美金|欧元|英镑|港元|港币|日元|円|新台币|台币|韩元"
)
_AT_END = re.compile(r"[(\[【]([^()\[\]【】]+)[)\]】]\s*$")
_BRACKETED = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_INTRODUCED = re.compile(
    r"(?:单位|币种|币别|货币)[::]?\s*(?:均?[为以])?\s*([^\s,,;;、()]+)"
    r"|\b(?:in|currency:?|units?:?)\s+([^.;()]+)"
)
_GLUED = re.compile("((?:百万|千万|万|千|亿)(?:元|美元|欧元|港元|英镑|日元))$")
_APART = re.compile(r"[\s/,::-]((?:in )?\S+)$")
_NUMBER = re.compile("[0-9一二三四五六七八九十百千万亿几数两余多]$")
_LINK = re.compile(r"(?:[\s/,::-]|\bin)+$")
