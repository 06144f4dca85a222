"""A deck drawn: a cover, the plan at a glance, and the slides of its chapters."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from pptx import Presentation

from sheetplan.adapters.docx_package.archive import Member, read_archive, write_archive
from sheetplan.adapters.docx_package.program import clean
from sheetplan.adapters.docx_package.refusal import TemplateRefused
from sheetplan.build.deck.canvas import Box, Canvas, Type
from sheetplan.build.deck.look import (
    BODY_BOTTOM,
    BODY_TOP,
    GREY,
    HEIGHT,
    LINE,
    MARGIN,
    TITLE_HEIGHT,
    TITLE_TOP,
    WIDTH,
    layouts,
    new_presentation,
)
from sheetplan.build.deck.measure import height, lines, paged, widths_of
from sheetplan.build.word.look import NAVY, ORANGE, PALE
from sheetplan.documents.slides import Card, Cell, Column, Deck, Drawn, Grid, Part, Slide

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Slides

TEXT = WIDTH - 2 * MARGIN
"""The width of the text on a slide."""
LEAD = 14.0
MOST_LEAD = 3
"""A lead of more lines becomes a text of its own."""
MOST_OF_PROPERTY = 255
CARDS_HIGH, GAP = 92.0, 14.0
_PAIR, _SINGLE = ("BFC8D9", NAVY), (NAVY,)
_CORE = "docProps/core.xml"


def build_deck(deck: Deck) -> bytes:
    """Return a deck as a .pptx; equal decks make equal bytes."""
    drawing = _Drawing(deck)
    drawing.cover()
    drawing.overview()
    for slide in deck.slides:
        drawing.slide(slide)
    return _sealed(drawing.presentation)


def is_untouched(data: bytes) -> bool:
    """Return whether a presentation is as it was written here."""
    try:
        members = read_archive(data)
        seal = Presentation(io.BytesIO(data)).core_properties.identifier
    except (TemplateRefused, KeyError, ValueError):
        return False
    return bool(seal == _print(members))


def _sealed(made: Slides) -> bytes:
    """Return the presentation's bytes, its fingerprint among its properties."""
    made.core_properties.identifier = _print(read_archive(_saved(made)))
    return write_archive(read_archive(_saved(made)))


def _saved(made: Slides) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _print(members: dict[str, Member]) -> str:
    """Return a fingerprint of all parts but the one that holds it."""
    digest = hashlib.sha256()
    for name, member in sorted(members.items()):
        if name != _CORE:
            digest.update(f"{name}:{member.crc}:{member.size};".encode())
    return digest.hexdigest()


