"""The rows of a worksheet: cut apart when touched, otherwise kept as they came."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from .markup import attributes, with_attribute
from .notation import a1, column_number
from .references import Area
from .refusal import WorkbookRefused

_ROW_NUMBER = re.compile(rb' r="([0-9]+)"')


class Row:
    """One row: its bytes as they came, or its cells by column once one is asked for."""

    __slots__ = ("_cells", "_inner", "_prefix", "_rest", "attributes", "number", "raw")

    def __init__(
        self,
        number: int,
        tag: bytes,
        prefix: bytes,
        inner: bytes = b"",
        *,
        raw: bytes | None = None,
        cells: dict[int, bytes] | None = None,
    ) -> None:
        self.number = number
        self.attributes = tag
        self.raw = raw
        self._inner = inner
        self._prefix = prefix
        self._cells = cells
        self._rest = b""

    @property
    def cells(self) -> dict[int, bytes]:
        """The cells by column; every one states its place."""
        if self._cells is None:
            self._cells = self._parse()
        return self._cells

    def put(self, column: int, cell: bytes) -> bool:
        """Place a cell and return whether the row had none there."""
        cells = self.cells
        new = column not in cells
        if new:
            # A stated span that is too narrow makes Excel repair the file; the attribute is optional.
            self.attributes = with_attribute(self.attributes, b"spans", None)
            last = max(cells, default=0)
        cells[column] = cell
        if new and column < last:
            self._cells = dict(sorted(cells.items()))
        self.raw = None
        return new

    def clear(self) -> None:
        """Take all cells and extensions away."""
        self._cells, self._rest, self.raw = {}, b"", None

    def to_bytes(self) -> bytes:
        """The row as XML."""
        if self.raw is not None:
            return self.raw
        cells = b"".join(self.cells.values())
        return b"<%brow%b>%b%b</%brow>" % (self._prefix, self.attributes, cells, self._rest, self._prefix)

    def _parse(self) -> dict[int, bytes]:
        found = _plain_cell(self._prefix).findall(self._inner)
        if found:
            cells, names = zip(*found, strict=True)
            columns = _ascending(names)
            if columns and sum(map(len, cells)) == len(self._inner):
                return dict(zip(columns, cells, strict=True))
        return self._parse_with_care()

    def _parse_with_care(self) -> dict[int, bytes]:
        """The same where anything but cells that begin with their place stands in the row."""
        cells: dict[int, bytes] = {}
        column = 0
        for xml, name, rest in _cell_pattern(self._prefix).findall(self._inner):
            if rest:
                self._keep(rest.strip())
                break
            before, reference = column, name or _late_reference(xml)
            column = _column(reference) if reference else column + 1
            if column <= before:
                raise WorkbookRefused("rows-out-of-order", f"row {self.number}")
            cells[column] = xml if reference else self._placed(xml, column)
        return cells

    def _keep(self, rest: bytes) -> None:
        if rest and not rest.startswith(b"<%bextLst" % self._prefix):
            raise WorkbookRefused("unreadable-part", f"row {self.number}")
        self._rest = rest

    def _placed(self, xml: bytes, column: int) -> bytes:
        name_end = len(self._prefix) + 2
        place = a1(self.number, column).encode()
        return b'%b r="%b"%b' % (xml[:name_end], place, xml[name_end:])


@lru_cache(maxsize=16)
def _plain_cell(prefix: bytes) -> re.Pattern[bytes]:
    """A cell as Excel writes it, and the letters of its column."""
    p = re.escape(prefix)
    tag = rb'<%bc r="([A-Z]{1,3})[0-9]+"[^>]*+>' % p
    number, anything = rb"<%bv>[^<]*+</%bv>" % (p, p), rb"[^<]*+(?:<(?!/%bc[\s>])[^<]*+)*+" % p
    return re.compile(rb"(%b(?:(?<=/>)|%b</%bc>|%b</%bc>))" % (tag, number, p, anything, p))


@lru_cache(maxsize=1024)
def _ascending(names: tuple[bytes, ...]) -> tuple[int, ...]:
    """The columns of a row's cells by their letters; none where they do not ascend."""
    columns = tuple(map(_column, names))
    return columns if all(left < right for left, right in pairwise(columns)) else ()


