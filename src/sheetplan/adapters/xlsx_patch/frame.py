"""What stands before and after the rows of a worksheet: columns, links, rules, lists and the used range."""

import re

from sheetplan.xlsx.references import parse_area
from sheetplan.xlsx.refusal import WorkbookRefused

from .columns import column_styles
from .grid import Grid


class Frame:
    """The XML around the rows.

    Attributes:
        start: where the rows begin in the sheet; `end` is where they end.
    """

    def __init__(self, data: bytes, prefix: bytes) -> None:
        self.head, self.tail, self.start, self.end = _cut(data, prefix)
        self.changed = False
        self._prefix = prefix
        self._column_styles = column_styles(self.head, prefix)

    def style_of(self, column: int) -> int:
        """The format of a column, which its empty cells have."""
        return next((style for first, last, style in self._column_styles if first <= column <= last), 0)

    def put_head(self, head: bytes) -> None:
        """Take over what stands before the rows from now on."""
        self.changed |= head != self.head
        self.head = head

    def put_tail(self, tail: bytes) -> None:
        """Take over what stands behind them."""
        self.changed |= tail != self.tail
        self.tail = tail

    def around(self, grid: Grid) -> tuple[bytes, bytes]:
        """What precedes and what follows the rows, when these are the rows."""
        opening = b"%b<%bsheetData>" % (self._dimensioned(grid), self._prefix)
        return opening, b"</%bsheetData>%b" % (self._prefix, self.tail)

    def _dimensioned(self, grid: Grid) -> bytes:
        match = re.search(rb"(<%bdimension\s[^>]*?ref\s*=\s*[\"'])([^\"']*)" % self._prefix, self.head)
        if not match or not (grid.added or grid.shortened):
            return self.head
        area = parse_area(match[2].decode())
        if grid.shortened:
            area = area._replace(bottom=max(area.top, grid.last_row))
        if grid.added:
            area = area.widened(grid.added)
        return self.head[: match.start(2)] + str(area).encode() + self.head[match.end(2) :]


def _cut(data: bytes, prefix: bytes) -> tuple[bytes, bytes, int, int]:
    """What stands before and after <sheetData>, and where its content begins and ends."""
    opening = re.search(rb"<%bsheetData(?=[\s/>])[^>]*?(/?)>" % re.escape(prefix), data)
    if not opening:
        raise WorkbookRefused("unreadable-part", "no sheetData")
    head, start = data[: opening.start()], opening.end()
    if opening[1]:
        return head, data[start:], start, start
    closing = data.rindex(b"</%bsheetData" % prefix)
    return head, data[data.index(b">", closing) + 1 :], start, closing
