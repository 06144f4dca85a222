"""Numbers as people write them: 1.2万, 10万+, 破万, 百分之五, ￥1,200元, 至少300人.

A text states a number where exactly one is in it and the words around it do not blur it. What could be more
than one number (100-200, 约500, 三四百) is refused as ambiguous, everything else as no number at all.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from sheetplan.model.numerals import MARKS, chinese_number
from sheetplan.model.reading import Flaw, narrowed, tidy

PERCENT = "%"
MOST_DIGITS = 15
"""As many as Excel keeps of a number."""

AMBIGUOUS, NO_NUMBER = Flaw("ambiguous-number"), Flaw("not-a-number")


class Amount(NamedTuple):
    """A number with what was said around it.

    Attributes:
        value: the number itself; of a percentage its ratio.
        unit: what it counts, such as ``元`` or ``条``; `PERCENT` for percentages and their points.
        exact: whether nothing else is said: no bound (500+), no name (线索500), no remark.
        scaled: whether it is said in thousands, 万 or the like, as 3.5万 is.
    """

    value: Decimal
    unit: str
    exact: bool
    scaled: bool = False


def read_amount(text: str) -> Amount | Flaw:
    """Return the number that a text states, or why it states none."""
    if any(not _THOUSANDS.fullmatch(run) for run in _PARTED.findall(narrowed(text))):
        return AMBIGUOUS
    bare, remarks = _REMARK.subn("", _plain(text))
    shift, bare = _fraction(bare)
    tokens = [*_TOKEN.finditer(bare)]
    if len(tokens) != 1:
        return AMBIGUOUS if len(tokens) == 2 and not _DATE_OR_TIME.search(bare) else NO_NUMBER
    token = tokens[0]
    before, after = _before(bare[: token.start()]), _after(bare[token.end() :])
    if _is_blurred(before, token[0], after):
        return AMBIGUOUS
    if not _are_words(before.noun) or _NUMBERED.search(before.noun) or _NO_MEASURE.match(after.unit):
        return NO_NUMBER
    value = chinese_number(token["chinese"]) if token["chinese"] else _number(token[0])
    if value is None:
        return AMBIGUOUS
    return Amount(
        value=value.scaleb(shift + after.shift) * before.sign,
        unit=PERCENT if shift or after.shift else after.unit or before.currency,
        exact=not (before.noun or before.bound or after.bound or remarks),
        scaled=any(scale for _, scale in _PART.findall(token[0])) or token["chinese"] is not None,
    )


class _Before(NamedTuple):
    """What stands before a number."""

    noun: str
    bound: str
    currency: str
    sign: int


class _After(NamedTuple):
    """What stands after a number."""

    blur: str
    shift: int
    bound: str
    unit: str


def _before(text: str) -> _Before:
    sign, text = _last(text, ("-", "−", "负", "+"))
    currency, text = _last(text, _CURRENCIES)
    bounds = []
    bound, text = _last(text, _BOUNDS)
    while bound:
        bounds.append(bound)
        bound, text = _last(text, _BOUNDS)
    return _Before(text, "".join(bounds), currency, -1 if sign in {"-", "−", "负"} else 1)


def _after(text: str) -> _After:
    blur, text = _first(text, _BLURS)
    late, text = _last(text, _LATE_BLURS)
    share, text = _first(text, tuple(_SHARES))
    bound, text = _first(text, _UPWARDS)
    end, text = _last(text, _UPWARDS)
    return _After(blur or late, _SHARES.get(share, 0), bound or end, text)


def _first(text: str, words: tuple[str, ...]) -> tuple[str, str]:
    """Return the word that a text begins with, and the rest."""
    word = next((word for word in words if text.startswith(word)), "")
    return word, text.removeprefix(word)


def _last(text: str, words: tuple[str, ...]) -> tuple[str, str]:
    """Return the word that a text ends with, and the rest."""
    word = next((word for word in words if text.endswith(word)), "")
    return word, text.removesuffix(word)


def _plain(text: str) -> str:
    """Return a text without blanks, its percentages all written alike."""
    bare = _MILLION.sub("million", tidy(text)).lower()
    return _TENTHS.sub(_tenths, _POINTS.sub("%", bare))


def _tenths(share: re.Match[str]) -> str:
    """Return 三成五 as 35%."""
    tens, ones = share[1], "5" if share[2] == "半" else share[2] or "0"
    return "".join(str(chinese_number(digit) or digit) for digit in (tens, ones)) + "%"


def _fraction(bare: str) -> tuple[int, str]:
    """Return how many places 百分之 shifts a number, and the text without it."""
    for words, places in _FRACTIONS.items():
        if words in bare:
            return places, bare.replace(words, "", 1)
    return 0, bare


def _number(digits: str) -> Decimal | None:
    """Return the number of figures and scales, such as 35000 for 3万5千."""
    total, room = Decimal(0), None
    for figures, scale in _PART.findall(digits):
        if not _GROUPED.fullmatch(figures) or sum(map(str.isdigit, figures)) > MOST_DIGITS:
            return None
        part = Decimal(figures.replace(",", "")) * _SCALES[scale]
        if room is not None and (not scale or part >= room):
            return None  # 1万2 and 3千5万 have no one reading
        total, room = total + part, _SCALES[scale]
    return total


def _is_blurred(before: _Before, token: str, after: _After) -> bool:
    """Tell whether the words around a number make it an estimate, or something with two readings."""
    said = before.noun + before.bound
    counted = token[0] in "十百千万亿" and before.noun.endswith(("数", "上", "好"))  # 数百, 上千
    times = after.unit.startswith("倍") and any(word in said for word in _GROWTH)
    return bool(
        after.blur
        or counted
        or times
        or (before.noun.endswith(_ESTIMATES) and not before.noun.endswith(_NOT_ESTIMATES))
        or any(word in said for word in _DECLINE)
    )


def _are_words(noun: str) -> bool:
    return all((mark.isalpha() and not mark.isascii()) or mark in "、:“”\"'()《》" for mark in noun)


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


_SCALES = {
    "": Decimal(1), "十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "k": Decimal(1000),
    "thousand": Decimal(1000), "万": Decimal(10**4), "w": Decimal(10**4), "十万": Decimal(10**5),
    "百万": Decimal(10**6), "million": Decimal(10**6), "mn": Decimal(10**6), "千万": Decimal(10**7),
    "亿": Decimal(10**8), "十亿": Decimal(10**9), "billion": Decimal(10**9), "bn": Decimal(10**9),
    "百亿": Decimal(10**10), "千亿": Decimal(10**11), "万亿": Decimal(10**12),
}  # fmt: skip
_FRACTIONS = {"百分之": -2, "千分之": -3, "万分之": -4}
_SHARES = {
    "%": -2, "‰": -3, "percentagepoints": -2, "percentagepoint": -2, "percent": -2, "pct": -2, "pp": -2,
}  # fmt: skip
_CURRENCIES = _words("¥ ￥ rmb cny 人民币 hk$ $ usd € eur £")
_BOUNDS = _words(
    "提升至 增至 提升 增长 提高 增加 达到 达 突破 破 超过 超 逾 过 至少 不少于 不低于 不小于 大于 高于 "
    "最多 至多 不超过 不高于 不多于 不大于 小于 低于 少于 为 是 到 至 = ≥ ≤ >= <= > < ≧ ≦ : "
    "atleast over morethan atmost upto lessthan under"
)
_UPWARDS = _words("+ 及以上 及以下 以上 以内 以下 起 ormore orless")
_GROWTH = _words("提升 增长 提高 增加")
_DECLINE = _words("下降 降低 减少 缩短 压缩 下滑")
_BLURS = _words("多 余 来 几 左右 上下 ± ~")
_LATE_BLURS = _words("左右 上下 不等")
_ESTIMATES = _words(
    "约 大概 近 接近 差不多 几乎 几 翻 ~ ≈ ( about approx approx. around circa nearly almost roughly"
)
_NOT_ESTIMATES = _words("预约 邀约 签约 履约 节约 续约 附近 最近")
_MARKS = f"[{MARKS}]+(?:点[零〇一二三四五六七八九]+[十百千万亿]*)?"
_FIGURES = r"[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?"
_SCALE = "(?:[kw]|mn|bn)(?![a-z])|thousand|million|billion|万亿|[十百千]?[万亿]|[十百千]"
_TOKEN = re.compile(rf"(?:{_FIGURES}(?:{_SCALE})?)+|(?P<chinese>{_MARKS})")
_PART = re.compile(rf"({_FIGURES})({_SCALE}|)")
_GROUPED = re.compile(r"[0-9]+(?:\.[0-9]+)?|[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_PARTED = re.compile(r"[0-9.,]+(?:\s+[0-9.,]+)+")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:\s[0-9]{3})+(?:\.[0-9]+)?")
_REMARK = re.compile(r"(?<=.)\([^()0-9]*\)$")
_TENTHS = re.compile(r"([1-9一二两三四五六七八九])成([半一二三四五六七八九])?(?=$|[+~]|以[上下内]|左右)")
_POINTS = re.compile("个?百分点")
_MILLION = re.compile("(?<=[0-9])M(?![A-Za-z])")
_NUMBERED = re.compile(r"(?:第|阶段|[期版号周年月季类]|版本|任务|型号|步骤|编号)$")
_NO_MEASURE = re.compile(
    r"[年月号点季期届时]|成员|(?:st|nd|rd|th|am|pm|m|x)$|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,6}$"
)
_DATE_OR_TIME = re.compile(r"[0-9]:[0-9]|[0-9]{4}[-/.年]|[0-9][年月]")
