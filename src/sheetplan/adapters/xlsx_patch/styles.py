"""The cell formats of styles.xml: only ever appended to, so existing indices never move."""

import re
from datetime import date, datetime, time, timedelta

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


def date_format(value: object) -> int | None:
    """The built-in number format that shows such a value, None if it is no date or time."""
    if isinstance(value, datetime):
        return 22
    if isinstance(value, date):
        return 14
    if isinstance(value, time):
        return 21
    return 46 if isinstance(value, timedelta) else None


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

    def _is_dated(self, style: int) -> bool:
        number = self._number_format(style)
        code = self._formats.get(number, "").lower()
        return number in _BUILT_IN_DATES or bool(re.search(r"[ymdhs]", _LITERALS.sub("", code)))

    def _derive(self, style: int, wanted: str | int) -> int:
        number = wanted if isinstance(wanted, int) else self._number(wanted)
        if number == self._number_format(style):
            return style
        xf = self._xfs[style]
        name_end = len(b"<" + self._prefix + b"xf")
        tag_end = re.search(rb"/?>", xf).start()  # type: ignore[union-attr]
        tag = with_attribute(xf[name_end:tag_end], b"numFmtId", b"%d" % number)
        tag = with_attribute(tag, b"applyNumberFormat", b"1")
        return self._append(xf[:name_end] + tag + xf[tag_end:])

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
        if style >= len(self._xfs):
            raise WorkbookRefused("no-styles", f"style {style}")
        return int(attributes(self._xfs[style]).get(b"numFmtId", b"0"))

    def _read_number_formats(self) -> dict[int, str]:
        found = child(self.data, root(self.data), b"numFmts")
        formats = inside(self.data, found) if found else ()
        return {int(item.get(b"numFmtId") or 0): item.get(b"formatCode") or "" for item in formats}

    def _read_xfs(self) -> list[bytes]:
        found = child(self.data, root(self.data), b"cellXfs")
        if found is None:
            raise WorkbookRefused("no-styles")
        return [self.data[xf.start : xf.end] for xf in inside(self.data, found)]