class _Drawing:
    """A deck being drawn."""

    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        self.presentation = new_presentation(deck.language)
        self._cover, self._content = layouts(self.presentation)
        self._charts = 0
        core, properties = self.presentation.core_properties, deck.properties
        core.title, core.author = _property(properties.title), _property(properties.author)
        core.subject, core.keywords = _property(properties.subject), _property(properties.keywords)
        core.comments = ""
        core.last_modified_by, core.language = "sheetplan", "zh-CN" if deck.language == "zh" else "en-GB"

    # -- cover and overview ------------------------------------------------------------------------------

    def cover(self) -> None:
        """Draw the cover."""
        deck = self._deck
        slide = self.presentation.slides.add_slide(self._cover)
        for place in list(slide.placeholders):
            if place.placeholder_format.idx:
                place.element.getparent().remove(place.element)
        canvas = Canvas(slide, deck.language)
        canvas.block(Box(0, 120, WIDTH, 236), NAVY)
        canvas.block(Box(0, 120, 14, 236), ORANGE)
        left, width = 72.0, WIDTH - 144
        canvas.text(deck.properties.subject, Box(left, 146, width, 20), Type(13, "F4B183", bold=True))
        name = Box(left, 172, width, 92)
        size = _size(deck.title, width, 40, 34, 28)
        canvas.title(_shortened(deck.title, name, size), name, Type(size, "FFFFFF", bold=True))
        theme = Box(left, 276, width, 60)
        canvas.text(_shortened(deck.subtitle, theme, 18), theme, Type(18, "DCE3F0"))
        at = 386.0
        for fact in deck.facts:
            canvas.text(fact, Box(left, at, width, 20), Type(14))
            at += 24
        canvas.text(deck.source, Box(left, 505, width, 16), Type(10, GREY))

    def overview(self) -> None:
        """Draw the six chapters, each with what it comes to."""
        canvas = self._new_slide("", self._deck.overview)
        wide, high = (TEXT - 2 * GAP) / 3, 190.0
        for at, chapter in enumerate(self._deck.chapters):
            left = MARGIN + at % 3 * (wide + GAP)
            top = BODY_TOP + 10 + at // 3 * (high + GAP)
            canvas.block(Box(left, top, wide, high), PALE)
            canvas.block(Box(left, top, wide, 3), ORANGE if at == 0 else NAVY)
            canvas.text(f"{at + 1:02}", Box(left + 16, top + 14, 60, 30), Type(22, ORANGE, bold=True))
            canvas.text(chapter.name, Box(left + 16, top + 50, wide - 32, 22), Type(16, NAVY, bold=True))
            gist = Box(left + 16, top + 78, wide - 32, 57)
            canvas.text(_shortened(chapter.gist, gist, 13), gist, Type(13))
            titles = Box(left + 16, top + high - 44, wide - 32, 34)
            canvas.text(" · ".join(chapter.titles), titles, Type(11, GREY))

    # -- chapters ----------------------------------------------------------------------------------------

    def slide(self, slide: Slide) -> None:
        """Draw a slide, and as many more as it takes until everything on it has found room."""
        content = _Content(slide.lead, slide.cards, slide.parts)
        title = slide.title
        if lines(slide.lead, TEXT, LEAD) > MOST_LEAD:
            title = self._pages(slide.chapter, title, _Content(parts=(_passage(slide.lead),)), slide.title)
            content = content._replace(lead="")
        self._pages(slide.chapter, title, content, slide.title)

    def _pages(self, chapter: int, title: str, content: _Content, whole: str) -> str:
        """Draw contents on slides that go on with each other; return the title of one more."""
        rest: _Content | None = content
        while rest is not None:
            rest = self._page(chapter, title, rest)
            title = self._deck.continued.format(title=whole)
        return title

    def _page(self, chapter: int, title: str, content: _Content) -> _Content | None:
        canvas = self._new_slide(f"{chapter:02}  {self._deck.chapters[chapter - 1].name}", title)
        top = BODY_TOP
        if content.lead:
            high = height(content.lead, TEXT, LEAD)
            canvas.text(content.lead, Box(MARGIN, top, TEXT, high), Type(LEAD, GREY))
            top += high + GAP
        if content.cards:
            self._cards(canvas, content.cards, top)
            top += CARDS_HIGH + GAP
        return self._parts(canvas, content.parts, top)

    def _parts(self, canvas: Canvas, parts: Sequence[Part], top: float) -> _Content | None:
        """Draw parts side by side, charts to the left; return what found no room."""
        shown = [part for part in parts if _has(part)] or [_sentence(self._deck.nothing)]
        room, rest, left = BODY_BOTTOM - top, list[Grid](), MARGIN
        for part, share in zip(shown, _shares(shown), strict=True):
            box = Box(left, top, share * (TEXT - (len(shown) - 1) * 2 * GAP), room)
            if isinstance(part, Drawn):
                self._chart(canvas, part, box)
            else:
                rest += self._grid(canvas, part, box)
            left += box.width + 2 * GAP
        return _Content(parts=rest) if rest else None

    def _grid(self, canvas: Canvas, grid: Grid, box: Box) -> list[Grid]:
        """Draw what fits of a grid; return the rest of it."""
        size, (shown, *others) = paged(grid, box.width, box.height, BODY_BOTTOM - BODY_TOP)
        canvas.grid(shown, box, widths_of(grid, box.width), size)
        return [grid._replace(rows=tuple(row for other in others for row in other.rows))] if others else []

    def _chart(self, canvas: Canvas, drawn: Drawn, box: Box) -> None:
        self._charts += 1
        colours = _PAIR if len(drawn.chart.series) > 1 else _SINGLE
        canvas.chart(drawn, box, self._charts, colours)

    def _cards(self, canvas: Canvas, cards: Sequence[Card], top: float) -> None:
        wide = (TEXT - (len(cards) - 1) * GAP) / len(cards)
        for at, card in enumerate(cards):
            left = MARGIN + at * (wide + GAP)
            canvas.block(Box(left, top, wide, CARDS_HIGH), PALE)
            inner = left + 8, wide - 16
            for text, down, high, look in (
                (card.label, 10, 16, Type(12, GREY, side="^")),
                (
                    card.figure,
                    30,
                    34,
                    Type(_size(card.figure, inner[1], 24, 18, 13), NAVY, bold=True, side="^"),
                ),
                (card.note, 68, 16, Type(11, ORANGE, side="^")),
            ):
                box = Box(inner[0], top + down, inner[1], high)
                canvas.text(_shortened(text, box, look.size), box, look)

    # -- pieces ------------------------------------------------------------------------------------------

    def _new_slide(self, kicker: str, title: str) -> Canvas:
        """Return a slide with its chapter, its title, its rule and its foot."""
        slide = self.presentation.slides.add_slide(self._content)
        canvas = Canvas(slide, self._deck.language)
        if kicker:
            canvas.text(kicker, Box(MARGIN, 24, TEXT, 16), Type(11, ORANGE, bold=True))
        canvas.title(title, Box(MARGIN, TITLE_TOP, TEXT, TITLE_HEIGHT), Type(24, NAVY, bold=True))
        canvas.block(Box(MARGIN, BODY_TOP - 8, TEXT, 0.75), LINE)
        foot = HEIGHT - 26
        canvas.text(self._deck.source, Box(MARGIN, foot, TEXT * 0.8, 14), Type(9, GREY))
        canvas.page_number(Box(WIDTH - MARGIN - 60, foot, 60, 14), Type(9, GREY, side=">"))
        return canvas


