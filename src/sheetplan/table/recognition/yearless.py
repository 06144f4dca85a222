"""Days that leave out their year: kept where something tells it, left out where nothing does."""

from __future__ import annotations

from sheetplan.table.cell import Grid
from sheetplan.table.recognition.alike import MOST, share
from sheetplan.table.recognition.blocks import Frame
from sheetplan.table.recognition.headings import blank
from sheetplan.table.recognition.likeness import Likeness
from sheetplan.table.recognition.ways import SPANS
from sheetplan.table.recognition.years import BEFORE, Since, dating, lacks_year, names_year


def with_years(grid: Grid, likeness: Likeness, frame: Frame, *, used: bool) -> Likeness:
    """Return a likeness with the first day of days without a year, or without them.

    Args:
        grid: its sheet.
        likeness: what the sheet is taken for.
        frame: where its headings stand.
        used: whether what stands under days is read.
    """
    if likeness.first_day:
        return likeness
    since, row = frame.since, likeness.header_row
    said = since.first_day or ((since.event - BEFORE).isoformat() if since.event else "")
    if used and said and any(point.span and not names_year(point.label) for point in frame.axis):
        return likeness._replace(first_day=said, yearless=True)
    spans = {key: guess for key, guess in likeness.columns.items() if guess.way in SPANS}
    places = dict.fromkeys(guess.column for guess in spans.values())
    rows = range(row + 1, len(grid.rows) + 1)
    lines = [[grid.cell(number, column) for column in places] for number in rows]
    cells = [cell for line in lines for cell in line if not blank(cell)]
    if not any(map(lacks_year, cells)):
        return likeness
    first = dating(grid, row, cells, since).first_day
    known = Since(first.isoformat()) if first else since
    for number, column in enumerate(places):
        own = [line[number] for line in lines if not blank(line[number])]
        if share(own, dating(grid, row, own, known).span) < MOST:
            lost = {key for key, guess in spans.items() if guess.column == column}
            likeness = likeness._replace(
                columns={key: guess for key, guess in likeness.columns.items() if key not in lost},
                undated=" / ".join(
                    [*filter(None, [likeness.undated]), next(spans[key].heading for key in lost)]
                ),
                unordered=first is not None,
            )
    dated = first is not None and not spans.keys().isdisjoint(likeness.columns)
    return likeness._replace(first_day=known.first_day, yearless=True) if dated else likeness
