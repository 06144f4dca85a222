"""What stands on a slide: plain values, in the order in which they are read."""

from __future__ import annotations

from typing import NamedTuple

from sheetplan.documents.context import Chart, Properties


class Card(NamedTuple):
    """One figure, large, with its label above and a note below."""

    label: str
    figure: str
    note: str


class Column(NamedTuple):
    """A column of a grid: its heading, its share of the width, and its side: left, ``^`` or ``>``."""

    heading: str
    share: float
    side: str = ""


class Cell(NamedTuple):
    """A cell's text, and the tone it is coloured in, if any."""

    text: str
    tone: str = "none"


class Grid(NamedTuple):
    """A table; without headings, its first column holds labels."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    headed: bool = True


class Drawn(NamedTuple):
    """A chart of columns, a line, or bars along a calendar."""

    chart: Chart
    kind: str
    description: str


Part = Grid | Drawn


class Slide(NamedTuple):
    """One slide: a chapter's number, a title, a sentence that leads in, cards, and parts side by side."""

    chapter: int
    title: str
    lead: str
    parts: tuple[Part, ...]
    cards: tuple[Card, ...] = ()


class Chapter(NamedTuple):
    """A chapter's name, what it comes to in a line, and the titles of its slides."""

    name: str
    gist: str
    titles: tuple[str, ...]


class Deck(NamedTuple):
    """A presentation.

    Attributes:
        facts: what stands on the cover below the title.
        source: where the figures come from, at the foot of each slide.
        continued: the title of a slide that goes on with the one before; holds ``{title}``.
        nothing: what stands where a part has no rows.
    """

    language: str
    title: str
    subtitle: str
    facts: tuple[str, ...]
    overview: str
    chapters: tuple[Chapter, ...]
    slides: tuple[Slide, ...]
    source: str
    continued: str
    nothing: str
    properties: Properties
