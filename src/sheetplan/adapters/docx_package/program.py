"""A compiled story: literal markup, and between it what the context says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from sheetplan.adapters.docx_package.refusal import TemplateRefused
from sheetplan.documents.context import Figure, Origin, Row, plain
from sheetplan.documents.formats import show, words_of

if TYPE_CHECKING:
    from sheetplan.adapters.docx_package.frames import Frame
    from sheetplan.adapters.docx_package.relations import Relations
    from sheetplan.documents.context import Context, Value
    from sheetplan.documents.template import Reference

ROW_LIMIT = 500_000
"""So many rows one story may write: loops inside loops grow without bound."""

_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\r\n|[\n\r\v\f\u2028\u2029]")
_BROKEN_LINE = '</w:t><w:br/><w:t xml:space="preserve">'
_TABULATOR = '</w:t><w:tab/><w:t xml:space="preserve">'
NO_VALUE = "—"


class Node(Protocol):
    """A piece of the program that writes itself."""

    def write(self, out: list[str], scene: Scene) -> None:
        """Append this piece's markup."""


Program = list["str | Node"]


class Told(NamedTuple):
    """A figure as it was printed: at which piece of the output, and from which cells."""

    piece: int
    text: str
    origins: tuple[Origin, ...]


class Scene:
    """The context, the rows that the loops stand on, and what the story asks of its package."""

    def __init__(self, context: Context, relations: Relations) -> None:
        self.context = context
        self.relations = relations
        self.words = words_of(context.language)
        self.told: list[Told] = []
        self.rows: dict[str, Row] = {}
        self.previous: dict[str, Row] = {}
        self.narrowed: dict[str, tuple[Row, ...]] = {}
        self.regions: dict[str, str] = {}
        self.frame: Frame | None = None
        self.frames = 0
        self._written = 0

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows in view: those of the group, those inside the present row, or all."""
        if name in self.narrowed:
            return self.narrowed[name]
        outer, _, inner = name.rpartition(".")
        if outer:
            return tuple(self.rows[outer][inner])
        return self.context.tables[name].rows

    def found(self, reference: Reference) -> Any:
        """What a tag names, here: a value or a `Figure`."""
        if reference.kind == "cell":
            return self.rows[reference.table][reference.name]
        return self.context.scalars[reference.name]

    def value(self, reference: Reference) -> Value:
        """The value a tag names, here."""
        value: Value = plain(self.found(reference))
        return value

    def holds(self, reference: Reference) -> bool:
        """Whether a condition on the name is met: there is a value, a row, a category."""
        if reference.kind == "table":
            return bool(self.table(reference.name))
        if reference.kind == "chart":
            return bool(self.context.charts[reference.name].categories)
        value = self.value(reference)
        return value is not None and value is not False and value not in ("", ())

    def stand_on(self, table: str, row: Row) -> None:
        """Let the tags about a table speak of one of its rows.

        Raises:
            TemplateRefused: the story has become too long.
        """
        self._written += 1
        if self._written > ROW_LIMIT:
            raise TemplateRefused("too-long", f"> {ROW_LIMIT:,}")
        self.rows[table] = row


def run(program: Program, out: list[str], scene: Scene) -> None:
    """Write a program's markup for a scene."""
    for node in program:
        if isinstance(node, str):
            out.append(node)
        else:
            node.write(out, scene)


def markup(text: str) -> str:
    """Text as it stands inside `w:t`: escaped, line breaks and tabs as Word's own."""
    if text.isprintable():
        if "&" not in text and "<" not in text and ">" not in text:
            return text
        return escaped(text)
    text = escaped(text)
    return _BREAK.sub(_BROKEN_LINE, clean(text)).replace("\t", _TABULATOR)


def escaped(text: str) -> str:
    """The text with the signs of markup escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    """The text that such markup says."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def clean(text: str) -> str:
    """The text without the control characters XML cannot hold."""
    return _FORBIDDEN.sub("", text)


