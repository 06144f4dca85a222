"""Rows of a budget that sum up others, told by what they come to: they would count twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sheetplan.model.values import EMPTY

NEAR = 0.011
"""By how much a sum may miss its parts, once they are rounded."""
FEWEST = 2
"""Parts that no single line is likely to come to by chance, where a formula stands."""

INDENT = 2
"""Blanks before a name that nobody types by mistake."""

Amounts = Mapping[int, float]
"""The numbers of a row, by column."""


class Entry(NamedTuple):
    """A row that may be a line, or the sum of others.

    Attributes:
        label: its name with its blanks.
        mark: what stands to the left of it, as its number does.
        named: whether its name says that it is a sum.
        computed: whether its amounts come from formulas.
    """

    number: int
    label: str
    mark: str
    amounts: Amounts
    named: bool
    computed: bool


class Sums(NamedTuple):
    """Which rows sum up others.

    Attributes:
        totals: they sum up rows above them.
        heads: they sum up the rows that follow, the last of which is told.
        open: they look like sums, but do not come to the rows above or below them.
    """

    totals: frozenset[int] = frozenset()
    heads: Mapping[int, int] = EMPTY
    open: frozenset[int] = frozenset()


def sums(entries: Sequence[Entry]) -> Sums:
    """Return which rows of a table are sums of others.

    Args:
        entries: the rows with a name, in their order.
    """
    growing = all(amount >= 0 for entry in entries for amount in entry.amounts.values())
    heads = _heads(entries, growing=growing)
    totals: set[int] = set()
    unexplained: set[int] = set()
    units: list[Amounts] = []
    index, lines = 0, 0
    while index < len(entries):
        entry, last = entries[index], index
        parts = 0
        if entry.named or entry.computed:
            parts = _explained(entry.amounts, enumerate(reversed(units), 1), growing=growing)
        if parts and (entry.named or parts >= FEWEST):
            totals.add(index)
            del units[-parts:]
        elif index in heads:
            last = heads[index]
        elif entry.amounts and ((entry.named and lines) or _looks_like_a_head(entries[index : index + 2])):
            unexplained.add(index)
        lines += not entry.named
        units.append(entry.amounts)
        index = last + 1
    return Sums(
        frozenset(entries[index].number for index in totals),
        {entries[head].number: entries[last].number for head, last in heads.items() if head not in totals},
        frozenset(entries[index].number for index in unexplained),
    )


def _heads(entries: Sequence[Entry], *, growing: bool) -> Mapping[int, int]:
    """Return the rows that sum up those below them, with the last of their parts."""
    sure: dict[int, int] = {}
    for index in reversed(range(len(entries))):
        if _may_be_a_head(entries[index : index + 2]):
            last = _explained(entries[index].amounts, _below(entries, index, sure), growing=growing)
            if last and _heads_its_parts(entries[index : last + 1]):
                sure[index] = last
    return sure or _partition(entries, growing=growing)


def _below(entries: Sequence[Entry], head: int, heads: Mapping[int, int]) -> Iterator[tuple[int, Amounts]]:
    """Yield the rows below one, down to the next sum, each with where its own parts end."""
    index = head + 1
    while index < len(entries) and not entries[index].named:
        last = heads.get(index, index)
        yield last, entries[index].amounts
        index = last + 1


def _explained(total: Amounts, parts: Iterable[tuple[int, Amounts]], *, growing: bool) -> int:
    """Return the number of the part with which all so far come to a total; 0 where they never do.

    Args:
        total: the amounts of a row.
        parts: those of other rows, with their numbers.
        growing: whether no row takes anything away: what is beyond the total will stay there.
    """
    if not any(total.values()):
        return 0
    left = dict(total)
    for number, part in parts:
        for column in left:
            left[column] -= part.get(column, 0)
        if all(abs(amount) <= NEAR for amount in left.values()):
            return number
        if growing and any(amount < -NEAR for amount in left.values()):
            return 0
    return 0


def _partition(entries: Sequence[Entry], *, growing: bool) -> Mapping[int, int]:
    """Return the heads of a table that is nothing but sums, each with its parts below; none elsewhere."""
    heads: dict[int, int] = {}
    index = 0
    while index < len(entries):
        last = _explained(entries[index].amounts, _below(entries, index, EMPTY), growing=growing)
        if last:
            heads[index] = last
        elif not (heads and entries[index].named):
            return {}
        index = max(last, index) + 1
    parts = sum(last - head for head, last in heads.items())
    return heads if len(heads) > 1 and parts > len(heads) + 1 else {}


def _may_be_a_head(rows: Sequence[Entry]) -> bool:
    """Return whether anything but its amount could tell that the first of two rows sums up others."""
    head, *parts = rows
    marked = head.named or head.computed or bool(_manner(head.mark or head.label))
    return marked or any(_indent(part.label) > _indent(head.label) or _of_which(part) for part in parts)


def _heads_its_parts(rows: Sequence[Entry]) -> bool:
    """Return whether more than its amount tells that the first of some rows sums up the others."""
    head, *parts = rows
    indented = all(_indent(part.label) > _indent(head.label) for part in parts)
    computed = head.computed and len(parts) >= FEWEST and not any(part.computed for part in parts)
    return head.named or indented or computed or _of_which(parts[0]) or _is_chapter(head, parts)


def _looks_like_a_head(rows: Sequence[Entry]) -> bool:
    """Return whether a row is marked as the sum of the next one and others, whatever it comes to."""
    head, *parts = rows
    if not parts or parts[0].named or not parts[0].amounts:
        return False
    indented = _indent(parts[0].label) >= _indent(head.label) + INDENT
    numbered = _is_chapter(head, parts) and bool(parts[0].mark or not head.mark)
    return indented or numbered or _of_which(parts[0])


def _is_chapter(head: Entry, parts: Sequence[Entry]) -> bool:
    """Return whether a row is numbered as chapters are, and those below it are not."""
    manner = _manner(head.mark or head.label)
    return bool(manner) and all(_manner(part.mark or part.label) != manner for part in parts)


def _of_which(part: Entry) -> bool:
    return bool(_OF_WHICH.match(part.label))


def _indent(label: str) -> int:
    return len(label) - len(label.lstrip())


def _manner(label: str) -> str:
    """Return in which manner a row is numbered as chapters are: 一、 or A.; empty where it is not."""
    return next((manner for manner, pattern in _CHAPTERS.items() if pattern.match(label.strip())), "")


_CHAPTERS = {
    "plain": re.compile(r"[一二三四五六七八九十]{1,3}(?:[、.．,，\s]|$)"),
    "bracketed": re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]"),
    "letters": re.compile(r"[A-Z](?:[、.．)]|$)"),
    "roman": re.compile(r"[IVX]{2,4}(?:[、.．)]|$)"),
}
_OF_WHICH = re.compile(r"\s*(?:其中|of which|including)", re.IGNORECASE)
