"""Markup that names rows or cells, as it reads once rows have moved."""

import re
from collections.abc import Callable, Iterator

from sheetplan.xlsx.markup import (
    Element,
    attributes,
    children,
    inside,
    plain,
    quoted,
    unescape,
    with_attribute,
)
from sheetplan.xlsx.references import parse_area

from .formulas import moved as filled
from .moves import RowMove

_FORMULAS = frozenset(
    {
        b"f",
        b"formula",
        b"formula1",
        b"formula2",
        b"definedName",
        b"calculatedColumnFormula",
        b"totalsRowFormula",
    }
)
_PLACES = {
    b"autoFilter": b"ref",
    b"cellWatch": b"r",
    b"comment": b"ref",
    b"conditionalFormatting": b"sqref",
    b"dataValidation": b"sqref",
    b"hyperlink": b"ref",
    b"ignoredError": b"sqref",
    b"inputCells": b"r",
    b"mergeCell": b"ref",
    b"protectedRange": b"sqref",
    b"selection": b"sqref",
    b"sortCondition": b"ref",
    b"sortState": b"ref",
    b"table": b"ref",
    b"threadedComment": b"ref",
}
"""Elements that lie on cells, and the attribute that says on which."""

_RULES = frozenset({b"conditionalFormatting", b"dataValidation"})
_FORMULA_ATTRIBUTES = (
    b"textlink",
    b"cellRange",
    b"fmlaLink",
    b"fmlaRange",
    b"fmlaTxbx",
    b"fmlaGroup",
    b"location",
)
_COUNTS = (b"count", b"manualBreakCount")


def followed(data: bytes, move: RowMove, home: str) -> bytes:
    """Markup of a sheet, of its comments or of a table on it.

    Args:
        data: a part, or what stands before or after the rows of a sheet.
        move: which rows move.
        home: the sheet that it belongs to; only on the sheet whose rows move do places move.
    """
    return _Follower(data, move, home).between(0, len(data))[0]


class _Follower:
    def __init__(self, data: bytes, move: RowMove, home: str) -> None:
        self._data = data
        self._move = move
        self._home = home
        self._moves_places = home.casefold() == move.sheet.casefold()
        self._rebased = 0

    def between(self, start: int, end: int) -> tuple[bytes, int, int]:
        """What stands between two positions, with how many elements stay and how many go."""
        pieces: list[bytes] = []
        position, stayed, gone = start, 0, 0
        for item in children(self._data, start, end):
            pieces.append(self._data[position : item.start])
            position = item.end
            element = self._element(item)
            stayed, gone = stayed + (element is not None), gone + (element is None)
            pieces.append(element or b"")
        return b"".join([*pieces, self._data[position:end]]), stayed, gone

    def _element(self, item: Element) -> bytes | None:
        """The element as it reads afterwards, None if what it lies on is gone."""
        if item.local in _RULES:
            self._rebased = self._rows_to_first_kept(item) if self._moves_places else 0
        tag = self._tag(item)
        if tag is None:
            return None
        name_end = item.start + 1 + len(item.name)
        opening = self._data[item.start : name_end]
        if item.empty:
            return opening + tag + self._data[name_end + len(item.attributes) : item.end]
        inner, stayed, gone = self._inner(item)
        if gone and (not stayed or self._lost_its_place(item, inner)):
            return None
        if gone:
            tag = _recounted(tag, gone)
        after_tag = self._data[name_end + len(item.attributes) : item.inner]
        return b"".join([opening, tag, after_tag, inner, self._data[item.inner_end : item.end]])

    def _inner(self, item: Element) -> tuple[bytes, int, int]:
        inner = self._data[item.inner : item.inner_end]
        if item.local in _FORMULAS:
            return self._formula(inner), 1, 0
        if item.local == b"sqref":
            if not self._moves_places:
                return inner, 1, 0
            left = self._move.references(unescape(inner))
            return left.encode(), 1 if left else 0, 0 if left else 1
        return self.between(item.inner, item.inner_end)

    def _lost_its_place(self, item: Element, inner: bytes) -> bool:
        """Whether the element that said where this one lies has gone."""
        placed = any(part.local == b"sqref" for part in inside(self._data, item))
        return placed and not any(part.local == b"sqref" for part in children(inner))

    def _formula(self, raw: bytes) -> bytes:
        text = unescape(raw)
        based = filled(text, self._rebased, 0) if self._rebased else text
        moved = self._move.formula(based, self._home)
        return raw if moved == text else plain(moved)

    def _rows_to_first_kept(self, item: Element) -> int:
        """How far the first row of a rule, which its formulas speak of, lies above the first that stays."""
        inside_it = (part for part in inside(self._data, item) if part.local == b"sqref")
        own = [unescape(self._data[part.inner : part.inner_end]) for part in inside_it]
        areas = [parse_area(text) for text in " ".join([item.get(b"sqref") or "", *own]).split()]
        first = min((area.top for area in areas), default=0)
        if self._move.row(first) is not None:
            return 0
        kept = self._move.last + 1
        later = [max(area.top, kept) for area in areas if area.bottom >= kept]
        return min(later) - first if later else 0

    def _tag(self, item: Element) -> bytes | None:
        tag = item.attributes
        for name in _FORMULA_ATTRIBUTES:
            if name in tag:
                tag = _changed(tag, name, lambda text: self._move.formula(text, self._home))
        if not self._moves_places:
            return tag
        if item.local == b"brk":
            return self._moved_break(tag)
        place = _PLACES.get(item.local)
        if place and place in attributes(tag):
            moved = _changed(tag, place, self._move.references)
            if not attributes(moved)[place]:
                return tag if item.local == b"selection" else None
            tag = _changed(moved, b"activeCell", self._kept_cell) if item.local == b"selection" else moved
        return tag

    def _kept_cell(self, cell: str) -> str:
        return self._move.references(cell) or cell

    def _moved_break(self, tag: bytes) -> bytes | None:
        row = self._move.row(int(attributes(tag).get(b"id", b"0")))
        return None if row is None else with_attribute(tag, b"id", b"%d" % row)


