"""What our own workbooks say in one language and in another: their masters, laid side by side."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sheetplan.xlsx.book import Book
from sheetplan.xlsx.markup import unescape
from sheetplan.xlsx.package import Package

from .renaming import shape, texts

_FORMULAS = rb"f|formula|formula1|formula2|definedName|calculatedColumnFormula|totalsRowFormula"
_AROUND = rb"oddHeader|oddFooter|evenHeader|evenFooter|firstHeader|firstFooter"
_DRAWN = rb"t|v|title|subject|lpstr"
_ATTRIBUTES = rb"prompt|promptTitle|error|errorTitle|display|tooltip|descr|totalsRowLabel|location"
_WORDED = re.compile(r"xl/(?:worksheets|tables|charts|drawings|comments\d*\.xml|workbook\.xml)|docprops/")
"""The parts whose words are ours; the texts of cells go by their place instead."""


def _slot(tags: bytes) -> re.Pattern[bytes]:
    return re.compile(
        rb"(?P<open><(?P<tag>(?:\w+:)?(?:(?P<formula>%b)|(?:%b)))(?:\s[^>]*)?(?<!/)>)(?P<inner>[^<]*)(?=</(?P=tag)>)"
        rb"|(?P<name>\s(?:%b)=)\"(?P<value>[^\"]*)\"" % (_FORMULAS, tags, _ATTRIBUTES)
    )


_ON_SHEETS, _ELSEWHERE = _slot(_AROUND), _slot(_DRAWN)


def slots(part: str) -> re.Pattern[bytes] | None:
    """What finds the formulas and the words of a part; None where there are none of ours."""
    if not _WORDED.match(part) or "/_rels/" in part:
        return None
    return _ON_SHEETS if part.startswith("xl/worksheets/") else _ELSEWHERE


class Phrases(NamedTuple):
    """The words of one part in the other language; None where one text has two translations.

    Attributes:
        formulas: the texts within a formula, by its shape.
        texts: all other texts.
    """

    formulas: dict[str, tuple[str, ...] | None]
    texts: dict[str, str | None]


class PhraseBook(NamedTuple):
    """The phrases of every sheet by its name, and of everything that is no sheet."""

    sheets: Mapping[str, Phrases]
    rest: Phrases


def phrase_book(old: bytes, new: bytes) -> PhraseBook:
    """What two masters say, the one in the language a workbook has, the other in the one it is to have."""
    before, after = Package(old), Package(new)
    names = {link.target.lower(): name for name, link in Book(before).sheets.items()}
    sheets = {name: Phrases({}, {}) for name in names.values()}
    rest = Phrases({}, {})
    for part in sorted(before.parts & after.parts):
        pattern = slots(part)
        if pattern:
            phrases = sheets[names[part]] if part in names else rest
            pairs = zip(pattern.finditer(before.xml(part)), pattern.finditer(after.xml(part)), strict=False)
            _lay_side_by_side(pairs, phrases)
    return PhraseBook(sheets, rest)


def text_of(match: re.Match[bytes]) -> str:
    """The text in a slot."""
    return unescape(match["value"] if match["inner"] is None else match["inner"])


def _lay_side_by_side(pairs: Iterable[tuple[re.Match[bytes], re.Match[bytes]]], phrases: Phrases) -> None:
    for one, other in pairs:
        before, after = text_of(one), text_of(other)
        if one["formula"]:
            _learn_formula(before, after, phrases.formulas)
        else:
            phrases.texts[before] = after if phrases.texts.get(before, after) == after else None


def _learn_formula(old: str, new: str, known: dict[str, tuple[str, ...] | None]) -> None:
    words = tuple(texts(new))
    if words and len(words) == len(texts(old)):
        key = shape(old)
        known[key] = words if known.get(key, words) == words else None
