"""The forward and the backward pass over a network of work, in whole minutes of working time.

Each piece of work has two *slots*: where it begins (``2 × index``) and where it ends (``2 × index + 1``). Its
length is known before the passes start, so every kind of link says one thing: the waiting work begins no
earlier than some slot plus a weight.

| link | slot | weight |
|---|---|---|
| FS | end | lag |
| SS | begin | lag |
| FF | end | lag − length |
| SF | begin | lag − length |

The backward pass walks the same links the other way and tells each slot how late it may be. Lists of integers
are the quickest there is for this in Python: a chain, the usual shape of a plan, leaves arrays nothing to do
at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

NEVER = 10**15
"""A point in working time that nothing reaches."""
UNKNOWN = -NEVER
"""Where work stands that nothing places."""

Pull = tuple[int, int]
"""A slot, and the minutes after it before which the waiting work may not begin."""


class Work:
    """What the passes need to know, one entry for each piece of work.

    Attributes:
        earliest: by its own dates it begins no earlier; `UNKNOWN` where they say nothing.
        length: from where it begins to where it ends.
        pulls: what it waits for.
        open: it has an end that may still slip; zero where it is done.
        begun: where it began is a fact that no successor can limit.
        fixed: it begins here whatever its links say, and must.
        ceiling: it begins no later than this whatever its links say.
        last: it must end by this.
        parts: the parts of each summary, which lasts from the first of them to the last.
    """

    __slots__ = (
        "begun",
        "ceiling",
        "earliest",
        "fixed",
        "last",
        "length",
        "open",
        "parts",
        "pulls",
    )

    def __init__(self, size: int) -> None:
        self.earliest = [UNKNOWN] * size
        self.length = [0] * size
        self.pulls: list[Sequence[Pull]] = [()] * size
        self.open = bytearray(b"\1") * size
        self.begun = bytearray(size)
        self.fixed: dict[int, int] = {}
        self.ceiling: dict[int, int] = {}
        self.last: dict[int, int] = {}
        self.parts: dict[int, Sequence[int]] = {}


class Passes(NamedTuple):
    """What both passes found.

    Attributes:
        at: the slots.
        late: how late each piece may end.
        spare: by how much each may end later without moving another.
        driver: the slot that placed each; -1 where its own dates did.
        finish: the end of all.
    """

    at: list[int]
    late: list[int]
    spare: list[int]
    driver: list[int]
    finish: int


def passes(work: Work, order: Sequence[int], finish: int | None = None) -> Passes:
    """Return where all work stands and how far it may slip.

    Args:
        work: what there is to do.
        order: each after all it waits for.
        finish: the end that all must keep; else that of the last of them.
    """
    at, driver = _forward(work, order)
    finish = max(at[1::2], default=UNKNOWN) if finish is None else finish
    late, spare = _backward(work, order, at, finish)
    return Passes(at, late, spare, driver, finish)


def _forward(work: Work, order: Sequence[int]) -> tuple[list[int], list[int]]:
    """Place all work as early as it can be."""
    earliest, length, pulls = work.earliest, work.length, work.pulls
    parts, special = (
        work.parts,
        work.fixed.keys() | work.ceiling.keys() | work.parts.keys(),
    )
    at = [UNKNOWN] * (2 * len(earliest))
    driver = [-1] * len(earliest)
    for index in order:
        begin = earliest[index]
        for slot, weight in pulls[index]:
            pulled = at[slot] + weight
            if pulled > begin:
                begin = pulled
                driver[index] = slot
        if special and index in special:
            if index in parts:
                begin, length[index] = _span(parts[index], at)
            else:
                kept = work.fixed.get(index, min(begin, work.ceiling.get(index, begin)))
                if kept != begin:
                    begin, driver[index] = kept, -1
        at[2 * index] = begin
        at[2 * index + 1] = begin + length[index]
    return at, driver


def _span(parts: Sequence[int], at: list[int]) -> tuple[int, int]:
    """Return where a summary begins and how long it lasts."""
    known = [part for part in parts if at[2 * part] > UNKNOWN // 2]
    if not known:
        return UNKNOWN, 0
    begin = min(at[2 * part] for part in known)
    return begin, max(at[2 * part + 1] for part in known) - begin


# A call of min or max takes longer than the comparison it makes, and these are made for every task and link.
def _backward(  # noqa: C901
    work: Work, order: Sequence[int], at: list[int], finish: int
) -> tuple[list[int], list[int]]:
    """Find how late all work may end, and how far alone."""
    length, pulls, is_open, begun = work.length, work.pulls, work.open, work.begun
    special = work.fixed.keys() | work.last.keys() | work.parts.keys()
    limit = [NEVER] * len(at)
    wanted = [NEVER] * len(at)
    late = [finish] * len(length)
    spare = [0] * len(length)
    for index in reversed(order):
        if not is_open[index]:
            continue
        slot = 2 * index
        end, free = limit[slot + 1], wanted[slot + 1] - at[slot + 1]
        if limit[slot] < NEVER and not begun[index]:
            end, free = min(end, limit[slot] + length[index]), min(free, wanted[slot] - at[slot])
        if end > finish:  # noqa: PLR1730
            end = finish
        if special and index in special:
            if index in work.parts:
                _tell_parts(work.parts[index], index, at, limit, wanted)
            end = _bound(work, index, end)
        late[index] = end
        slack = end - at[slot + 1]
        if slack > 0 and free > 0:
            spare[index] = min(slack, free)
        begin, late_begin = at[slot], end - length[index]
        for source, weight in pulls[index]:
            latest = late_begin - weight
            if latest < limit[source]:  # noqa: PLR1730
                limit[source] = latest
            due = begin - weight
            if due < wanted[source]:  # noqa: PLR1730
                wanted[source] = due
    return late, spare


def _bound(work: Work, index: int, end: int) -> int:
    """Return how late work may end by its own dates too."""
    if index in work.fixed:
        end = work.fixed[index] + work.length[index]
    return min(end, work.last.get(index, NEVER))


def _tell_parts(
    parts: Sequence[int], summary: int, at: list[int], limit: list[int], wanted: list[int]
) -> None:
    """Pass on to the parts of a summary what its successors need of it.

    Its last parts may not end later, and the first of them, which tells where it begins, may not begin later.
    """
    begin = at[2 * summary]
    for part in parts:
        slot = 2 * part + 1
        limit[slot] = min(limit[slot], limit[2 * summary + 1])
        wanted[slot] = min(wanted[slot], wanted[2 * summary + 1])
    first = next((part for part in parts if at[2 * part] == begin), None)
    if first is not None:
        limit[2 * first] = min(limit[2 * first], limit[2 * summary])
        wanted[2 * first] = min(wanted[2 * first], wanted[2 * summary])
