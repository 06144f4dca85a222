"""What the name of a row tells: that it sums up others, that it brings money in."""

from __future__ import annotations

import re

from sheetplan.language import fold
from sheetplan.model.values import Raw
from sheetplan.table.recognition.vocabulary import words


def is_total(name: Raw) -> bool:
    """Return whether a row of this name sums up others."""
    return isinstance(name, str) and fold(_BRACKETS.sub("", name).strip(" :：")) in words("rows", "total")


def sums_up(name: Raw) -> bool:
    """Return whether a name begins or ends with a word for a sum, as in Personnel total £(000)."""
    return _speaks_of(name, "total", edges=(0, -1))


def is_income(name: Raw) -> bool:
    """Return whether rows of this name bring money in."""
    return _speaks_of(name, "income", edges=(-1,))


def is_balance(name: Raw) -> bool:
    """Return whether a row of this name tells what is left, rather than what something costs."""
    return isinstance(name, str) and fold(_NUMBERED.sub("", _BRACKETS.sub("", name)).strip(" :：")) in words(
        "rows", "balance"
    )


def _speaks_of(name: Raw, which: str, edges: tuple[int, ...]) -> bool:
    if not isinstance(name, str):
        return False
    bare = fold(_BRACKETS.sub("", name)).strip(":：()（）0123456789.、一二三四五六七八九十")
    latin = re.findall(r"[a-z-]+", _BRACKETS.sub("", name).casefold())
    known = words("rows", which)
    if latin[-2:] == ["lump", "sum"]:  # one price for all, the sum of nothing
        return False
    return (bool(latin) and any(latin[edge] in known for edge in edges)) or any(
        not word.isascii() and (bare.endswith(word) or (0 in edges and bare.startswith(word)))
        for word in known
    )


_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_NUMBERED = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[0-9]{1,2}[、.．)]|[A-Z][.)])\s*")
