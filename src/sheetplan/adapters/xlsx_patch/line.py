"""One row as bytes, parted where its number stands: cells alike but for their row have equal parts."""

from .cells import column_name

Places = dict[int, tuple[bytes, int]]
"""How a column's cell begins, and where among the parts of a line the last one was."""


class Line:
    """A row in parts. What follows the place of a cell is one of them, and ends where the next cell begins.

    Excel writes ``<c r="D7"/><c r="E7"><v>1</v></c>``: in row 7, the part of D is ``/><c r="E``. A text in
    which a 7 stands before a quotation mark parts its cell once more; that cell is never whole.
    """

    __slots__ = ("_mark", "_opening", "_places", "changed", "number", "parts", "proven")

    def __init__(self, number: int, data: bytes, prefix: bytes, places: Places) -> None:
        """Part a row; the places are those of columns in rows like it, and are kept for the next."""
        self.number = number
        self.changed = False
        self.proven = True
        """Whether all that was written stands in a row before."""
        self._mark = b'%d"' % number
        self._opening = b'<%bc r="' % prefix
        self._places = places
        self.parts = data.split(self._mark) if data else []

    def find(self, column: int) -> int:
        """Where a column's cell is among the parts, soonest where rows like this had it; 0 for nowhere."""
        opened, guess = self._places.get(column) or (self._opening + column_name(column), 0)
        if 0 < guess < len(self.parts) and self.parts[guess - 1].endswith(opened):
            return guess
        places = (place for place, part in enumerate(self.parts[:-1], 1) if part.endswith(opened))
        found = next(places, 0)
        self._places[column] = opened, found
        return found

    def to_bytes(self) -> bytes:
        """The row as XML."""
        return self._mark.join(self.parts)
