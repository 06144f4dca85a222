"""The problems of one story, each said once, with the place a person looks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sheetplan.adapters.docx_package.names import FALLBACK, PARAGRAPH
from sheetplan.documents.problem import Fault, Problem
from sheetplan.documents.template import Found

if TYPE_CHECKING:
    from lxml import etree

PROBLEM_LIMIT = 100
_DELETED = re.compile(r"<w:delText[^>]*>[^<]*</w:delText>")
_WHOLE_TAG = re.compile(r"[{｛]{2}[^{}｛｝<>]*[}｝]{2}")


class Complaints:
    """What is wrong in a story.

    Attributes:
        texts: the text of the paragraphs that hold tags.
    """

    def __init__(self, part: str, root: etree._Element) -> None:
        self.problems: list[Problem] = []
        self.texts: dict[etree._Element, str] = {}
        self._part = part
        self._root = root
        self._numbers = {paragraph: at for at, paragraph in enumerate(root.iter(PARAGRAPH), 1)}

    def report(self, element: etree._Element, found: Found, fault: Fault) -> None:
        """Take down a fault of a tag that stands in a paragraph."""
        if len(self.problems) >= PROBLEM_LIMIT or self._known_from_its_copy(element, found, fault):
            return
        around = self.texts.get(element, "")[max(0, found.start - 20) : found.end + 20]
        number = self._numbers.get(element, 0)
        place = (self._part, number, around[:80], found.raw[:80], found.start)
        self.problems.append(Problem(fault.code, *place, fault.arguments, fault.hint))

    def _known_from_its_copy(self, element: etree._Element, found: Found, fault: Fault) -> bool:
        """Whether the tag stands in the copy Word keeps of a text box for old readers, and was reported."""
        return next(element.iterancestors(FALLBACK), None) is not None and any(
            (problem.code, problem.tag) == (fault.code, found.raw[:80]) for problem in self.problems
        )

    def report_out_of_reach(self, xml: str) -> None:
        """Take down the tags that still stand in the story's markup: nothing reads them there."""
        if not self.problems:
            for match in _WHOLE_TAG.finditer(_DELETED.sub("", xml)):
                self.report(self._root, Found(0, 0, match[0], None), Fault("tag-out-of-reach"))
