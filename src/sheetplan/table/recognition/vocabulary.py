"""The words by which strangers' columns and rows are known, in every language at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sheetplan.language import LANGUAGES, fold, wording
from sheetplan.model.column import Owner
from sheetplan.model.kinds import Kind
from sheetplan.model.sheets import SHEETS


@cache
def wanted(sheet: str) -> Mapping[str, tuple[Kind, tuple[str, ...]]]:
    """Return, of each column that people own, its kind and its words in every language."""
    return {
        key: (column.kind, tuple(dict.fromkeys((*_ours(sheet, key), *_theirs(sheet, key)))))
        for key, column in SHEETS[sheet].columns_of(Owner.PEOPLE).items()
    }


@cache
def lump_words() -> tuple[str, ...]:
    """Return the words for what a line costs as a whole, however that comes about."""
    return (*_ours("budget", "planned"), *_theirs("budget", "planned"))


@cache
def words(*path: str) -> frozenset[str]:
    """Return the folded words of a list, such as ``words("rows", "total")``."""
    found: set[str] = set()
    for language in LANGUAGES:
        section = wording(language).section("strangers", *path[:-1])
        found |= set(map(fold, section[path[-1]]))
    return frozenset(found)


def _ours(sheet: str, key: str) -> tuple[str, ...]:
    return tuple(word for language in LANGUAGES for word in wording(language).headings(sheet, key))


def _theirs(sheet: str, key: str) -> tuple[str, ...]:
    sections = (wording(language).section("strangers", "columns") for language in LANGUAGES)
    return tuple(word for section in sections for word in section.get(sheet, {}).get(key, ()))
