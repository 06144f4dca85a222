"""How much a heading says a word, and how well the cells below bear it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import cache, lru_cache

from sheetplan.language import fold
from sheetplan.model.kinds import Choice, Date, Kind, Number, Quantity, Rate
from sheetplan.model.values import Raw
from sheetplan.table.parse import find_choice
from sheetplan.table.recognition.fitting import fits
from sheetplan.table.recognition.units import without_unit

NEARLY = 0.82
"""How alike two words must be to count as one mistyped."""
UNSAID = 0.5
"""The confidence of a column of names that no heading tells of."""
READ = 0.8
"""The confidence of what is read from marks and sums, where hardly anything speaks against it."""
MOST = 0.8
"""The share of rows that must bear out what is read into them."""
SHORT = 3
"""Letters of words in which a slip makes another word."""


@lru_cache(maxsize=1 << 14)
def told(heading: str, words: tuple[str, ...]) -> float:
    """Return how much a heading says any of some words, with or without what it adds in brackets."""
    texts = {heading, _BRACKETS.sub("", heading), without_unit(heading)}
    return max((alike(text, word) for text in texts for word in words), default=0.0)


@cache
def alike(heading: str, word: str) -> float:
    """Return how much a heading says a word: it is it, ends with it, holds it, or is it but for a slip."""
    one, other = fold(heading), fold(word)
    if one == other:
        return 1.0
    said, wanted = parts_of(heading), parts_of(word)
    if wanted and said[-len(wanted) :] == wanted:
        return 0.8
    if wanted and any(said[start : start + len(wanted)] == wanted for start in range(len(said))):
        return 0.7
    shorter, longer = sorted((len(one), len(other)))
    if shorter <= SHORT or one[0] != other[0] or 2 * shorter < NEARLY * (shorter + longer):
        return 0.0  # which spares nearly all pairs the careful look
    ratio = SequenceMatcher(None, one, other).ratio()
    return 0.9 * ratio if ratio >= NEARLY else 0.0


@cache
def parts_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, without plurals; of Chinese, the single characters."""
    return tuple(word.removesuffix("s") for word in _WORD.findall(text.casefold()))


def suits(kind: Kind, cells: Sequence[Raw]) -> float:
    """Return by how much the cells bear out what a heading says: 1 where they do."""
    if not cells:
        return 0.75
    fitting = sum(_fits(kind, cell) for cell in cells) / len(cells)
    if isinstance(kind, Choice) and fitting < 1:
        return 0.4  # their words are theirs, and not ours to find fault with
    return 1.0 if fitting >= 0.8 else 0.85 if fitting >= 0.5 else 0.4


def _fits(kind: Kind, cell: Raw) -> bool:
    match kind:
        case Choice():
            return isinstance(cell, str) and find_choice(kind.choices, cell) is not None
        case Rate():
            percent = isinstance(cell, str) and cell.strip().endswith("%") and fits(kind, cell)
            return percent or (is_number(cell) and 0 <= float(cell) <= 1)  # type: ignore[arg-type]
        case Date():
            return isinstance(cell, date) or (isinstance(cell, str | int | float) and fits(kind, cell))
        case Number() | Quantity():
            return is_number(cell) or (isinstance(cell, str) and fits(kind, cell))
    return isinstance(cell, str)


def share(cells: Sequence[Raw], test: Callable[[Raw], object]) -> float:
    """Return how many of some cells pass a test, of all of them."""
    return sum(bool(test(cell)) for cell in cells) / len(cells) if cells else 0.0


def is_number(cell: Raw) -> bool:
    """Return whether a cell holds a number."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


_BRACKETS = re.compile(r"\s*[(（\[【][^()（）\[\]【】]*[)）\]】]\s*$")
_WORD = re.compile(r"[a-z]+|[^\W_a-z]")
