"""From the tree of a story to its program: tags are found, checked, placed, and linked.

Where a tag stood, a mark stays: a private character around the number of its operation, in a text, an
attribute or a comment. The story is then written out once as text and cut at its marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from sheetplan.adapters.docx_package import cells
from sheetplan.adapters.docx_package.blocks import place_block, repeat_row
from sheetplan.adapters.docx_package.names import (
    CELL,
    CHART,
    DELETED_TEXT,
    FALLBACK,
    PARAGRAPH,
    RELATIONSHIP_ID,
    ROW,
    SPACE,
    TEXT,
    closest,
    w,
)
from sheetplan.adapters.docx_package.program import Each, Edge, NoRows, Nothing, Show, When
from sheetplan.documents.problem import Fault, Problem
from sheetplan.documents.template import Found, Reference, Tag, find_tags, resolve

if TYPE_CHECKING:
    from sheetplan.adapters.docx_package.program import Block, Node, Program
    from sheetplan.documents.fields import Fields

PROBLEM_LIMIT = 100
_DEPTH_LIMIT = 16
_TRACKED = frozenset(map(w, ("ins", "del", "moveFrom", "moveTo")))
_PARAGRAPH_ID = re.compile(r' w14:(?:paraId|textId)="[0-9A-Fa-f]+"')
_DELETED = re.compile(r"<w:delText[^>]*>[^<]*</w:delText>")
_WHOLE_TAG = re.compile(r"[{｛]{2}[^{}｛｝<>]*[}｝]{2}")


@dataclass(eq=False)
class Spot:
    """A tag where it stands: its paragraph, the text element that holds its mark, its operation."""

    tag: Tag
    found: Found
    paragraph: etree._Element
    text: etree._Element
    operation: int


@dataclass
class _Opened:
    """A block not yet closed: what it asks for, and the loop it stands in."""

    spot: Spot
    known: Reference | None
    scope: str | None

    @property
    def loops_over(self) -> str | None:
        """The table whose rows the block runs over, if it is a loop."""
        return self.known.name if self.known and self.spot.tag.kind == "each" else None


class Story:
    """One story of a template, compiled: a program, its problems, and the charts it names."""

    def __init__(self, part: str, root: etree._Element, fields: Fields) -> None:
        self.part = part
        self.problems: list[Problem] = []
        self.charts: dict[str, str] = {}
        self._root = root
        self._fields = fields
        self._operations: list[Node | Block | Edge] = []
        self._mark = _unused_character(root)
        self._numbers: dict[etree._Element, int] = {}
        self._cells_across: dict[etree._Element, str] = {}
        self._texts: dict[etree._Element, str] = {}
        self._compile()

    def _compile(self) -> None:
        spots = self._spots()
        self._own_wording = {spot.tag.name for spot in spots if spot.tag.kind == "unless"}
        rows = self._structure(self._set_across(spots))
        self._repeat_rows(rows)
        xml = _PARAGRAPH_ID.sub("", etree.tostring(self._root, encoding="unicode"))
        self._report_out_of_reach(xml)
        self.program: Program = [] if self.problems else self._link(xml)

    # -- finding ------------------------------------------------------------------------------------

    def _spots(self) -> list[Spot]:
        owned: dict[etree._Element, list[etree._Element]] = {}
        self._numbers = {paragraph: at for at, paragraph in enumerate(self._root.iter(PARAGRAPH), 1)}
        for text in self._root.iter(TEXT, DELETED_TEXT):
            paragraph = closest(text, PARAGRAPH)
            if paragraph is not None:
                owned.setdefault(paragraph, []).append(text)
        return [spot for paragraph, texts in owned.items() for spot in self._spots_in(paragraph, texts)]

    def _spots_in(self, paragraph: etree._Element, texts: list[etree._Element]) -> list[Spot]:
        full = "".join(text.text or "" for text in texts if text.tag == TEXT)
        if not any(braces in full for braces in ("{{", "}}", "｛", "｝")):
            return []
        self._texts[paragraph] = full
        found = find_tags(full)
        for loose in (hit for hit in found if hit.tag is None):
            self._report(paragraph, loose, Fault("unbalanced-braces"))
        return self._replace_by_marks(paragraph, texts, found)

    def _replace_by_marks(
        self, paragraph: etree._Element, texts: list[etree._Element], found: list[Found]
    ) -> list[Spot]:
        """Each tag's text gives way to a mark in the element where the tag began."""
        spots: list[Spot] = []
        tags = [hit for hit in found if hit.tag is not None]
        at = 0
        next_tag = 0
        open_until = 0
        for text in texts:
            if open_until > at and _tracked_in(text) is not _tracked_in(spots[-1].text):
                self._report(paragraph, spots[-1].found, Fault("tracked-change"))
            if text.tag == DELETED_TEXT:
                continue
            own, start = text.text or "", at
            at += len(own)
            kept = []
            cursor = min(max(start, open_until), at)
            while next_tag < len(tags) and tags[next_tag].start < at:
                hit = tags[next_tag]
                kept += [own[cursor - start : hit.start - start], self._marked(self._new_operation())]
                spots.append(
                    Spot(hit.tag or Tag("value", ()), hit, paragraph, text, len(self._operations) - 1)
                )
                cursor, open_until, next_tag = min(hit.end, at), hit.end, next_tag + 1
            kept.append(own[cursor - start :])
            text.text = "".join(kept)
            text.set(SPACE, "preserve")
        return spots

    def _new_operation(self, node: Node | Block | Edge | None = None) -> int:
        self._operations.append(node or Nothing())
        return len(self._operations) - 1

    def _marked(self, operation: int) -> str:
        return f"{self._mark}{operation}{self._mark}"

    # -- cells side by side --------------------------------------------------------------------------

    def _set_across(self, spots: list[Spot]) -> list[Spot]:
        """The other tags; cells that stand once for each row are set first, as the tags in them must know."""
        for spot in (each for each in spots if each.tag.kind == "across"):
            known, cell = resolve(spot.tag, self._fields, None), closest(spot.paragraph, CELL)
            self._erase(spot)
            if isinstance(known, Fault):
                self._report_at(spot, known)
            elif cell is None or not cells.across(cell, known.name, self._mark_of):
                self._report_at(spot, Fault("across-needs-one-cell"))
            else:
                self._cells_across[cell] = known.name
        return [spot for spot in spots if spot.tag.kind != "across"]

    def _mark_of(self, node: Node | Block | Edge) -> str:
        return self._marked(self._new_operation(node))

    # -- checking and placing ------------------------------------------------------------------------

    def _structure(self, spots: list[Spot]) -> dict[etree._Element, str]:
        """Resolve every tag and place every block; the rows that repeat for a table remain."""
        stack: list[_Opened] = []
        rows: dict[etree._Element, str] = {}
        for spot in spots:
            scope = next((block.loops_over for block in stack if block.loops_over), self._table_across(spot))
            if spot.tag.kind == "end":
                self._close(spot, stack)
            elif spot.tag.kind in {"each", "if", "unless"}:
                self._open(spot, stack, rows, scope)
            else:
                self._single(spot, rows, scope)
        for block in stack:
            self._report_at(block.spot, Fault("unclosed-block", {"name": block.spot.tag.name}))
        return rows

    def _table_across(self, spot: Spot) -> str | None:
        cell = closest(spot.paragraph, CELL) if self._cells_across else None
        return None if cell is None else self._cells_across.get(cell)

    def _resolved(self, spot: Spot, rows: dict[etree._Element, str], scope: str | None) -> Reference | None:
        known = resolve(spot.tag, self._fields, scope)
        if isinstance(known, Fault):
            self._report_at(spot, known)
            return None
        if known.kind == "cell" and known.table != scope:
            return known if self._bind_row(spot, known.table, rows, scope) else None
        return known

    def _bind_row(self, spot: Spot, table: str, rows: dict[etree._Element, str], scope: str | None) -> bool:
        """Let the row that holds the tag repeat for the table, if it may."""
        row = closest(spot.paragraph, ROW)
        if scope:
            self._report_at(spot, Fault("nested-table", {"table": table, "outer": scope}))
        elif row is None:
            self._report_at(spot, Fault("column-outside-row", {"table": table}))
        elif rows.setdefault(row, table) != table:
            self._report_at(spot, Fault("mixed-tables-in-row", {"table": rows[row]}))
        else:
            return True
        return False

    def _open(
        self,
        spot: Spot,
        stack: list[_Opened],
        rows: dict[etree._Element, str],
        scope: str | None,
    ) -> None:
        known = self._resolved(spot, rows, scope)
        if known and spot.tag.kind == "each" and scope:
            self._report_at(spot, Fault("nested-table", {"table": known.name, "outer": scope}))
        if len(stack) == _DEPTH_LIMIT:
            self._report_at(spot, Fault("nested-too-deep"))
        stack.append(_Opened(spot, known, scope))

    def _close(self, spot: Spot, stack: list[_Opened]) -> None:
        if not stack:
            self._report_at(spot, Fault("stray-end"))
            return
        block = stack.pop()
        if spot.tag.name not in {"", block.spot.tag.name}:
            fault = Fault("mismatched-end", {"name": spot.tag.name, "open": block.spot.tag.name})
            self._report_at(spot, fault)
        elif block.known:
            self._place(block.spot, spot, block.known, block.scope)

    def _place(self, opened: Spot, closed: Spot, known: Reference, scope: str | None) -> None:
        if opened.tag.kind == "each":
            self._operations[opened.operation] = Each(known.name)
        else:
            self._operations[opened.operation] = When(known, opened.tag.kind == "if")
        self._operations[closed.operation] = Edge.CLOSE
        marks = self._marked(opened.operation), self._marked(closed.operation)
        spoken = opened.tag.kind == "each" and known.name not in self._own_wording
        empty = self._empty_marks() if spoken else None
        rows_allowed = known.kind != "cell" or known.table == scope
        if not place_block((opened.text, closed.text), marks, empty, rows_allowed=rows_allowed):
            self._report_at(opened, Fault("block-across-levels"))

    def _empty_marks(self) -> tuple[str, str]:
        return self._mark_of(Edge.ELSE), self._mark_of(NoRows())

    def _repeat_rows(self, rows: dict[etree._Element, str]) -> None:
        for row, table in rows.items():
            outer = next((rows[above] for above in row.iterancestors(ROW) if above in rows), None)
            if outer is None:
                self._repeat_row(row, table)
            elif outer != table:
                tag = Found(0, 0, f"{{{{{table}}}}}", None)
                fault = Fault("nested-table", {"table": table, "outer": outer})
                self._report(next(row.iter(PARAGRAPH)), tag, fault)

    def _repeat_row(self, row: etree._Element, table: str) -> None:
        marks = self._mark_of(Each(table)), self._mark_of(Edge.CLOSE)
        empty = None if table in self._own_wording else self._empty_marks()
        repeat_row(row, marks, empty)

    # -- single tags ---------------------------------------------------------------------------------

    def _single(self, spot: Spot, rows: dict[etree._Element, str], scope: str | None) -> None:
        known = self._resolved(spot, rows, scope)
        if known is None:
            return
        if spot.tag.kind == "chart":
            self._chart(spot, known)
        elif spot.tag.kind == "value":
            self._operations[spot.operation] = Show(known, spot.tag.format)
        else:
            self._cell_tag(spot, known)

    def _cell_tag(self, spot: Spot, known: Reference) -> None:
        cell = closest(spot.paragraph, CELL)
        if cell is None or (spot.tag.kind == "merge" and known.kind != "cell"):
            self._report_at(spot, Fault("cell-tag-outside-cell"))
            return
        if spot.tag.kind == "merge":
            mark = self._mark_of(cells.merge_mark(known))
            self._operations[spot.operation] = cells.merged(cell, known, spot.tag.format, mark)
            return
        self._erase(spot)
        if spot.tag.kind == "fill":
            self._operations[spot.operation] = cells.fill(cell, known, self._marked(spot.operation))
        else:
            self._operations[spot.operation] = cells.bar(cell, spot.text, known, self._marked(spot.operation))

    def _erase(self, spot: Spot) -> None:
        spot.text.text = (spot.text.text or "").replace(self._marked(spot.operation), "")

    def _chart(self, spot: Spot, known: Reference) -> None:
        drawn = spot.paragraph.find(f".//{{{CHART}}}chart")
        if drawn is None:
            self._report_at(spot, Fault("chart-tag-without-chart"))
            return
        self._erase(spot)
        self.charts[drawn.get(RELATIONSHIP_ID, "")] = known.name

    # -- reporting -----------------------------------------------------------------------------------

    def _report_at(self, spot: Spot, fault: Fault) -> None:
        self._report(spot.paragraph, spot.found, fault)

    def _report(self, element: etree._Element, found: Found, fault: Fault) -> None:
        if len(self.problems) >= PROBLEM_LIMIT or self._known_from_its_copy(element, found, fault):
            return
        around = self._texts.get(element, "")[max(0, found.start - 20) : found.end + 20]
        self.problems.append(
            Problem(
                fault.code,
                self.part,
                self._numbers.get(element, 0),
                around[:80],
                found.raw[:80],
                found.start,
                fault.arguments,
                fault.hint,
            )
        )

    def _known_from_its_copy(self, element: etree._Element, found: Found, fault: Fault) -> bool:
        """Whether the tag stands in the copy Word keeps of a text box for old readers, and was reported."""
        return next(element.iterancestors(FALLBACK), None) is not None and any(
            (problem.code, problem.tag) == (fault.code, found.raw[:80]) for problem in self.problems
        )

    def _report_out_of_reach(self, xml: str) -> None:
        if not self.problems:
            for match in _WHOLE_TAG.finditer(_DELETED.sub("", xml)):
                self._report(self._root, Found(0, 0, match[0], None), Fault("tag-out-of-reach"))

    # -- linking -------------------------------------------------------------------------------------

    def _link(self, xml: str) -> Program:
        pieces = re.split(f"(?:<!--)?{self._mark}(\\d+){self._mark}(?:-->)?", xml)
        stack: list[Program] = [[]]
        blocks: list[Block] = []
        for literal, operation in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
            if literal:
                stack[-1].append(literal)
            if operation:
                self._link_one(self._operations[int(operation)], stack, blocks)
        (program,) = stack
        return program

    @staticmethod
    def _link_one(node: Node | Block | Edge, stack: list[Program], blocks: list[Block]) -> None:
        match node:
            case Edge.CLOSE:
                blocks.pop()
                stack.pop()
            case Edge.ELSE:
                each = blocks[-1]
                stack[-1] = each.otherwise if isinstance(each, Each) else stack[-1]
            case Each() | When():
                stack[-1].append(node)
                blocks.append(node)
                stack.append(node.body)
            case _:
                stack[-1].append(node)


def _unused_character(root: etree._Element) -> str:
    used = etree.tostring(root, encoding="unicode")
    return next(chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in used)


def _tracked_in(text: etree._Element) -> etree._Element | None:
    return next((up for up in text.iterancestors() if up.tag in _TRACKED), None)