def _changed(tag: bytes, name: bytes, change: Callable[[str], str]) -> bytes:
    """The attributes of a tag with one of them changed, if it is there and changes."""
    held = attributes(tag).get(name)
    if held is None:
        return tag
    before = unescape(held)
    after = change(before)
    return tag if after == before else with_attribute(tag, name, quoted(after))


def _recounted(tag: bytes, gone: int) -> bytes:
    for name in _COUNTS:
        held = attributes(tag).get(name)
        if held is not None:
            tag = with_attribute(tag, name, b"%d" % max(int(held) - gone, 0))
    return tag


# --- drawings: what floats over the cells is held by the rows beneath it, counted from 0 ---

_ANCHOR = re.compile(
    rb"<((?:[\w.\-]+:)?(?:twoCellAnchor|oneCellAnchor|anchor))((?:\s[^>]*)?)>(.*?)</\1\s*>", re.DOTALL
)
_HELD = re.compile(rb"(<(?:[\w.\-]+:)?row>)([0-9]+)(</)")


def followed_drawing(data: bytes, move: RowMove) -> bytes:
    """A drawing, or controls with anchors, of the sheet whose rows move."""

    def anchor(match: re.Match[bytes]) -> bytes:
        stated = attributes(match[2])
        kind = match[1].rpartition(b":")[2]
        stays = stated.get(b"editAs") == b"absolute"
        if kind == b"anchor":
            stays = stated.get(b"moveWithCells") not in (b"1", b"true")
        if stays:
            return match[0]
        return match[0].replace(
            match[3], _held_elsewhere(match[3], move, stated.get(b"editAs") == b"oneCell"), 1
        )

    return _ANCHOR.sub(anchor, data)


def _held_elsewhere(inner: bytes, move: RowMove, keeps_size: bool) -> bytes:  # noqa: FBT001
    """What an anchor says, with its rows moved; an object that keeps its size moves as its first row does."""
    rows = [int(found) for found in (match[2] for match in _HELD.finditer(inner))]
    if not rows:
        return inner
    moved = [_row_from_0(row, move) for row in rows]
    if keeps_size:
        moved = [row + moved[0] - rows[0] for row in rows]
    after = iter(moved)
    return _HELD.sub(lambda match: b"%b%d%b" % (match[1], next(after), match[3]), inner)


def _row_from_0(row: int, move: RowMove) -> int:
    moved = move.row(row + 1)
    return (move.first if moved is None else moved) - 1


_SHAPE = re.compile(rb"<v:shape[\s>].*?</v:shape\s*>", re.DOTALL)
_NOTE_ROW = re.compile(rb"(<x:Row>\s*)([0-9]+)(\s*</x:Row>)")
_VML_ANCHOR = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_VML_FORMULA = re.compile(rb"(<x:Fmla(?:Link|Range|Txbx|Pict|Group)>)([^<]*)(</)")


def followed_vml(data: bytes, move: RowMove, home: str) -> bytes:
    """The old drawing in which notes and form controls lie; notes on deleted rows go."""

    def shape(match: re.Match[bytes]) -> bytes:
        xml = _VML_FORMULA.sub(formula, match[0])
        if home.casefold() != move.sheet.casefold():
            return xml
        note = _NOTE_ROW.search(xml)
        if note:
            row = move.row(int(note[2]) + 1)
            if row is None:
                return b""
            xml = _NOTE_ROW.sub(lambda found: b"%b%d%b" % (found[1], row - 1, found[3]), xml)
        return _VML_ANCHOR.sub(anchor, xml)

    def anchor(match: re.Match[bytes]) -> bytes:
        numbers = match[2].split(b",")
        for at in (2, 6):
            if at < len(numbers):
                numbers[at] = b" %d" % _row_from_0(int(numbers[at]), move)
        return match[1] + b",".join(numbers) + match[3]

    def formula(match: re.Match[bytes]) -> bytes:
        return match[1] + plain(move.formula(unescape(match[2]), home)) + match[3]

    return _SHAPE.sub(shape, data)


def named_cells(data: bytes) -> Iterator[Element]:
    """Yield the sources of pivot tables that are cells of a sheet."""
    for part in children(data):
        for source in inside(data, part):
            if source.local == b"cacheSource":
                yield from (item for item in inside(data, source) if item.local == b"worksheetSource")
