"""Finding tags in the tree of a story, however Word has cut them, and putting marks in their place.

Where a tag stood, a mark stays: a private character around the number of its operation, in a text, an
attribute or a comment.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sheetplan.adapters.docx_package.names import DELETED_TEXT, PARAGRAPH, SPACE, TEXT, closest, w
from sheetplan.documents.problem import Fault
from sheetplan.documents.template import Found, Tag, find_tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from sheetplan.adapters.docx_package.complaints import Complaints

_TRACKED = frozenset(map(w, ("ins", "del", "moveFrom", "moveTo")))


@dataclass(eq=False)
class Spot:
    """A tag where it stands: its paragraph, the text element that holds its mark, its operation."""

    tag: Tag
    found: Found
    paragraph: etree._Element
    text: etree._Element
    operation: int


class Finder:
    """The tags of one story."""

    def __init__(self, new_mark: Callable[[], tuple[int, str]], complaints: Complaints) -> None:
        self._new_mark = new_mark
        self._complaints = complaints

    def spots(self, root: etree._Element) -> list[Spot]:
        """Every tag of the story, in order; each has given way to a mark."""
        owned: dict[etree._Element, list[etree._Element]] = {}
        for text in root.iter(TEXT, DELETED_TEXT):
            paragraph = closest(text, PARAGRAPH)
            if paragraph is not None:
                owned.setdefault(paragraph, []).append(text)
        return [spot for paragraph, texts in owned.items() for spot in self._spots_in(paragraph, texts)]

    def _spots_in(self, paragraph: etree._Element, texts: list[etree._Element]) -> list[Spot]:
        full = "".join(text.text or "" for text in texts if text.tag == TEXT)
        if not any(braces in full for braces in ("{{", "}}", "｛", "｝")):
            return []
        self._complaints.texts[paragraph] = full
        found = find_tags(full)
        for loose in (hit for hit in found if hit.tag is None):
            self._complaints.report(paragraph, loose, Fault("unbalanced-braces"))
        return self._replace_by_marks(paragraph, texts, [hit for hit in found if hit.tag is not None])

    def _replace_by_marks(
        self, paragraph: etree._Element, texts: list[etree._Element], tags: list[Found]
    ) -> list[Spot]:
        """Each tag's text gives way to a mark in the element where the tag began."""
        spots: list[Spot] = []
        at = 0
        next_tag = 0
        open_until = 0
        for text in texts:
            if open_until > at and _tracked_in(text) is not _tracked_in(spots[-1].text):
                self._complaints.report(paragraph, spots[-1].found, Fault("tracked-change"))
            if text.tag == DELETED_TEXT:
                continue
            own, start = text.text or "", at
            at += len(own)
            kept = []
            cursor = min(max(start, open_until), at)
            while next_tag < len(tags) and tags[next_tag].start < at:
                hit = tags[next_tag]
                operation, mark = self._new_mark()
                kept += [own[cursor - start : hit.start - start], mark]
                spots.append(Spot(hit.tag or Tag("value", ()), hit, paragraph, text, operation))
                cursor, open_until, next_tag = min(hit.end, at), hit.end, next_tag + 1
            kept.append(own[cursor - start :])
            text.text = "".join(kept)
            text.set(SPACE, "preserve")
        return spots


def _tracked_in(text: etree._Element) -> etree._Element | None:
    return next((up for up in text.iterancestors() if up.tag in _TRACKED), None)
