"""What one task says about another: ``T03``, ``T03SS``, ``T03FS+2``, ``T03FF-1.5``, ``T03SS+50%``.

The kinds are those of every scheduler: finish-to-start, start-to-start, finish-to-finish, start-to-finish. A
lag is in working days, or a share of the predecessor's duration; a lead is a lag below zero.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from sheetplan.language import fold

ZERO = Decimal(0)


class Link(NamedTuple):
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


def read_link(text: str) -> tuple[str, Link]:
    """Return the folded code that a predecessor names, and how it is waited for.

    What is the whole code of some task means that task, whatever it looks like (``T-2`` may be a code); the
    caller has looked for it.
    """
    whole = fold(text)
    match = _LINK.fullmatch(whole)
    if match is None or not (match["kind"] or match["lag"]):
        return whole, PLAIN
    kind = (match["kind"] or "fs").upper()
    number = Decimal(match["lag"] or 0)
    if match["unit"] == "%":
        return match["code"], Link(kind, share=number / 100)
    return match["code"], Link(kind, number * _UNITS[match["unit"] or ""])


_UNITS = dict.fromkeys(("", "d", "天", "日", "工作日"), Decimal(1)) | dict.fromkeys(("w", "周"), Decimal(5))
_LINK = re.compile(
    r"(?P<code>.+?)(?P<kind>fs|ss|ff|sf)?"
    r"(?:(?P<lag>[+-]\d{1,4}(?:\.\d{1,4})?)(?P<unit>%|d|w|工作日|天|日|周)?)?"
)
