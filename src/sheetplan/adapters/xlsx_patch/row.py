"""One row of a worksheet: its bytes as they came, taken apart when a cell of it is asked for."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from sheetplan.xlsx.markup import attributes, with_attribute
from sheetplan.xlsx.notation import a1, column_number
from sheetplan.xlsx.refusal import WorkbookRefused


class Row:
    """One row. Each cell is a piece of text: what follows the opening ``<c r="`` where all cells begin so."""

    __slots__ = (
        "_columns",
        "_opener",
        "_prefix",
        "_rest",
        "attributes",
        "changed",
        "number",
        "pieces",
        "proven",
    )

    def __init__(self, number: int, tag: bytes, prefix: bytes, inner: bytes = b"") -> None:
        self.number = number
        self.attributes = tag
        self.changed = False
        self.proven = True
        self.pieces: list[bytes] = []
        self._prefix = prefix
        self._columns: list[int] | None = None
        self._opener = b'<%bc r="' % prefix
        self._rest = b""
        if inner:
            before, *self.pieces = inner.split(self._opener)
            if before or not self._is_plain(inner):
                self._take_apart(inner)

    @property
    def plain(self) -> bool:
        """Whether every piece begins with the name of its cell."""
        return bool(self._opener)

    @property
    def columns(self) -> list[int]:
        """The columns of the cells, ascending."""
        if self._columns is None:
            digits = b'%d"' % self.number
            names = tuple(piece[: piece.find(digits)] for piece in self.pieces)
            self._columns = list(_ascending(names, self.number))
        return self._columns

    @property
    def cells(self) -> Iterator[tuple[int, bytes]]:
        """Yield each cell's column and XML."""
        return ((column, self._xml(at)) for at, column in enumerate(self.columns))

    def cell(self, column: int) -> bytes | None:
        """The XML of a cell, if it exists."""
        at = self.find(column)
        return None if at < 0 else self._xml(at)

    def find(self, column: int) -> int:
        """Where among the pieces a column's cell is, -1 where it has none."""
        at = bisect_left(self.columns, column)
        return at if at < len(self.columns) and self.columns[at] == column else -1

    def put(self, column: int, cell: bytes) -> bool:
        """Place a cell and return whether the row had none there."""
        self.changed, self.proven = True, False
        at = self.find(column)
        piece = cell[len(self._opener) :]
        if at >= 0:
            self.pieces[at] = piece
            return False
        at = bisect_left(self.columns, column)
        self.columns.insert(at, column)
        self.pieces.insert(at, piece)
        # A stated span that is too narrow makes Excel repair the file; the attribute is optional.
        self.attributes = with_attribute(self.attributes, b"spans", None)
        return True

    def renumber(self, number: int) -> None:
        """Let the row and all its cells lie elsewhere."""
        old, new = b'%d"' % self.number, b'%d"' % number
        if self.plain:
            for at, piece in enumerate(self.pieces):
                place = piece.index(old)
                self.pieces[at] = piece[:place] + new + piece[place + len(old) :]
        else:
            pieces = zip(self.pieces, self.columns, strict=True)
            self.pieces = [self._elsewhere(xml, a1(number, column)) for xml, column in pieces]
        self.attributes = with_attribute(self.attributes, b"r", b"%d" % number)
        self.number, self.changed, self.proven = number, True, False

    def to_bytes(self) -> bytes:
        """The row as XML."""
        cells = self._opener + self._opener.join(self.pieces) if self.pieces else b""
        return b"<%brow%b>%b%b</%brow>" % (self._prefix, self.attributes, cells, self._rest, self._prefix)

    def _is_plain(self, inner: bytes) -> bool:
        """Whether every cell begins with its place, as Excel writes it, and nothing follows the last one."""
        last = self.pieces[-1]
        ended = last.endswith(b"</%bc>" % self._prefix) or (last.endswith(b"/>") and b"<" not in last)
        return ended and inner.count(b"<%bc" % self._prefix) == len(self.pieces)

    def _xml(self, at: int) -> bytes:
        return self._opener + self.pieces[at].rstrip()

    def _take_apart(self, inner: bytes) -> None:
        """Find cells that do not begin with their place, and what follows the cells."""
        columns: list[int] = []
        column = 0
        self.pieces = []
        for xml, name, rest in _cell_pattern(self._prefix).findall(inner):
            if rest:
                self._keep(rest.strip())
                break
            before, reference = column, name or _late_reference(xml)
            column = column_number(reference.decode()) if reference else column + 1
            if column <= before:
                raise WorkbookRefused("rows-out-of-order", f"row {self.number}")
            columns.append(column)
            self.pieces.append(xml if reference else self._placed(xml, column))
        self._columns, self._opener = columns, b""

    def _keep(self, rest: bytes) -> None:
        if rest and not rest.startswith(b"<%bextLst" % self._prefix):
            raise WorkbookRefused("unreadable-part", f"row {self.number}")
        self._rest = rest

    def _elsewhere(self, xml: bytes, place: str) -> bytes:
        start, end = len(self._prefix) + 2, xml.index(b">")
        end -= xml[end - 1 : end] == b"/"
        return xml[:start] + with_attribute(xml[start:end], b"r", place.encode()) + xml[end:]

    def _placed(self, xml: bytes, column: int) -> bytes:
        name_end = len(self._prefix) + 2
        place = a1(self.number, column).encode()
        return b'%b r="%b"%b' % (xml[:name_end], place, xml[name_end:])


@lru_cache(maxsize=1024)
def _ascending(names: tuple[bytes, ...], row: int) -> tuple[int, ...]:
    """The columns of a row's cells by their letters."""
    columns = tuple(column_number(name.decode()) for name in names)
    if not all(left < right for left, right in pairwise((0, *columns))):
        raise WorkbookRefused("rows-out-of-order", f"row {row}")
    return columns


@lru_cache(maxsize=16)
def _cell_pattern(prefix: bytes) -> re.Pattern[bytes]:
    """A cell and the letters of its column, or all that follows when no cell does."""
    p = re.escape(prefix)
    tag = rb"(?:\s+r\s*=\s*[\"']([A-Z]{1,3})[0-9]+[\"'])?[^>]*>"
    inner = rb"[^<]*(?:<(?!/%bc[\s>])[^<]*)*</%bc\s*>" % (p, p)
    return re.compile(rb"\s*(<%bc(?=[\s/>])%b(?:(?<=/>)|%b))|(.+)" % (p, tag, inner), re.DOTALL)


def _late_reference(cell: bytes) -> bytes:
    """The column letters of a cell that names its place after other attributes, if at all."""
    return attributes(cell[2 : cell.index(b">")].partition(b" ")[2]).get(b"r", b"").rstrip(b"0123456789")