@lru_cache(maxsize=16)
def _cell_pattern(prefix: bytes) -> re.Pattern[bytes]:
    """A cell and the letters of its column, or all that follows when no cell does."""
    p = re.escape(prefix)
    tag = rb"(?:\s+r\s*=\s*[\"']([A-Z]{1,3})[0-9]+[\"'])?[^>]*>"
    inner = rb"[^<]*(?:<(?!/%bc[\s>])[^<]*)*</%bc\s*>" % (p, p)
    return re.compile(rb"\s*(<%bc(?=[\s/>])%b(?:(?<=/>)|%b))|(.+)" % (p, tag, inner), re.DOTALL)


@lru_cache(maxsize=1024)
def _column(name: bytes) -> int:
    return column_number(name.decode())


def _late_reference(cell: bytes) -> bytes:
    """The column letters of a cell that names its place after other attributes, if at all."""
    return attributes(cell[2 : cell.index(b">")].partition(b" ")[2]).get(b"r", b"").rstrip(b"0123456789")


class Grid:
    """All rows of a sheet by number."""

    def __init__(self, data: bytes, prefix: bytes) -> None:
        self._prefix = prefix
        self._rows: dict[int, Row] = {}
        self.changed = False
        self.added: Area | None = None
        self.shortened = False
        for row in _rows(data, prefix):
            self._rows[row.number] = row

    @property
    def last_row(self) -> int:
        """The number of the last row that exists."""
        return max(self._rows, default=0)

    def rows(self, first: int = 1) -> Iterator[Row]:
        """Yield the rows that exist, downwards from a number."""
        return (self._rows[number] for number in sorted(self._rows) if number >= first)

    def row(self, number: int) -> Row | None:
        """The row, if it exists."""
        return self._rows.get(number)

    def cell(self, row: int, column: int) -> bytes | None:
        """The XML of a cell, if it exists."""
        found = self._rows.get(row)
        return found.cells.get(column) if found else None

    def put(self, row: int, column: int, cell: bytes) -> None:
        """Place a cell, in a new row if need be."""
        found = self._rows.get(row) or self.append(row, b"", {})
        self.changed = True
        if found.put(column, cell):
            self._reach(row, column, column)

    def append(self, number: int, tag: bytes, cells: dict[int, bytes]) -> Row:
        """The row that is added, with its cells from left to right."""
        tag = with_attribute(tag, b"r", b"%d" % number)
        added = self._rows[number] = Row(number, tag, self._prefix, cells=cells)
        self.changed = True
        if cells:
            self._reach(number, min(cells), max(cells))
        return added

    def _reach(self, row: int, left: int, right: int) -> None:
        place = Area(row, left, row, right)
        self.added = self.added.widened(place) if self.added else place

    def cut(self, first: int) -> None:
        """Drop every row from a number on."""
        self._rows = {number: row for number, row in self._rows.items() if number < first}
        self.changed = self.shortened = True

    def to_bytes(self) -> bytes:
        """The rows as XML, ascending."""
        return b"".join(row.to_bytes() for row in self.rows())


def _rows(data: bytes, prefix: bytes) -> Iterator[Row]:
    opening, closing = b"<%brow" % prefix, b"</%brow" % prefix
    last = position = 0
    while (start := data.find(opening, position)) >= 0:
        tag_end = data.index(b">", start)
        empty = data[tag_end - 1 : tag_end] == b"/"
        inner_end = tag_end if empty else data.find(closing, tag_end)
        if inner_end < 0 or data[position:start].strip():
            break
        end = data.index(b">", inner_end) + 1
        tag = data[start + len(opening) : tag_end - empty]
        plainly = _ROW_NUMBER.match(tag)
        stated = plainly[1] if plainly else attributes(tag).get(b"r")
        number = last + 1 if stated is None else int(stated)
        if number <= last:
            raise WorkbookRefused("rows-out-of-order", f"row {number}")
        if stated is None:
            tag = with_attribute(tag, b"r", b"%d" % number)
        inner = b"" if empty else data[tag_end + 1 : inner_end]
        yield Row(number, tag, prefix, inner, raw=data[position:end])
        last, position = number, end
    if data[position:].strip():
        raise WorkbookRefused("unreadable-part", f"after row {last}")
