"""The workbook with its labels in another language, and every other byte as it was."""

import re
from collections.abc import Mapping

from sheetplan.changes.relabel import Labels, Spot
from sheetplan.xlsx.markup import attributes, escape, plain, prefix, quoted, unescape, with_attribute
from sheetplan.xlsx.notation import a1
from sheetplan.xlsx.refusal import At, WorkbookRefused
from sheetplan.xlsx.table import read_table

from .edited_package import EditedPackage
from .phrases import PhraseBook, Phrases, phrase_book, slots, text_of
from .renaming import Names, renamed, reworded, shape, with_choices
from .workbook import Workbook

_NO_PHRASES = Phrases({}, {})
_LONGEST_TAB = 31


def relabel_workbook(data: bytes, labels: Labels, masters: tuple[bytes, bytes]) -> bytes:
    """Return the workbook with its labels changed; formulas compute what they did before.

    Args:
        data: the workbook.
        labels: what is to be called otherwise.
        masters: our empty workbook in the language the workbook has, and in the other one.

    Raises:
        WorkbookRefused: a sheet of that name is there already, or the file is beyond what can be changed.
    """
    if not labels:
        return data
    with At("workbook"):
        return _Relabelling(data, labels, phrase_book(*masters)).to_bytes()


class _Relabelling:
    """Goes through the parts of one workbook."""

    def __init__(self, data: bytes, labels: Labels, book: PhraseBook) -> None:
        self._package = EditedPackage(data)
        self._workbook = Workbook(self._package, break_signature=False)
        self._labels, self._book = labels, book
        self._names = Names(labels.tabs, labels.headings, labels.choices)
        self._refuse_taken()

    def to_bytes(self) -> bytes:
        """The relabelled file."""
        sheets = {link.target.lower(): name for name, link in self._workbook.sheets.items()}
        for part in sorted(self._package.parts):
            if slots(part):
                self._relabel(part, sheets.get(part, ""))
        if self._package.changed:
            self._workbook.recalculate_on_load()
        return self._package.to_bytes()

    def _relabel(self, part: str, sheet: str) -> None:
        before = self._package.xml(part)
        phrases = self._book.sheets.get(sheet, _NO_PHRASES) if sheet else self._book.rest
        after = self._slots(part, before, phrases)
        if sheet:
            after = _with_texts(after, self._labels.cells.get(sheet, {}))
        elif part.startswith("xl/tables/"):
            after = self._table(part, after)
        elif part == self._workbook.part.lower():
            after = _with_tabs(after, self._labels.tabs)
        if after != before:
            self._package.put(part, after)

    def _slots(self, part: str, data: bytes, phrases: Phrases) -> bytes:
        """The part with its formulas and the words around its cells changed."""
        table = read_table(part, data).name if part.startswith("xl/tables/") else ""

        def replace(match: re.Match[bytes]) -> bytes:
            text = text_of(match)
            if match["name"]:
                is_link = match["name"].strip() == b"location="
                other = renamed(text, self._names) if is_link else phrases.texts.get(text) or text
                return match[0] if other == text else b'%b"%b"' % (match["name"], quoted(other))
            if match["formula"]:
                other = self._formula(text, phrases)
            else:
                other = self._labels.tabs.get(text) or phrases.texts.get(text) or text
            return match[0] if other == text else match["open"] + plain(other)

        pattern = slots(part)
        assert pattern  # noqa: S101 - parts without slots are not asked for
        return _with_choices(pattern.sub(replace, data), table, self._labels)

    def _formula(self, formula: str, phrases: Phrases) -> str:
        """The formula in the new words: those of our own formulas are known, others follow their columns."""
        known = phrases.formulas.get(shape(formula))
        worded = reworded(formula, known) if known else with_choices(formula, self._labels.choices)
        return renamed(worded, self._names)

    def _table(self, part: str, data: bytes) -> bytes:
        """The part of a table with its columns named as its headings now read."""
        words = self._labels.headings.get(read_table(part, data).name, {})

        def replace(match: re.Match[bytes]) -> bytes:
            new = words.get(unescape(match[2]))
            return match[0] if new is None else match[1] + quoted(new) + b'"'

        return _COLUMN_NAME.sub(replace, data)

    def _refuse_taken(self) -> None:
        kept = {name.casefold() for name in self._workbook.sheets if name not in self._labels.tabs}
        for tab in self._labels.tabs.values():
            if tab.casefold() in kept:
                raise WorkbookRefused("sheet-name-taken", tab)


def _with_tabs(data: bytes, tabs: Mapping[str, str]) -> bytes:
    def replace(match: re.Match[bytes]) -> bytes:
        new = tabs.get(unescape(match[2]))
        return match[0] if new is None else match[1] + quoted(new) + b'"'

    return _TAB.sub(replace, data)


def _with_choices(data: bytes, table: str, labels: Labels) -> bytes:
    """The part of a table in whose filters the words of its choices are the new ones."""
    if not table or b"<filter " not in data:
        return data
    headings = [unescape(name) for _, name in _COLUMN_NAME.findall(data)]

    def column(match: re.Match[bytes]) -> bytes:
        number = int(match[1])
        words = labels.choices.get((table, headings[number]), {}) if number < len(headings) else {}
        return _FILTER.sub(lambda found: _filtered(found, words), match[0])

    return _FILTER_COLUMN.sub(column, data)


def _filtered(match: re.Match[bytes], words: Mapping[str, str]) -> bytes:
    new = words.get(unescape(match[2]))
    return match[0] if new is None else match[1] + quoted(new) + b'"'


def _with_texts(data: bytes, texts: Mapping[Spot, str]) -> bytes:
    """The sheet with texts in some of its cells; where a formula stands, its last result."""
    if not texts:
        return data
    places = {a1(*spot).encode(): text for spot, text in texts.items()}
    p = prefix(data)

    def replace(match: re.Match[bytes]) -> bytes:
        stated = attributes(match[1])
        text = places.get(stated.get(b"r", b""))
        if text is None:
            return match[0]
        if match[2] and b"<%bf" % p in match[2]:
            result = b"<%bv>%b</%bv>" % (p, escape(text), p)
            return (
                match[0][: match.start(2) - match.start()]
                + _result(p).sub(lambda _: result, match[2])
                + b"</%bc>" % p
            )
        tag = with_attribute(match[1], b"t", b"inlineStr")
        space = b' xml:space="preserve"' if text != text.strip() else b""
        return b"<%bc%b><%bis><%bt%b>%b</%bt></%bis></%bc>" % (p, tag, p, p, space, escape(text), p, p, p)

    return _cell(p).sub(replace, data)


def _cell(p: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<%bc(\s[^>]*?)(?:/>|>(.*?)</%bc>)" % (p, p), re.DOTALL)


def _result(p: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<%bv>[^<]*</%bv>" % (p, p))


_COLUMN_NAME = re.compile(rb'(<(?:\w+:)?tableColumn\b[^>]*?\sname=")([^"]*)"')
_TAB = re.compile(rb'(<(?:\w+:)?sheet\b[^>]*?\sname=")([^"]*)"')
_FILTER_COLUMN = re.compile(
    rb'<(?:\w+:)?filterColumn\b[^>]*?\scolId="(\d+)".*?</(?:\w+:)?filterColumn>', re.DOTALL
)
_FILTER = re.compile(rb'(<(?:\w+:)?filter\b[^>]*?\sval=")([^"]*)"')
