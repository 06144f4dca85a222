"""The operations of a story and the marks that stand for them, until both are linked into a program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from sheetplan.adapters.docx_package.frames import Framed
from sheetplan.adapters.docx_package.program import Each, Edge, Group, Nothing, When
from sheetplan.adapters.docx_package.regions import Region

if TYPE_CHECKING:
    from sheetplan.adapters.docx_package.program import Block, Node, Program

_BLOCKS = (Each, Group, When, Framed, Region)
_PARAGRAPH_ID = re.compile(r' w14:(?:paraId|textId)="[0-9A-Fa-f]+"')


class Tape:
    """Numbered operations. A mark is a private character around the number of one."""

    def __init__(self, root: etree._Element) -> None:
        self._operations: list[Node | Edge] = []
        used = etree.tostring(root, encoding="unicode")
        self._sign = next(chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in used)

    def new(self) -> tuple[int, str]:
        """A new operation that does nothing yet, and its mark."""
        self._operations.append(Nothing())
        number = len(self._operations) - 1
        return number, self.mark(number)

    def mark(self, operation: int) -> str:
        """The mark of an operation."""
        return f"{self._sign}{operation}{self._sign}"

    def mark_of(self, node: Node | Edge) -> str:
        """The mark of a new operation."""
        number, mark = self.new()
        self.set(number, node)
        return mark

    def set(self, operation: int, node: Node | Edge) -> None:
        """Let an operation do something."""
        self._operations[operation] = node

    @staticmethod
    def written(root: etree._Element) -> str:
        """The story's markup, without the paragraph ids that copies of a paragraph must not share."""
        return _PARAGRAPH_ID.sub("", etree.tostring(root, encoding="unicode"))

    def linked(self, xml: str) -> Program:
        """The program of a story: its markup cut at the marks, with the operations between."""
        pieces = re.split(f"(?:<!--)?{self._sign}(\\d+){self._sign}(?:-->)?", xml)
        stack: list[Program] = [[]]
        blocks: list[Block] = []
        for literal, operation in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
            if literal:
                stack[-1].append(literal)
            if operation:
                _link(self._operations[int(operation)], stack, blocks)
        (program,) = stack
        return program


def _link(node: Node | Edge, stack: list[Program], blocks: list[Block]) -> None:
    if node is Edge.CLOSE:
        blocks.pop()
        stack.pop()
    elif node is Edge.ELSE:
        stack[-1] = getattr(blocks[-1], "otherwise", stack[-1])
    elif isinstance(node, _BLOCKS):
        stack[-1].append(node)
        blocks.append(node)
        stack.append(node.body)
    else:
        stack[-1].append(node)
