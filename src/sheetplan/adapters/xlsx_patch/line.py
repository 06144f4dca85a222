"""One row as bytes, parted where its number stands: cells alike but for their row have equal parts."""


class Line:
    """A row in parts. What follows the place of a cell is one of them, and ends where the next cell begins.

    Excel writes ``<c r="D7"/><c r="E7"><v>1</v></c>``: in row 7, the part of D is ``/><c r="E``. A text in
    which a 7 stands before a quotation mark parts its cell once more; that cell is never whole.
    """

    __slots__ = ("_mark", "changed", "number", "parts", "proven")

    def __init__(self, number: int, data: bytes) -> None:
        self.number = number
        self.changed = False
        self.proven = True
        """Whether all that was written stands in a row before."""
        self._mark = b'%d"' % number
        self.parts = data.split(self._mark) if data else []

    def find(self, opening: bytes) -> int:
        """Where the cell that begins so is among the parts, such as ``<c r="D``; 0 for nowhere."""
        places = (place for place, part in enumerate(self.parts[:-1], 1) if part.endswith(opening))
        return next(places, 0)

    def to_bytes(self) -> bytes:
        """The row as XML."""
        return self._mark.join(self.parts)
