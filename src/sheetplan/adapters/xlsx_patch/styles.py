"""The cell formats of styles.xml: only ever appended to, so existing indices never move."""

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sheetplan.xlsx.markup import (
    attributes,
    child,
    inserted,
    inside,
    prefix,
    quoted,
    retagged,
    root,
    with_attribute,
)
from sheetplan.xlsx.refusal import WorkbookRefused

_BUILT_IN = {"General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "@": 49}
# Also the date formats whose look depends on the East Asian locale.
_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]hms]*\]')
_FIRST_CUSTOM = 164
_LIMIT = 64_000
_APPLIES = {b"numFmtId": b"applyNumberFormat", b"fontId": b"applyFont", b"fillId": b"applyFill"}
_BEFORE_COLOUR = frozenset(
    {b"b", b"i", b"strike", b"condense", b"extend", b"outline", b"shadow", b"u", b"vertAlign", b"sz"}
)
_BEFORE_RULE_LOOKS = frozenset(
    {b"numFmts", b"fonts", b"fills", b"borders", b"cellStyleXfs", b"cellXfs", b"cellStyles"}
)


def date_format(value: object) -> int | None:
    """The built-in number format that shows such a value, None if it is no date or time."""
    if isinstance(value, datetime):
        return 22
    if isinstance(value, date):
        return 14
    if isinstance(value, time):
        return 21
    return 46 if isinstance(value, timedelta) else None


class Look(NamedTuple):
    """How a cell is painted: colours as RRGGBB, empty where nothing is said."""

    fill: str = ""
    color: str = ""
    bold: bool = False