@dataclass
class Show:
    """A value. An empty one is said, never left blank."""

    reference: Reference
    format: str

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the formatted value, and remember where it stands if it is a figure."""
        wanted = self.reference
        if wanted.kind == "cell":
            found = scene.rows[wanted.table][wanted.name]
        else:
            found = scene.context.scalars[wanted.name]
        if type(found) is Figure:
            text = self.text(found.value, scene)
            scene.told.append(Told(len(out), text, found.origins))
        elif type(found) is str and found:  # by far the most: words, which no format changes
            text = found
        else:
            text = self.text(found, scene)
        out.append(markup(text))

    def text(self, value: Value, scene: Scene) -> str:
        """The formatted value, or the sign for none."""
        text = show(value, self.format, scene.words)
        return text or (NO_VALUE if self.reference.kind == "cell" else scene.words.not_filled)


@dataclass
class Total:
    """The sum of a column over the rows in view."""

    reference: Reference
    format: str

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the formatted sum; a dash where there is nothing to add."""
        found = [row[self.reference.name] for row in scene.table(self.reference.table)]
        numbers = [number for each in found if (number := _number(plain(each))) is not None]
        text = show(sum(numbers, Decimal(0)), self.format, scene.words) if numbers else NO_VALUE
        first = next((each.origins[0] for each in found if isinstance(each, Figure)), None)
        if first:
            scene.told.append(Told(len(out), text, (Origin(first.sheet, first.column),)))
        out.append(markup(text))


def _number(value: Value) -> Decimal | None:
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


@dataclass
class Count:
    """How many rows are in view."""

    table: str

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the number."""
        out.append(str(len(scene.table(self.table))))


@dataclass
class NoRows:
    """The sentence printed where a table has no rows."""

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the sentence."""
        out.append(markup(scene.words.no_rows))


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
        rows = scene.table(self.table)
        if not rows:
            run(self.otherwise, out, scene)
        around = scene.rows.get(self.table), scene.previous.get(self.table)
        scene.previous.pop(self.table, None)
        for row in rows:
            scene.stand_on(self.table, row)
            run(self.body, out, scene)
            scene.previous[self.table] = row
        _restore(scene, self.table, *around)


def _restore(scene: Scene, table: str, row: Row | None, previous: Row | None) -> None:
    for kept, there in ((scene.rows, row), (scene.previous, previous)):
        kept.pop(table, None)
        if there is not None:
            kept[table] = there


@dataclass
class Group:
    """A part of the story written once for each value of a column, its table narrowed to those rows."""

    reference: Reference
    body: Program = field(default_factory=list)
    otherwise: Program = field(default_factory=list)

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the body for each group, in the order in which the values first appear."""
        table = self.reference.table
        before = scene.narrowed.get(table)
        groups = self._groups(scene.table(table))
        if not groups:
            run(self.otherwise, out, scene)
        for rows in groups:
            scene.narrowed[table] = rows
            scene.stand_on(table, rows[0])
            run(self.body, out, scene)
        scene.rows.pop(table, None)
        scene.narrowed.pop(table, None)
        if before is not None:
            scene.narrowed[table] = before

    def _groups(self, rows: Iterable[Row]) -> list[tuple[Row, ...]]:
        found: dict[Any, list[Row]] = {}
        for row in rows:
            found.setdefault(plain(row[self.reference.name]), []).append(row)
        return [tuple(group) for group in found.values()]


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


class Block(Protocol):
    """A node with a body, and perhaps something said instead of it."""

    body: Program

    def write(self, out: list[str], scene: Scene) -> None:
        """Append this block's markup."""


class Edge(Enum):
    """The marks that bound the parts of a block."""

    ELSE = "between a block's body and what is said instead of it"
    CLOSE = "at the end of a block"


def same(reference: Reference, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two rows have the same value in a column."""
    return bool(plain(one[reference.name]) == plain(other[reference.name]))
