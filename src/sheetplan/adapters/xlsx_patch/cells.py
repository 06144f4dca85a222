"""One cell: what its XML says, and the XML for a value."""

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from sheetplan.model.values import ErrorValue
from sheetplan.xlsx.markup import attributes, escape, plain, string, unescape, with_attribute
from sheetplan.xlsx.notation import a1, letters
from sheetplan.xlsx.refusal import WorkbookRefused

Value = None | str | bool | int | float | Decimal | date | datetime | time | timedelta
"""What a cell may be given."""

_TEXT_LIMIT = 32_767
_OF_THE_VALUE = re.compile(rb"\s+(?:t|cm|vm)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_OF_THE_RESULT = re.compile(rb"\s+(?:t|vm)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_KINDS = {"empty": b"", "number": b"", "text": b' t="str"', "bool": b' t="b"', "error": b' t="e"'}
_DAY = timedelta(days=1)
_HALF_A_MILLISECOND = 0.0005 / 86_400


class Content(NamedTuple):
    """What a cell holds; a formula's content is its last result."""

    kind: Literal["empty", "number", "text", "bool", "error"]
    value: str | float | bool = ""
    tolerance: float = 0.0

    def same(self, other: "Content") -> bool:
        """Whether both show the same; points in time may differ by rounding."""
        if self.kind != other.kind:
            return False
        if self.value == other.value:
            return True
        tolerance = max(self.tolerance, other.tolerance)
        return bool(tolerance) and abs(float(self.value) - float(other.value)) < tolerance


EMPTY = Content("empty")


class Look(NamedTuple):
    """What the attributes of a cell say, its place aside: thousands of cells share a few looks."""

    style: int
    kind: bytes
    without_value: bytes
    """The attributes that outlive the value: the format, not type and metadata."""
    without_result: bytes
    """The attributes that outlive the result of a formula."""


@lru_cache(maxsize=1024)
def look(tag: bytes) -> Look:
    """What the attributes of a cell say, its place aside."""
    stated = attributes(tag)
    return Look(
        int(stated.get(b"s") or 0),
        stated.get(b"t", b"n"),
        _OF_THE_VALUE.sub(b"", tag).rstrip(),
        _OF_THE_RESULT.sub(b"", tag).rstrip(),
    )


@lru_cache(maxsize=4096)
def styled(tag: bytes, style: int) -> bytes:
    """The attributes of a cell in another format."""
    return with_attribute(tag, b"s", b"%d" % style)


class Cell(NamedTuple):
    """The pieces of one <c> element."""

    place: bytes
    look: Look
    formula: bytes
    value: bytes | None
    inline: bytes | None

    @property
    def style(self) -> int:
        """The index of its format."""
        return self.look.style

    @property
    def formula_attributes(self) -> dict[bytes, bytes]:
        """What kind of formula it is: shared, array, where."""
        return attributes(self.formula[: self.formula.find(b">")].rstrip(b"/"))

    @property
    def formula_text(self) -> str:
        """The formula without its equals sign; empty for the followers of a shared one."""
        inner = self.formula[self.formula.find(b">") + 1 :]
        return unescape(inner[: inner.rfind(b"<")]) if inner else ""

    def content(self, date1904: bool, shared: Callable[[int], str], prefix: bytes) -> Content:  # noqa: FBT001
        """What the cell holds."""
        kind = self.look.kind
        value = self.inline if kind == b"inlineStr" else self.value
        if value is None or (not value and kind != b"str"):
            return EMPTY
        try:
            return _content_of(kind, value, date1904, shared, prefix)
        except ValueError:
            # Excel would repair such a cell; for us it only is something else than any value.
            return Content("error", value.decode(errors="replace"))


def _content_of(
    kind: bytes,
    value: bytes,
    date1904: bool,  # noqa: FBT001
    shared: Callable[[int], str],
    prefix: bytes,
) -> Content:
    match kind:
        case b"n":
            return Content("number", float(value))
        case b"s":
            return Content("text", shared(int(value)))
        case b"inlineStr":
            return Content("text", plain_text(value, prefix))
        case b"b":
            return Content("bool", value.strip() in (b"1", b"true"))
        case b"d":
            return content(datetime.fromisoformat(value.decode()), date1904)
    return Content("error" if kind == b"e" else "text", string(value))


@lru_cache(maxsize=16)
def _pattern(prefix: bytes) -> re.Pattern[bytes]:
    """What follows the name and the place of a cell."""
    p = re.escape(prefix)
    formula = rb"(<%bf(?=[\s/>])[^>]*?(?:/>|>.*?</%bf\s*>))" % (p, p)
    value = rb"<%bv(?=[\s/>])[^>]*?(/>|>(.*?)</%bv\s*>)" % (p, p)
    inline = rb"<%bis(?=[\s/>])[^>]*?>(.*?)</%bis\s*>" % (p, p)
    inner = rb"\s*%b?\s*(?:%b)?\s*(?:%b)?.*</%bc\s*>" % (formula, value, inline, p)
    return re.compile(rb"([^>]*?)(?:/>|>%b)\Z" % inner, re.DOTALL)


def parse(xml: bytes, prefix: bytes) -> Cell:
    """The pieces of a cell element."""
    end = end_of_place(xml, prefix)
    return Cell(xml[len(prefix) + 2 : end], *_pieces(xml[end:], prefix))


def parse_rest(xml: bytes, prefix: bytes) -> Cell:
    """The same, of what follows the place of a cell."""
    return Cell(b"", *_pieces(xml, prefix))


def end_of_place(xml: bytes, prefix: bytes) -> int:
    """Where the place of a cell element has been told, as far as it is told first."""
    start = len(prefix) + 2
    return xml.index(b'"', start + 4) + 1 if xml.startswith(b' r="', start) else start


@lru_cache(maxsize=4096)
def _pieces(xml: bytes, prefix: bytes) -> tuple[Look, bytes, bytes | None, bytes | None]:
    """All but the place: without it, cells that are empty or say the same are the same."""
    match = _pattern(prefix).match(xml)
    if not match:
        raise WorkbookRefused("unreadable-part", xml[:80].decode(errors="replace"))
    tag, formula, valued, value, inline = match.groups()
    return look(tag), formula or b"", None if valued is None else value or b"", inline


@lru_cache(maxsize=16)
def _text_patterns(prefix: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    p = re.escape(prefix)
    phonetic = re.compile(rb"<%brPh(?=[\s/>]).*?</%brPh\s*>" % (p, p), re.DOTALL)
    text = re.compile(rb"<%bt(?:\s[^>]*)?(?<!/)>(.*?)</%bt\s*>" % (p, p), re.DOTALL)
    return phonetic, text


def plain_text(rich: bytes, prefix: bytes) -> str:
    """The characters of a string item, without its formatting and reading aids."""
    phonetic, text = _text_patterns(prefix)
    return "".join(string(run) for run in text.findall(phonetic.sub(b"", rich)))


@lru_cache(maxsize=4096, typed=True)
def content(value: Value, date1904: bool) -> Content:  # noqa: FBT001
    """What a cell holds once it is given the value."""
    if value is None:
        return EMPTY
    if isinstance(value, ErrorValue):
        return Content("error", str(value))
    if isinstance(value, str):
        return Content("text", _fitting(value))
    if isinstance(value, bool):
        return Content("bool", value)
    if isinstance(value, int | float | Decimal):
        return Content("number", _finite(value))
    if isinstance(value, date | time | timedelta):
        return Content("number", serial(value, date1904), _HALF_A_MILLISECOND)
    raise TypeError(f"A cell cannot hold {type(value).__name__}")


def _fitting(text: str) -> str:
    # Excel counts UTF-16 code units, so an emoji is two characters.
    if len(text) * 2 > _TEXT_LIMIT and len(text.encode("utf-16-le", "replace")) // 2 > _TEXT_LIMIT:
        raise WorkbookRefused("text-too-long", f"{len(text)} characters")
    return text


def _finite(value: float | Decimal) -> float:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise WorkbookRefused("not-finite", str(value)[:40])
    return number


def serial(value: date | time | timedelta, date1904: bool) -> float:  # noqa: FBT001
    """The number behind a date, a time of day or a length of time."""
    if isinstance(value, timedelta):
        return value / _DAY
    if isinstance(value, datetime | time) and value.tzinfo:
        raise WorkbookRefused("time-zone", str(value))
    if isinstance(value, time):
        return (datetime.combine(date.min, value) - datetime.combine(date.min, time())) / _DAY
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    if date1904:
        days = (moment - datetime(1904, 1, 1)) / _DAY  # noqa: DTZ001 - cells know no zone
    else:
        days = (moment - datetime(1899, 12, 30)) / _DAY  # noqa: DTZ001
        # Excel believes in 1900-02-29, so every day before it counts one less.
        days -= days < 61
    if days < (0 if date1904 else 1):
        raise WorkbookRefused("date-range", str(value))
    return days


@lru_cache(maxsize=1024)
def column_name(column: int) -> bytes:
    """The letters of a column as they stand in a file."""
    return letters(column).encode()


def place(row: int, column: int) -> bytes:
    """The attribute that names the place of a cell."""
    return b' r="%b"' % a1(row, column).encode()


def constant(tag: bytes, held: Content, prefix: bytes) -> bytes:
    """A cell with a value and no formula."""
    return b"<%bc%b%b" % (prefix, tag, filling(held, prefix))


def new(column: int, style: int, held: Content, prefix: bytes) -> tuple[bytes, bytes]:
    """A cell with a value where there was no cell, parted where the number of its row belongs."""
    look = b' s="%d"' % style if style else b""
    return b'<%bc r="%b' % (prefix, column_name(column)), b'"%b%b' % (look, filling(held, prefix))


@lru_cache(maxsize=4096)
def filling(held: Content, prefix: bytes) -> bytes:
    """What follows the place and format of a cell; much of it stands in many cells."""
    if held.kind == "empty":
        return b"/>"
    if held.kind != "text":
        return b"%b><%bv>%b</%bv></%bc>" % (_KINDS[held.kind], prefix, _literal(held), prefix, prefix)
    text = str(held.value)
    space = b"" if text.strip() == text and "\n" not in text else b' xml:space="preserve"'
    return b' t="inlineStr"><%bis><%bt%b>%b</%bt></%bis></%bc>' % (
        prefix, prefix, space, escape(text), prefix, prefix, prefix,
    )  # fmt: skip


def formula_element(text: str, prefix: bytes, tag: bytes = b"") -> bytes:
    """The <f> element of a formula."""
    return b"<%bf%b>%b</%bf>" % (prefix, tag, plain(text).replace(b"\r", b"&#13;"), prefix)


def calculated(tag: bytes, formula: bytes, held: Content, prefix: bytes) -> bytes:
    """A cell with a formula and its result."""
    kind, result = _result(held, prefix)
    return b"<%bc%b%b>%b%b" % (prefix, tag, kind, formula, result)


@lru_cache(maxsize=4096)
def _result(held: Content, prefix: bytes) -> tuple[bytes, bytes]:
    """The type of a result, and what follows the formula."""
    value = b"" if held.kind == "empty" else b"<%bv>%b</%bv>" % (prefix, _literal(held), prefix)
    return _KINDS[held.kind], b"%b</%bc>" % (value, prefix)


@lru_cache(maxsize=4096, typed=True)
def result(column: int, value: Value, date1904: bool) -> tuple[bytes, bytes, bytes]:  # noqa: FBT001
    """The column, type and text of a cell whose formula gave a value, as `results` finds them."""
    held = content(value, date1904)
    return column_name(column), _KINDS[held.kind], b"" if held.kind == "empty" else _literal(held)


def results(row: bytes, prefix: bytes) -> list[tuple[bytes, bytes, bytes]]:
    """The column, type and text of each result in a row, of formulas written as `calculated` writes them."""
    return _results_pattern(prefix).findall(row)


@lru_cache(maxsize=16)
def _results_pattern(prefix: bytes) -> re.Pattern[bytes]:
    p = re.escape(prefix)
    cell = rb'<%bc r="([A-Z]+)[0-9]+"(?: s="[0-9]+")?((?: t="[a-z]+")?)>' % p
    formula = rb"<%bf(?:\s[^>]*)?(?:/>|>[^<]*</%bf>)" % (p, p)
    return re.compile(rb"%b%b<%bv>([^<]*)</%bv></%bc>" % (cell, formula, p, p, p))


@lru_cache(maxsize=4096)
def recalculated(rest: bytes, wanted: Content, prefix: bytes) -> bytes | None:
    """What follows the place of a formula's cell once its result is another; None where there is no formula.

    Args:
        rest: what follows the place now.
        wanted: the result; one that stands already comes out in the same bytes.
        prefix: that of the sheet's elements.
    """
    start = rest.find(b"><%bf" % prefix)
    end = _end_of_formula(rest, start, prefix) if start >= 0 else 0
    if end:
        kind, result = _result(wanted, prefix)
        return b"%b%b%b%b" % (look(rest[:start]).without_result, kind, rest[start:end], result)
    looked, formula, _, _ = _pieces(rest, prefix)
    if not formula:
        return None
    return calculated(looked.without_result, formula, wanted, prefix)[len(prefix) + 2 :]


def _end_of_formula(rest: bytes, start: int, prefix: bytes) -> int:
    """Where the element that begins there ends: at once if it follows a shared formula; 0 if nowhere."""
    opened = rest.find(b">", start + 1)
    if rest[opened - 1 : opened] == b"/":
        return opened + 1
    closing = b"</%bf>" % prefix
    return rest.find(closing, opened) + len(closing) if closing in rest else 0


def _literal(held: Content) -> bytes:
    if isinstance(held.value, bool):
        return b"1" if held.value else b"0"
    if isinstance(held.value, str):
        return escape(held.value)
    whole = held.value.is_integer() and abs(held.value) < 1e15
    return (b"%d" % int(held.value)) if whole else repr(held.value).encode()
