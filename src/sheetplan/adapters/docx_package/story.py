"""From the tree of a story to its program: tags are found, checked, placed, and linked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sheetplan.adapters.docx_package import cells, frames
from sheetplan.adapters.docx_package.blocks import place_block, repeat_row
from sheetplan.adapters.docx_package.complaints import Complaints
from sheetplan.adapters.docx_package.names import CELL, CHART, RELATIONSHIP_ID, ROW, closest, w
from sheetplan.adapters.docx_package.program import Count, Each, Edge, Group, NoRows, Show, Total, When
from sheetplan.adapters.docx_package.regions import Region
from sheetplan.adapters.docx_package.spots import Finder, Spot
from sheetplan.adapters.docx_package.tape import Tape
from sheetplan.documents.problem import Fault, Problem
from sheetplan.documents.template import OPENING, Reference, Scope, resolve

if TYPE_CHECKING:
    from lxml import etree

    from sheetplan.adapters.docx_package.program import Node, Program
    from sheetplan.documents.fields import Fields

_DEPTH_LIMIT = 16


@dataclass
class _Opened:
    """A block not yet closed: what it asks for, and the loops it stands in."""

    spot: Spot
    known: Reference | None
    scopes: tuple[Scope, ...]

    @property
    def loop(self) -> Scope | None:
        """The loop that the block is, if it is one."""
        if self.known is None or self.spot.tag.kind not in {"each", "group"}:
            return None
        grouped = self.spot.tag.kind == "group"
        return Scope(self.known.table, self.known.name) if grouped else Scope(self.known.name)


@dataclass
class _Wish:
    """A tag that asks for the row it stands in to repeat for a table."""

    spot: Spot
    table: str
    scopes: tuple[Scope, ...]


class Story:
    """One story of a template, compiled: a program and its problems.

    Attributes:
        names: every field that its tags name, in order.
        charts: the name of the chart that fills each drawing, by relationship.
        regions: the names of its places for handwriting.
    """

    def __init__(self, part: str, root: etree._Element, fields: Fields) -> None:
        self.part = part
        self.charts: dict[str, str] = {}
        self.regions: set[str] = set()
        self.names: dict[str, None] = {}
        self._root = root
        self._fields = fields
        self._complaints = Complaints(part, root)
        self._tape = Tape(root)
        self._cells_across: dict[etree._Element, str] = {}
        self._wishes: dict[etree._Element, list[_Wish]] = {}
        self._compile()

    @property
    def problems(self) -> list[Problem]:
        """What is wrong in the story."""
        return self._complaints.problems

    def _compile(self) -> None:
        spots = Finder(self._tape.new, self._complaints).spots(self._root)
        asked = (spot.tag.name for spot in spots if spot.tag.kind == "unless")
        self._own_wording = {self._fields.table(name) or name for name in asked}
        self._structure(self._set_across(spots))
        for row, table in self._settled_rows().items():
            repeat_row(row, self._loop_marks(Each(table)), self._empty_marks(table))
        xml = self._tape.written(self._root)
        self._complaints.report_out_of_reach(xml)
        self.program: Program = [] if self.problems else self._tape.linked(xml)

    # -- cells side by side --------------------------------------------------------------------------

    def _set_across(self, spots: list[Spot]) -> list[Spot]:
        """The other tags; cells that stand once for each row are set first, as the tags in them must know."""
        grids: dict[etree._Element, int] = {}
        for spot in (each for each in spots if each.tag.kind == "across"):
            known, cell = resolve(spot.tag, self._fields), closest(spot.paragraph, CELL)
            self._erase(spot)
            if isinstance(known, Fault):
                self._report_at(spot, known)
            elif cell is None or not cells.across(cell, known.name, self._tape.mark_of, grids):
                self._report_at(spot, Fault("across-needs-one-cell"))
            else:
                self._cells_across[cell] = known.name
                self._wish_outer(spot, known.name, ())
        return [spot for spot in spots if spot.tag.kind != "across"]

    def _scopes_across(self, spot: Spot) -> tuple[Scope, ...]:
        cell = closest(spot.paragraph, CELL) if self._cells_across else None
        table = None if cell is None else self._cells_across.get(cell)
        return (Scope(table),) if table else ()

    # -- checking and placing ------------------------------------------------------------------------

    def _structure(self, spots: list[Spot]) -> None:
        """Resolve every tag and place every block; the rows that are to repeat remain as wishes."""
        stack: list[_Opened] = []
        for spot in spots:
            scopes = (
                *(block.loop for block in stack[:_DEPTH_LIMIT] if block.loop),
                *self._scopes_across(spot),
            )
            if spot.tag.kind == "end":
                self._close(spot, stack)
            elif spot.tag.kind in OPENING:
                self._open(spot, stack, scopes)
            else:
                self._single(spot, scopes)
        for block in stack:
            self._report_at(block.spot, Fault("unclosed-block", {"name": block.spot.tag.name}))

    def _resolved(self, spot: Spot, scopes: tuple[Scope, ...]) -> Reference | None:
        known = resolve(spot.tag, self._fields, scopes)
        if isinstance(known, Fault):
            self._report_at(spot, known)
            return None
        self.names[".".join(filter(None, (known.table, known.name)))] = None
        if spot.tag.kind in {"group", "sum"}:
            self._wish_outer(spot, known.table, scopes)
        elif known.kind == "cell" and not _given(known, scopes):
            self._wish(spot, known.table, scopes)
        elif known.kind == "table":
            self._wish_outer(spot, known.name, scopes)
        return known

    def _open(self, spot: Spot, stack: list[_Opened], scopes: tuple[Scope, ...]) -> None:
        known = self._resolved(spot, scopes)
        if spot.tag.kind == "hand":
            known = known if self._may_be_region(spot, stack) else None
        if len(stack) == _DEPTH_LIMIT:
            self._report_at(spot, Fault("nested-too-deep"))
        stack.append(_Opened(spot, known, scopes))

    def _may_be_region(self, spot: Spot, stack: list[_Opened]) -> bool:
        name = spot.tag.name
        if stack or spot.paragraph.getparent() is not self._root.find(w("body")):
            self._report_at(spot, Fault("region-in-loop"))
        elif name in self.regions:
            self._report_at(spot, Fault("region-twice", {"name": name}))
        self.regions.add(name)
        return not self.problems

    def _close(self, spot: Spot, stack: list[_Opened]) -> None:
        if not stack:
            self._report_at(spot, Fault("stray-end"))
            return
        block = stack.pop()
        if not block.spot.tag.is_closed_by(spot.tag.name):
            fault = Fault("mismatched-end", {"name": spot.tag.name, "open": block.spot.tag.name})
            self._report_at(spot, fault)
        elif block.known:
            self._place(block, spot, block.known)

    def _place(self, block: _Opened, closed: Spot, known: Reference) -> None:
        opened = block.spot
        node, empty = self._block(opened, known)
        self._tape.set(opened.operation, node)
        self._tape.set(closed.operation, Edge.CLOSE)
        marks = self._tape.mark(opened.operation), self._tape.mark(closed.operation)
        rows_allowed = known.kind != "cell" or opened.tag.kind == "group" or _given(known, block.scopes)
        together = opened.tag.kind == "hand" and opened.paragraph is closed.paragraph
        if together or not place_block((opened.text, closed.text), marks, empty, rows_allowed=rows_allowed):
            self._report_at(opened, Fault("block-across-levels"))

    def _block(self, spot: Spot, known: Reference) -> tuple[Node, tuple[str, str] | None]:
        """The operation a block begins with, and the marks of what is said where it has no rows."""
        match spot.tag.kind:
            case "each":
                return Each(known.name), self._empty_marks(known.name)
            case "group":
                return Group(known), self._empty_marks(known.table)
            case "hand":
                return Region(known.name, len(self.regions)), None
            case kind:
                return When(known, kind == "if"), None

    def _loop_marks(self, node: Node) -> tuple[str, str]:
        return self._tape.mark_of(node), self._tape.mark_of(Edge.CLOSE)

    def _empty_marks(self, table: str) -> tuple[str, str] | None:
        if table in self._own_wording:
            return None
        return self._tape.mark_of(Edge.ELSE), self._tape.mark_of(NoRows())

    # -- rows that repeat ----------------------------------------------------------------------------

    def _wish(self, spot: Spot, table: str, scopes: tuple[Scope, ...]) -> None:
        row = closest(spot.paragraph, ROW)
        if row is None:
            self._report_at(spot, Fault("column-outside-row", {"table": table}))
        else:
            self._wishes.setdefault(row, []).append(_Wish(spot, table, scopes))

    def _wish_outer(self, spot: Spot, table: str, scopes: tuple[Scope, ...]) -> None:
        """A table inside another's rows needs one of them: a loop around it, or the row it stands in."""
        outer = table.rpartition(".")[0]
        if not outer or Scope(outer) in scopes:
            return
        if closest(spot.paragraph, ROW) is None:
            self._report_at(spot, Fault("needs-outer-loop", {"table": table, "outer": outer}))
        else:
            self._wish(spot, outer, scopes)

    def _settled_rows(self) -> dict[etree._Element, str]:
        """The rows that repeat, outer ones first, each for one table; every other wish is a problem."""
        rows: dict[etree._Element, str] = {}
        for row in self._root.iter(ROW):
            around = {rows[above] for above in row.iterancestors(ROW) if above in rows}
            for wish in self._wishes.get(row, ()):
                if wish.table in around:
                    continue
                if rows.setdefault(row, wish.table) != wish.table:
                    self._report_at(wish.spot, Fault("mixed-tables-in-row", {"table": rows[row]}))
                outer = wish.table.rpartition(".")[0]
                if outer and outer not in around and Scope(outer) not in wish.scopes:
                    self._report_at(
                        wish.spot, Fault("needs-outer-loop", {"table": wish.table, "outer": outer})
                    )
        return rows

    # -- single tags ---------------------------------------------------------------------------------

    def _single(self, spot: Spot, scopes: tuple[Scope, ...]) -> None:
        known = self._resolved(spot, scopes)
        if known is None:
            return
        match spot.tag.kind:
            case "chart":
                self._chart(spot, known)
            case "picture":
                self._erase(spot)
                if not frames.frame(spot.paragraph, known, self._tape.mark_of):
                    self._report_at(spot, Fault("picture-tag-without-picture"))
            case "value":
                self._tape.set(spot.operation, Show(known, spot.tag.format))
            case "sum":
                self._tape.set(spot.operation, Total(known, spot.tag.format))
            case "count":
                self._tape.set(spot.operation, Count(known.name))
            case "link":
                self._tape.set(spot.operation, frames.link(spot.text, known, spot.tag.format))
            case _:
                self._cell_tag(spot, known)

    def _cell_tag(self, spot: Spot, known: Reference) -> None:
        cell = closest(spot.paragraph, CELL)
        if cell is None or (spot.tag.kind == "merge" and known.kind != "cell"):
            self._report_at(spot, Fault("cell-tag-outside-cell"))
            return
        mark = self._tape.mark(spot.operation)
        if spot.tag.kind == "merge":
            begun = self._tape.mark_of(cells.merge_mark(known))
            self._tape.set(spot.operation, cells.merged(cell, known, spot.tag.format, begun))
            return
        self._erase(spot)
        made = (
            cells.fill(cell, known, mark)
            if spot.tag.kind == "fill"
            else cells.bar(cell, spot.text, known, mark)
        )
        self._tape.set(spot.operation, made)

    def _erase(self, spot: Spot) -> None:
        spot.text.text = (spot.text.text or "").replace(self._tape.mark(spot.operation), "")

    def _chart(self, spot: Spot, known: Reference) -> None:
        drawn = spot.paragraph.find(f".//{{{CHART}}}chart")
        if drawn is None:
            self._report_at(spot, Fault("chart-tag-without-chart"))
            return
        self._erase(spot)
        self.charts[drawn.get(RELATIONSHIP_ID, "")] = known.name

    def _report_at(self, spot: Spot, fault: Fault) -> None:
        self._complaints.report(spot.paragraph, spot.found, fault)


def _given(known: Reference, scopes: tuple[Scope, ...]) -> bool:
    """Whether a loop around a tag gives it its row: over the table, or over groups of that very column."""
    return any(scope.table == known.table and scope.grouped_by in {"", known.name} for scope in scopes)
