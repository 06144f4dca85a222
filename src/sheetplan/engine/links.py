"""What one task says about another: ``T03``, ``T03SS``, ``T03FS+2``, ``T03FF-1.5``, ``T03SS+50%``.

The kinds are those of every scheduler: finish-to-start, start-to-start, finish-to-finish, start-to-finish. A
lag is in working days, or a share of the predecessor's duration; a lead is a lag below zero.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from sheetplan.language import fold

ZERO = Decimal(0)


# Compared by identity: plans have few ways of waiting and many links, and `way_of` makes each way once.
@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """How one task waits for another.

    Attributes:
        kind: ``FS``, ``SS``, ``FF`` or ``SF``.
        lag: working days, below zero for a lead.
        share: more lag, as a share of the predecessor's duration.
    """

    kind: str = "FS"
    lag: Decimal = ZERO
    share: Decimal = ZERO


PLAIN = Link()
"""From finish to start, without lag: what a bare code means."""

_KINDS = ("fs", "ss", "ff", "sf")
SHORT = frozenset((*_KINDS, *(f"{sign}{days}" for sign in "+-" for days in range(10))))
"""Ways of two characters, which nearly all links have that are not plain."""


def read_link(text: str) -> tuple[str, Link]:
    """Return the folded code that a predecessor names, and how it is waited for.

    What is the whole code of some task means that task, whatever it looks like (``T-2`` may be a code); the
    caller has looked for it.
    """
    whole = fold(text)
    match = _WAY.search(whole, 1)
    return (whole, PLAIN) if match is None else (whole[: match.start()], way_of(match[0]))


@cache
def way_of(way: str) -> Link:
    """Return how one waits, of what stands behind a code: ``ss+2``. The same text is the same link."""
    match = _PARTS.fullmatch(way)
    kind, number, unit = match.groups() if match else (None, None, None)
    lag = Decimal(number or 0)
    if unit == "%":
        return Link((kind or "fs").upper(), share=lag / 100)
    if not lag and kind in (None, "fs"):
        return PLAIN
    return Link((kind or "fs").upper(), lag * _UNITS[unit or ""])


_UNITS = dict.fromkeys(("", "d", "天", "日", "工作日"), Decimal(1)) | dict.fromkeys(("w", "周"), Decimal(5))
_LAG = r"[+-]\d{1,4}(?:\.\d{1,4})?(?:%|d|w|工作日|天|日|周)?"
_WAY = re.compile(rf"(?:(?:fs|ss|ff|sf)(?:{_LAG})?|{_LAG})$")
_PARTS = re.compile(r"(fs|ss|ff|sf)?(?:([+-]\d+(?:\.\d+)?)(\D+)?)?")
