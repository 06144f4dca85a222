"""Cell references: A1 notation and areas."""

import re
from typing import NamedTuple

from .notation import a1, column_number
from .refusal import WorkbookRefused

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_CORNER = re.compile(r"\$?([A-Z]{0,3})\$?([0-9]{0,7})")


class Area(NamedTuple):
    """A rectangle of cells, corners included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        first, last = a1(self.top, self.left), a1(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    def overlaps(self, other: "Area") -> bool:
        """Whether the two share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def widened(self, other: "Area") -> "Area":
        """The smallest area that holds both."""
        return Area(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )


def checked(row: int, column: int) -> None:
    """Return if the cell exists on a sheet; refuse otherwise."""
    if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
        raise WorkbookRefused("bad-place", f"row {row}, column {column}")


def parse_area(reference: str) -> Area:
    """The area of A1, A1:C3, A:C or 1:3."""
    first, _, last = reference.partition(":")
    top, left = _corner(first, 1, 1)
    bottom, right = _corner(last or first, LAST_ROW, LAST_COLUMN)
    return Area(top, left, bottom, right)


def _corner(reference: str, row: int, column: int) -> tuple[int, int]:
    match = _CORNER.fullmatch(reference)
    if not match or not reference:
        raise WorkbookRefused("unreadable-part", reference)
    return (
        int(match[2]) if match[2] else row,
        column_number(match[1]) if match[1] else column,
    )
