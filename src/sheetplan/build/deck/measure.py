"""How much room text takes on a slide, and what of a grid fits: slides do not flow on by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil
from typing import Final

from sheetplan.documents.slides import Cell, Grid
from sheetplan.language import display_width

POINT: Final = 12_700
"""English metric units in a point."""
LINE: Final = 1.32
"""The height of a line, in sizes of its font."""
PADDING: Final = 5
"""Above and below the text of a cell, in points."""
GUTTER: Final = 7
"""Left and right of it."""
_HEADING = 1.1  # bold
SIZES: Final = (16.0, 14.0, 13.0, 12.0, 11.0)
"""Of the font of a grid, in points."""
_SLACK, _LATIN = 1.02, 0.96  # fonts differ; rather an early break than a clipped line


def lines(text: str, width: float, size: float) -> int:
    """Return how many lines a text takes.

    Args:
        text: the text.
        width: of the box, in points.
        size: of the font, in points.
    """
    room = _room(text, width, size)
    return sum(max(1, ceil(each / room)) for each in _widths_of_lines(text))


@lru_cache(maxsize=4096)
def _widths_of_lines(text: str) -> tuple[int, ...]:
    return tuple(map(display_width, text.split("\n")))


def height(text: str, width: float, size: float) -> float:
    """Return the height of a text, in points."""
    return lines(text, width, size) * size * LINE


def row_height(row: Sequence[Cell], widths: Sequence[float], size: float) -> float:
    """Return the height of a grid's row, in points."""
    pairs = zip(row, widths, strict=True)
    return 2 * PADDING + max(height(cell.text, width - 2 * GUTTER, size) for cell, width in pairs)


def paged(grid: Grid, width: float, first: float, others: float) -> tuple[float, list[Grid]]:
    """Return a size of the font, and a grid in as many parts as it takes slides: few, large, of one length.

    Args:
        grid: the grid.
        width: its width, in points.
        first: the height that is free on its first slide.
        others: that on a slide that goes on.
    """
    cut = {size: _parts(grid, width, size, first, others) for size in _readable(grid, width)}
    fewest = min(map(len, cut.values()))
    size = next(size for size, parts in cut.items() if len(parts) == fewest)
    shares = (tenth / 10 for tenth in range(5, 11))
    even = (_parts(grid, width, size, first * share, others * share) for share in shares)
    return size, next(parts for parts in even if len(parts) == fewest)


def _readable(grid: Grid, width: float) -> tuple[float, ...]:
    """Return the sizes at which no word of a heading is broken; the least of all in any case."""
    pairs = list(zip(grid.columns, widths_of(grid, width), strict=True))

    def whole(size: float) -> bool:
        return all(
            display_width(word) * size / 2 * _HEADING <= room - 2 * GUTTER
            for column, room in pairs
            for word in column.heading.split()
            if word.isascii()  # Chinese may break anywhere
        )

    return tuple(size for size in SIZES if size == SIZES[-1] or whole(size))


def _parts(grid: Grid, width: float, size: float, first: float, others: float) -> list[Grid]:
    widths, room, taken = widths_of(grid, width), first, 0.0
    head = head_height(grid, widths, size)
    made: list[list[tuple[Cell, ...]]] = [[]]
    for row in grid.rows:
        for piece in pieces(row, widths, size, others - head):
            high = row_height(piece, widths, size)
            if made[-1] and head + taken + high > room:
                made.append([])
                room, taken = others, 0.0
            made[-1].append(piece)
            taken += high
    return [grid._replace(rows=tuple(rows)) for rows in made]


def widths_of(grid: Grid, width: float) -> list[float]:
    """Return the widths of a grid's columns, in points."""
    total = sum(column.share for column in grid.columns)
    return [column.share / total * width for column in grid.columns]


def head_height(grid: Grid, widths: Sequence[float], size: float) -> float:
    """Return the height of a grid's headings, in points; none where it has none."""
    heads = [Cell(column.heading) for column in grid.columns]
    return row_height(heads, widths, size * _HEADING) if grid.headed else 0


def pieces(
    row: Sequence[Cell], widths: Sequence[float], size: float, room: float
) -> Iterator[tuple[Cell, ...]]:
    """Yield a row, or the rows it is cut into where it is higher than a slide; no word is lost."""
    most = max(1, int((room - 2 * PADDING) / (size * LINE)))
    texts = [_cut(cell.text, most, width - 2 * GUTTER, size) for cell, width in zip(row, widths, strict=True)]
    for at in range(max(map(len, texts))):
        yield tuple(
            cell._replace(text=parts[at] if at < len(parts) else "")
            for cell, parts in zip(row, texts, strict=True)
        )


def _cut(text: str, most: int, width: float, size: float) -> list[str]:
    """Return the pieces of a text that have at most so many lines each."""
    if lines(text, width, size) <= most:
        return [text]
    wrapped = [line for each in text.split("\n") for line in _wrapped(each, _room(text, width, size))]
    return ["".join(wrapped[at : at + most]) for at in range(0, len(wrapped), most)]


def _wrapped(text: str, room: int) -> Iterator[str]:
    """Yield a text in pieces of one line each; the breaks between paragraphs stay."""
    begun = taken = 0
    for at, mark in enumerate(text):
        taken += display_width(mark)
        if taken > room:
            yield text[begun:at]
            begun, taken = at, display_width(mark)
    yield text[begun:] + "\n"


def _room(text: str, width: float, size: float) -> int:
    """Return how many characters of the narrow kind fit into a line."""
    return max(2, int(width / (size / 2 * (_LATIN if text.isascii() else _SLACK))))