class _Content(NamedTuple):
    """What a slide shows below its title."""

    lead: str = ""
    cards: Sequence[Card] = ()
    parts: Sequence[Part] = ()


def _property(text: str) -> str:
    """Return a text as the properties of a file can hold it."""
    return " ".join(clean(text).split())[:MOST_OF_PROPERTY]


def _passage(text: str) -> Grid:
    """Return a text as a grid of one column, which flows on over slides."""
    rows = tuple((Cell(line),) for line in text.split("\n") if line.strip())
    return Grid((Column("", 1),), rows, headed=False)


def _sentence(text: str) -> Grid:
    return Grid((Column("", 1),), ((Cell(text),),), headed=False)


def _has(part: Part) -> bool:
    return bool(part.rows) if isinstance(part, Grid) else bool(part.chart.series)


def _shares(parts: Sequence[Part]) -> list[float]:
    """Return the share of the width of each part: charts a little more than half."""
    if len(parts) == 1:
        return [1.0]
    return [0.55 if isinstance(part, Drawn) else 0.45 for part in parts]


def _size(text: str, width: float, *sizes: float) -> float:
    """Return the first size at which a text stands on one line, or the last."""
    return next((size for size in sizes if lines(text, width, size) == 1), sizes[-1])


def _shortened(text: str, room: Box, size: float) -> str:
    """Return what of a text fits into a box of the cover, the overview or a card; its slide says it whole."""
    shown = text
    while height(shown, room.width, size) > room.height:
        shown = shown.rstrip("…")[: len(shown) * 9 // 10] + "…"
    return shown