class Styles:
    """The cell formats (xf records) and number formats of a workbook."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.changed = False
        self._prefix = prefix(data)
        self._formats = self._read_number_formats()
        self._xfs = self._read_xfs()
        self._derived: dict[tuple[int, int | str], int] = {}
        self._dated: dict[int, bool] = {}

    def shows_dates(self, style: int) -> bool:
        """Whether a number in this format is shown as a date or time."""
        if style not in self._dated:
            self._dated[style] = self._is_dated(style)
        return self._dated[style]

    def with_number_format(self, style: int, wanted: str | int) -> int:
        """The index of the same format with another number format."""
        key = (style, wanted)
        if key not in self._derived:
            self._derived[key] = self._derive(style, wanted)
        return self._derived[key]

    def rule_look(self, look: Look) -> int:
        """The index of a look for conditional formats (dxf)."""
        p = self._prefix
        font = self._font_properties(look)
        # A rule's solid fill is told by its background colour, a cell's by its foreground.
        fill = b'<%bpatternFill><%bbgColor rgb="FF%b"/></%bpatternFill>' % (p, p, look.fill.encode(), p)
        written = b"<%bdxf>%b%b</%bdxf>" % (
            p,
            b"<%bfont>%b</%bfont>" % (p, font, p) if font else b"",
            b"<%bfill>%b</%bfill>" % (p, fill, p) if look.fill else b"",
            p,
        )
        return self._member(b"dxfs", written)

    def painted(self, style: int, look: Look) -> int:
        """The index of the same format in another fill, or with its font in bold or another colour."""
        p = self._prefix
        ids = {}
        if look.fill:
            colour = b'<%bfgColor rgb="FF%b"/><%bbgColor indexed="64"/>' % (p, look.fill.encode(), p)
            pattern = b'<%bpatternFill patternType="solid">%b</%bpatternFill>' % (p, colour, p)
            ids[b"fillId"] = self._member(b"fills", b"<%bfill>%b</%bfill>" % (p, pattern, p))
        if look.color or look.bold:
            ids[b"fontId"] = self._member(b"fonts", self._font(style, look))
        return self._with(style, ids) if ids else style

    def _font(self, style: int, look: Look) -> bytes:
        """The font of a format with colour and weight changed, all else kept."""
        fonts = self._members(b"fonts")
        font = fonts[int(attributes(self._xf(style)).get(b"fontId", b"0"))]
        element = root(font)
        dropped = ({b"b"} if look.bold else set()) | ({b"color"} if look.color else set())
        kept = [item for item in inside(font, element) if item.local not in dropped]
        # The schema orders what a font says: weight first, then the rest; the colour stands behind them.
        early = b"".join(font[item.start : item.end] for item in kept if item.local in _BEFORE_COLOUR)
        late = b"".join(font[item.start : item.end] for item in kept if item.local not in _BEFORE_COLOUR)
        p = self._prefix
        bold = b"<%bb/>" % p if look.bold else b""
        colour = b'<%bcolor rgb="FF%b"/>' % (p, look.color.encode()) if look.color else b""
        return b"<%bfont>%b%b%b%b</%bfont>" % (p, bold, early, colour, late, p)

    def _font_properties(self, look: Look) -> bytes:
        p = self._prefix
        bold = b"<%bb/>" % p if look.bold else b""
        return bold + (b'<%bcolor rgb="FF%b"/>' % (p, look.color.encode()) if look.color else b"")

    def _is_dated(self, style: int) -> bool:
        number = self._number_format(style)
        code = self._formats.get(number, "").lower()
        return number in _BUILT_IN_DATES or bool(re.search(r"[ymdhs]", _LITERALS.sub("", code)))

    def _derive(self, style: int, wanted: str | int) -> int:
        number = wanted if isinstance(wanted, int) else self._number(wanted)
        if number == self._number_format(style):
            return style
        return self._with(style, {b"numFmtId": number})

    def _with(self, style: int, identifiers: dict[bytes, int]) -> int:
        """The index of a format with some of its pointers set, and said to apply."""
        xf = self._xf(style)
        name_end = len(b"<" + self._prefix + b"xf")
        tag_end = re.search(rb"/?>", xf).start()  # type: ignore[union-attr]
        tag = xf[name_end:tag_end]
        for name, identifier in identifiers.items():
            tag = with_attribute(tag, name, b"%d" % identifier)
            tag = with_attribute(tag, _APPLIES[name], b"1")
        return self._append(xf[:name_end] + tag + xf[tag_end:])

    def _member(self, collection: bytes, written: bytes) -> int:
        """The index of an element of a collection, which is added where it is not there yet."""
        known = self._members(collection)
        if written in known:
            return known.index(written)
        found = child(self.data, root(self.data), collection)
        if found is None or found.empty:
            p = self._prefix
            whole = b'<%b%b count="1">%b</%b%b>' % (p, collection, written, p, collection)
            bare = self.data if found is None else self.data[: found.start] + self.data[found.end :]
            self.data = inserted(bare, root(bare), whole, _BEFORE_RULE_LOOKS)
            self.changed = True
        else:
            self._grow(collection, written, len(known) + 1)
        return len(known)

    def _members(self, collection: bytes) -> list[bytes]:
        found = child(self.data, root(self.data), collection)
        return [self.data[item.start : item.end] for item in inside(self.data, found)] if found else []

    def _append(self, xf: bytes) -> int:
        if xf in self._xfs:
            return self._xfs.index(xf)
        if len(self._xfs) >= _LIMIT:
            raise WorkbookRefused("too-many-styles")
        self._xfs.append(xf)
        self._grow(b"cellXfs", xf, len(self._xfs))
        return len(self._xfs) - 1

    def _number(self, code: str) -> int:
        known = {text: number for number, text in self._formats.items()} | _BUILT_IN
        if code not in known:
            known[code] = max([_FIRST_CUSTOM - 1, *self._formats]) + 1
            self._formats[known[code]] = code
            self._add_number_format(known[code], code)
        return known[code]

    def _add_number_format(self, number: int, code: str) -> None:
        p = self._prefix
        written = b'<%bnumFmt numFmtId="%d" formatCode="%b"/>' % (p, number, quoted(code))
        styles = root(self.data)
        if child(self.data, styles, b"numFmts") is None:
            written = b'<%bnumFmts count="1">%b</%bnumFmts>' % (p, written, p)
            self.data = inserted(self.data, styles, written, frozenset())
            self.changed = True
        else:
            self._grow(b"numFmts", written, len(self._formats))

    def _grow(self, collection: bytes, written: bytes, count: int) -> None:
        found = child(self.data, root(self.data), collection)
        if found is None or found.empty:
            raise WorkbookRefused("no-styles")
        grown = self.data[: found.inner_end] + written + self.data[found.inner_end :]
        self.data = retagged(grown, found, b"count", b"%d" % count)
        self.changed = True

    def _number_format(self, style: int) -> int:
        return int(attributes(self._xf(style)).get(b"numFmtId", b"0"))

    def _xf(self, style: int) -> bytes:
        if style >= len(self._xfs):
            raise WorkbookRefused("no-styles", f"style {style}")
        return self._xfs[style]

    def _read_number_formats(self) -> dict[int, str]:
        found = child(self.data, root(self.data), b"numFmts")
        formats = inside(self.data, found) if found else ()
        return {int(item.get(b"numFmtId") or 0): item.get(b"formatCode") or "" for item in formats}

    def _read_xfs(self) -> list[bytes]:
        found = child(self.data, root(self.data), b"cellXfs")
        if found is None:
            raise WorkbookRefused("no-styles")
        return [self.data[xf.start : xf.end] for xf in inside(self.data, found)]
