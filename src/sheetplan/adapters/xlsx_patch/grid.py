"""The rows of a worksheet: found at once, taken apart when touched, otherwise passed on as they came."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator

from sheetplan.xlsx.markup import attributes, with_attribute
from sheetplan.xlsx.references import Area
from sheetplan.xlsx.refusal import WorkbookRefused

from .moves import RowMove
from .row import Row

_PIECE = 1 << 16
"""Rows are handed on in pieces of about this size: compressing many small ones takes longer."""


class Grid:
    """All rows of a sheet by number.

    Those that nobody touched are only known by where they begin; those that are finished are bytes again.
    """

    def __init__(self, data: bytes, start: int, end: int, prefix: bytes) -> None:
        self._data = data
        self._prefix = prefix
        self._start, self._end = start, end
        self._numbers, self._starts = array("L"), array("Q")
        self._rows: dict[int, Row] = {}
        self._finished: dict[int, bytes] = {}
        self._unproven: set[int] = set()
        self.changed = False
        self.added: Area | None = None
        self.shortened = False
        self._find_rows()

    @property
    def last_row(self) -> int:
        """The number of the last row that exists."""
        return max((*self._numbers[-1:], *self._rows, *self._finished), default=0)

    @property
    def _known(self) -> set[int]:
        return {*self._numbers, *self._rows, *self._finished}

    def numbers(self, first: int) -> set[int]:
        """The numbers of the rows that exist, downwards from one."""
        return {number for number in self._known if number >= first}

    def rows(self, first: int = 1) -> Iterator[Row]:
        """Yield the rows that exist, downwards from a number."""
        for number in sorted(self.numbers(first)):
            row = self.row(number)
            if row:
                yield row

    def row(self, number: int) -> Row | None:
        """The row, if it exists."""
        found = self._rows.get(number)
        if found is None:
            found = self._opened(number)
            if found:
                self._rows[number] = found
        return found

    def settled(self, number: int) -> bytes:
        """The bytes of a row that is not open; empty where there is none."""
        if number in self._rows:
            return b""
        start, end = self._around(number)
        return self._finished.get(number) or self._data[start:end]

    def settle(self, number: int, data: bytes, *, proven: bool) -> None:
        """Let other bytes be a row that is not open; proven if all in it stands in a row before, too."""
        self._finished[number] = data
        self.changed = True
        if not proven:
            self._unproven.add(number)

    def finish(self, number: int) -> None:
        """Give up the pieces of a row, which take more room than its bytes; it may be opened again."""
        row = self._rows.pop(number, None)
        if row and row.changed:
            self.settle(number, row.to_bytes(), proven=row.proven)

    def rows_holding(self, word: bytes) -> Iterator[Row]:
        """Yield the rows in whose XML a word stands."""
        numbers = {number for number, row in self._rows.items() if any(word in piece for piece in row.pieces)}
        numbers |= {number for number, row in self._finished.items() if word in row}
        at = self._data.find(word, self._start, self._end)
        while at >= 0:
            index = bisect_left(self._starts, at) - 1
            if self._numbers[index] not in self._rows and self._numbers[index] not in self._finished:
                numbers.add(self._numbers[index])
            following = self._starts[index + 1] if index + 1 < len(self._starts) else self._end
            at = self._data.find(word, following, self._end)
        for number in sorted(numbers):
            row = self.row(number)
            if row:
                yield row

    def cell(self, row: int, column: int) -> bytes | None:
        """The XML of a cell, if it exists."""
        found = self.row(row)
        return found.cell(column) if found else None

    def put(self, row: int, column: int, cell: bytes) -> None:
        """Place a cell, in a new row if need be."""
        found = self.row(row) or self.append(row, b"")
        self.changed = True
        if found.put(column, cell):
            self._reach(row, column, column)

    def append(self, number: int, tag: bytes) -> Row:
        """The row that is added, without cells."""
        added = self._rows[number] = Row(number, with_attribute(tag, b"r", b"%d" % number), self._prefix)
        self.changed = added.changed = True
        return added

    def lay(self, number: int, tag: bytes, cells: bytes, reach: tuple[int, int] | None) -> None:
        """Add a finished row: its tag, its cells from left to right, and the columns they reach over."""
        tag = with_attribute(tag, b"r", b"%d" % number)
        self._finished[number] = b"<%brow%b>%b</%brow>" % (self._prefix, tag, cells, self._prefix)
        self._unproven.add(number)
        self.changed = True
        if reach:
            self._reach(number, *reach)

    def cut(self, first: int) -> None:
        """Drop every row from a number on."""
        at = bisect_left(self._numbers, first)
        if at < len(self._numbers):
            self._end = self._starts[at]
            del self._numbers[at:], self._starts[at:]
        self._rows = {number: row for number, row in self._rows.items() if number < first}
        self._finished = {number: row for number, row in self._finished.items() if number < first}
        self.changed = self.shortened = True

    def move(self, move: RowMove) -> None:
        """Let rows lie where a move puts them, and drop those that it deletes."""
        rows = list(self.rows(move.first))
        self.cut(move.first)
        for row in rows:
            number = move.row(row.number)
            if number is not None:
                row.renumber(number)
                self._rows[number] = row

    def chunks(self) -> Iterator[bytes | memoryview]:
        """Yield the rows as XML, ascending; what nobody touched in one piece."""
        view, position = memoryview(self._data), self._start
        pending: list[bytes] = []
        size = 0
        for number, row in sorted(self._written()):
            start, following = self._around(number)
            if start > position:
                yield b"".join(pending)
                yield view[position:start]
                pending, size = [], 0
            pending.append(row)
            size, position = size + len(row), following
            if size > _PIECE:
                yield b"".join(pending)
                pending, size = [], 0
        yield b"".join(pending)
        yield view[position : self._end]

    def unproven(self) -> Iterator[bytes]:
        """Yield the rows, ascending, in which anything stands that stands in no row before."""
        for number, row in sorted(self._written()):
            opened = self._rows.get(number)
            if number in self._unproven or (opened and not opened.proven):
                yield row

    def _written(self) -> Iterator[tuple[int, bytes]]:
        """Yield every row that differs from what was read."""
        for number, row in self._rows.items():
            if row.changed:
                yield number, row.to_bytes()
        for number, finished in self._finished.items():
            if number not in self._rows:
                yield number, finished

    def _around(self, number: int) -> tuple[int, int]:
        """Where a row begins in the data, or would, and where it ends there."""
        at = number - self._numbers[0] if self._numbers else 0
        if not (0 <= at < len(self._numbers) and self._numbers[at] == number):  # rows are left out
            at = bisect_left(self._numbers, number)
        start = self._starts[at] if at < len(self._starts) else self._end
        if at == len(self._numbers) or self._numbers[at] != number:
            return start, start
        return start, self._starts[at + 1] if at + 1 < len(self._starts) else self._end

    def _reach(self, row: int, left: int, right: int) -> None:
        place = Area(row, left, row, right)
        self.added = self.added.widened(place) if self.added else place

    def _opened(self, number: int) -> Row | None:
        """A row taken from its bytes, if it exists."""
        finished = self._finished.get(number)
        if finished is not None:
            row = self._taken(number, finished, 0, len(finished))
            row.changed = True
            return row
        start, end = self._around(number)
        return self._taken(number, self._data, start, end) if start < end else None

    def _taken(self, number: int, data: bytes, start: int, end: int) -> Row:
        tag_end = data.index(b">", start)
        empty = data[tag_end - 1] == _SLASH
        tag = data[start + len(self._prefix) + 4 : tag_end - empty]
        if b' r="' not in tag and b"r" not in attributes(tag):
            tag = with_attribute(tag, b"r", b"%d" % number)
        closing = tag_end if empty else data.rfind(b"</%brow" % self._prefix, tag_end, end)
        if closing < 0 or data[data.index(b">", closing) + 1 : end].strip():
            raise WorkbookRefused("unreadable-part", f"after row {number}")
        return Row(number, tag, self._prefix, b"" if empty else data[tag_end + 1 : closing])

    def _find_rows(self) -> None:
        data, end, opening = self._data, self._end, b"<%brow" % self._prefix
        stated = b' r="'
        last = 0
        at = data.find(opening, self._start, end)
        if data[self._start : at if at >= 0 else end].strip():
            raise WorkbookRefused("unreadable-part", "before the rows")
        while at >= 0:
            first = at + len(opening)
            if data.startswith(stated, first):
                number = int(data[first + 4 : data.index(b'"', first + 4)])
            else:
                number = int(attributes(data[first : data.index(b">", first)]).get(b"r") or last + 1)
            if number <= last:
                raise WorkbookRefused("rows-out-of-order", f"row {number}")
            self._numbers.append(number)
            self._starts.append(at)
            last = number
            at = data.find(opening, first, end)


_SLASH = ord("/")
