"""Which rules are asked for: by code or the beginning of one, and by how much they matter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sheetplan.rules.rule import RULES, Finding, Severity


class Selection(NamedTuple):
    """A choice among rules. The longest beginning decides: ``--select BUD --ignore BUD004`` leaves out one.

    Attributes:
        select: codes or their beginnings; empty for all.
        ignore: the same, to be left out.
        least: the lowest severity that is shown.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    least: Severity = Severity.NOTE

    def wants(self, code: str) -> bool:
        """Tell whether a rule is asked for."""
        chosen = _longest(self.select, code) if self.select else 0
        return chosen > _longest(self.ignore, code)

    def of(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings that are asked for."""
        shown = [*Severity][: [*Severity].index(self.least) + 1]
        return tuple(found for found in findings if found.severity in shown and self.wants(found.code))


MISSING_ID = "ID"
"""What a repair is filed under that gives a row its id; all others bear the code of their rule."""


def unknown(beginnings: Iterable[str]) -> tuple[str, ...]:
    """Return those with which no code begins."""
    codes = (*RULES, MISSING_ID)
    return tuple(start for start in beginnings if not any(code.startswith(start) for code in codes))


def _longest(beginnings: Iterable[str], code: str) -> int:
    """Return the length of the longest beginning of a code; -1 where it has none of them."""
    return max((len(start) for start in beginnings if code.startswith(start)), default=-1)
