"""Rules of 文字: prose that may go into a document as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sheetplan.model.sheets.texts import Passage
from sheetplan.rules.rule import Case, Hit, Severity, Word, at, rule

_LEFTOVER = re.compile(r"待补充|待填写|待完善|[xX×]{3,}|\bTODO\b|\bTBD\b|\?{3,}|？{3,}|【\s*】|_{3,}")


@rule(
    "TXT001",
    Severity.WARNING,
    bad="texts passage=summary content=顺利\ntexts passage=summary content=圆满",
    good="texts passage=summary content=顺利\ntexts passage=conclusion content=圆满",
)
def same_passage_twice(case: Case) -> Iterator[Hit]:
    """Yield passages written twice under the same title for the same place."""
    seen: dict[tuple[object, ...], Passage] = {}
    for passage in case.plan.texts:
        if passage.passage and passage.content:
            first = seen.setdefault((passage.passage, passage.title), passage)
            if first is not passage:
                yield at(passage, "passage", passage=Word("passage", passage.passage), first=first.row)


@rule(
    "TXT002",
    Severity.WARNING,
    bad="texts passage=summary content=到场XXX人",
    good="texts passage=summary content=到场300人",
)
def unfinished_prose(case: Case) -> Iterator[Hit]:
    """Yield passages with a gap that somebody meant to fill in later."""
    for passage in case.plan.texts:
        gap = _LEFTOVER.search(passage.content or "")
        if gap:
            yield at(passage, "content", gap=gap[0])
