"""Whether the figures of a document are still those of its workbook, and still those that were written."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple, get_args
from urllib.parse import unquote

from sheetplan.app.address import is_address
from sheetplan.app.ports import DocumentTrace, TracedFigure
from sheetplan.app.refusal import Refusal
from sheetplan.app.reports import document_contexts, workbook_context
from sheetplan.app.workbooks import House, check_file
from sheetplan.language import wording

State = Literal["current", "stale", "edited", "removed"]
STATES: tuple[State, ...] = get_args(State)
ALIKE = 0.5
"""Two lines that share this much are the same line, rewritten."""


class Verified(NamedTuple):
    """A figure of a document: what was written, what stands there, what it would say now."""

    state: State
    address: str
    written: str
    now: str
    line: str


@dataclass(frozen=True)
class Verification:
    """What became of the figures of a document."""

    figures: tuple[Verified, ...]
    workbook: Path
    same_workbook: bool
    """Whether the workbook is, byte for byte, the one the document was made from."""

    def count(self, state: State) -> int:
        """Return how many figures are in a state."""
        return sum(figure.state == state for figure in self.figures)


def verify_document(
    house: House, path: Path, workbook: Path | None, status_date: date | None
) -> Verification:
    """Return what became of each figure of a document.

    Args:
        house: the world.
        path: the document.
        workbook: the workbook, if it no longer lies where it lay.
        status_date: the day to measure at; else the workbook's own, else the document's.

    Raises:
        Refusal: the document was not made here, or its workbook cannot be read.
    """
    data = house.store.read(path)
    trace = house.templates.traced(data)
    if trace is None:
        raise Refusal("not-our-document")
    book = workbook or _said_workbook(path, trace.about["workbook"])
    now, fingerprint = _rendered_now(house, trace, book, path.parent, status_date)
    said = _by_cells(now)
    states = zip(_figures(trace), _standing(trace, house.templates.lines(data)), strict=True)
    figures = tuple(_verified(figure, line, state, said) for (line, figure), state in states)
    return Verification(figures, book, fingerprint == trace.about["fingerprint"])


def _said_workbook(document: Path, said: str) -> Path:
    """Return where a document says that its workbook lies.

    A server that a document names is not asked: it may be anybody's, and would be shown who we are.
    """
    if is_address(said):
        raise Refusal("no-workbook-of-document", reason=unquote(said))
    return document.parent / said


def _rendered_now(
    house: House, trace: DocumentTrace, book: Path, folder: Path, status_date: date | None
) -> tuple[DocumentTrace, str]:
    """Return the trace the document would have if it were written today, and the workbook's fingerprint."""
    about = trace.about
    try:
        examined = check_file(house, book, status_date)
        if status_date is None and examined.parsed.plan.settings.status_date is None:
            examined = check_file(house, book, date.fromisoformat(about["status-date"]))
    except Refusal as refusal:
        raise Refusal(
            "no-workbook-of-document", reason=refusal.worded(book, wording(about["language"]))
        ) from refusal
    context = workbook_context(house, examined, book, folder)
    copies = dict(document_contexts(about["kind"], context, wording(examined.language)))
    copy = copies.get(about["copy"]) or next(iter(copies.values()))
    made = house.templates.traced(house.templates.render(about["kind"], copy, book.parent))
    if made is None:
        raise Refusal("not-our-document")
    return made, examined.snapshot.fingerprint


def _by_cells(trace: DocumentTrace) -> Mapping[tuple[str, ...], Iterator[str]]:
    """Return what is written of each group of cells, in order of appearance."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for _, figure in _figures(trace):
        found[figure.cells].append(figure.text)
    return {cells: iter(texts) for cells, texts in found.items()}


def _figures(trace: DocumentTrace) -> Iterator[tuple[str, TracedFigure]]:
    for part, figures in trace.figures.items():
        yield from ((trace.lines[part][figure.line], figure) for figure in figures)


def _verified(
    figure: TracedFigure, line: str, state: State, said: Mapping[tuple[str, ...], Iterator[str]]
) -> Verified:
    now = next(said.get(figure.cells, iter(())), "")
    if state == "current" and now != figure.text:
        state = "stale"
    return Verified(state, figure.address, figure.text, now, line.strip())


# -- what people did to the text ------------------------------------------------------------------------


def _standing(trace: DocumentTrace, present: Sequence[str]) -> Iterator[State]:
    """Yield for each figure whether it stands as it was written."""
    written = [line for lines in trace.lines.values() for line in lines]
    kept = _kept_lines(written, present)
    start = 0
    for part, lines in trace.lines.items():
        for figure in trace.figures[part]:
            line = start + figure.line
            there = kept.get(line)
            yield "removed" if there is None else _inside(written[line], present[there], figure)
        start += len(lines)


def _kept_lines(written: Sequence[str], present: Sequence[str]) -> dict[int, int]:
    """Return where each line that was written stands today: as it was, or rewritten."""
    kept: dict[int, int] = {}
    matcher = difflib.SequenceMatcher(None, written, present, autojunk=False)
    for kind, i, last, j, end in matcher.get_opcodes():
        if kind == "equal":
            kept.update(zip(range(i, last), range(j, end), strict=True))
        elif kind == "replace":
            kept.update(_rewritten(written, present, range(i, last), range(j, end)))
    return kept


def _rewritten(
    written: Sequence[str], present: Sequence[str], theirs: range, here: range
) -> Iterator[tuple[int, int]]:
    free = list(here)
    for line in theirs:
        likeness = [
            (difflib.SequenceMatcher(None, written[line], present[at]).ratio(), at) for at in free[:20]
        ]
        best, at = max(likeness, default=(0.0, 0), key=lambda pair: pair[0])
        if best >= ALIKE or (len(theirs) == len(here) and likeness and theirs.index(line) == here.index(at)):
            free = [each for each in free if each > at]
            yield line, at


def _inside(written: str, present: str, figure: TracedFigure) -> State:
    """Return whether a figure stands in a rewritten line as it was."""
    if written == present:
        return "current"
    end = figure.start + len(figure.text)
    blocks = difflib.SequenceMatcher(None, written, present, autojunk=False).get_matching_blocks()
    whole = any(block.a <= figure.start and end <= block.a + block.size for block in blocks)
    return "current" if whole else "edited"
