"""A compiled story: literal markup, and between it what the context says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from sheetplan.documents.formats import fill_colour, show, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheetplan.documents.context import Context, Value
    from sheetplan.documents.template import Reference

_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\r\n|[\n\r\v\f\u2028\u2029]")
_BROKEN_LINE = '</w:t><w:br/><w:t xml:space="preserve">'
_TABULATOR = '</w:t><w:tab/><w:t xml:space="preserve">'
_NO_VALUE = "—"


class Node(Protocol):
    """A piece of the program that writes itself."""

    def write(self, out: list[str], scene: Scene) -> None:
        """Append this piece's markup."""


Program = list["str | Node"]


class Scene:
    """The context, and the row a loop stands on."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.words = words_of(context.language)
        self.row: Mapping[str, Value] = {}
        self.previous: Mapping[str, Value] | None = None

    def value(self, reference: Reference) -> Value:
        """The value a tag names, here."""
        if reference.kind == "cell":
            return self.row[reference.name]
        return self.context.scalars[reference.name]

    def holds(self, reference: Reference) -> bool:
        """Whether a condition on the name is met: there is a value, a row, a category."""
        if reference.kind == "table":
            return bool(self.context.tables[reference.name].rows)
        if reference.kind == "chart":
            return bool(self.context.charts[reference.name].categories)
        value = self.value(reference)
        return value is not None and value is not False and value != ""


def run(program: Program, out: list[str], scene: Scene) -> None:
    """Write a program's markup for a scene."""
    for node in program:
        if isinstance(node, str):
            out.append(node)
        else:
            node.write(out, scene)


def markup(text: str) -> str:
    """Text as it stands inside `w:t`: escaped, line breaks and tabs as Word's own."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if text.isprintable():
        return text
    return _BREAK.sub(_BROKEN_LINE, clean(text)).replace("\t", _TABULATOR)


def clean(text: str) -> str:
    """The text without the control characters XML cannot hold."""
    return _FORBIDDEN.sub("", text)


@dataclass
class Show:
    """A value. An empty one is said, never left blank."""

    reference: Reference
    format: str

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the formatted value."""
        text = show(scene.value(self.reference), self.format, scene.words)
        if not text:
            text = _NO_VALUE if self.reference.kind == "cell" else scene.words.not_filled
        out.append(markup(text))


@dataclass
class NoRows:
    """The sentence printed where a table has no rows."""

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the sentence."""
        out.append(markup(scene.words.no_rows))


@dataclass
class Fill:
    """The colour of a cell."""

    reference: Reference

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the colour."""
        out.append(fill_colour(scene.value(self.reference)))


@dataclass
class Merged:
    """The text of a vertically merged cell: said once, in its first row."""

    reference: Reference
    format: str

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the value in the first row of its group."""
        if not _continues(self.reference, scene):
            Show(self.reference, self.format).write(out, scene)


@dataclass
class MergeMark:
    """Whether a cell begins a vertical merge or continues it."""

    reference: Reference

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the kind of merge."""
        out.append("continue" if _continues(self.reference, scene) else "restart")


def _continues(reference: Reference, scene: Scene) -> bool:
    if scene.previous is None:
        return False
    return scene.previous[reference.name] == scene.row[reference.name]


@dataclass
class Bar:
    """A share of the cell's width, drawn as a nested table of shaded cells: it prints, scales and edits."""

    reference: Reference
    width: int
    colour: str

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the nested table."""
        filled = round(self.width * _share(scene.value(self.reference)))
        cells = [(filled, self.colour), (self.width - filled, "E6EAF0")]
        out.append(_shaded_cells([(width, colour) for width, colour in cells if width > 0]))


def _share(value: Value) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or Decimal(value).is_nan():
        return Decimal(0)
    return min(Decimal(1), max(Decimal(0), Decimal(value)))


def _shaded_cells(cells: list[tuple[int, str]]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width, _ in cells)
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:shd w:val="clear" w:color="auto"'
        f' w:fill="{colour}"/></w:tcPr><w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0"'
        ' w:after="0" w:line="20" w:lineRule="exact"/><w:ind w:firstLine="0" w:firstLineChars="0"/>'
        "</w:pPr></w:p></w:tc>"
        for width, colour in cells
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(width for width, _ in cells)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        f'<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="150" w:hRule="exact"/></w:trPr>{row}</w:tr></w:tbl>'
    )


@dataclass
class EqualShare:
    """The width of a cell that stands once for each row of a table, side by side."""

    table: str
    width: int

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the width of one of the cells."""
        out.append(str(self.width // max(1, len(scene.context.tables[self.table].rows))))


@dataclass
class Nothing:
    """A tag that leaves no text of its own."""

    def write(self, out: list[str], scene: Scene) -> None:
        """Append nothing."""


@dataclass
class Each:
    """A part of the story written once for each row of a table."""

    table: str
    body: Program = field(default_factory=list)
    otherwise: Program = field(default_factory=list)

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the body for each row, or what is said of an empty table."""
        rows = scene.context.tables[self.table].rows
        if not rows:
            run(self.otherwise, out, scene)
        for row in rows:
            scene.row = row
            run(self.body, out, scene)
            scene.previous = row
        scene.row, scene.previous = {}, None


@dataclass
class When:
    """A part of the story written only if a name is filled, or only if it is not."""

    reference: Reference
    wanted: bool
    body: Program = field(default_factory=list)

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the body if the condition is met."""
        if scene.holds(self.reference) == self.wanted:
            run(self.body, out, scene)


Block = Each | When


class Edge(Enum):
    """The marks that bound the parts of a block."""

    ELSE = "between a loop's body and what is said of an empty table"
    CLOSE = "at the end of a block"
