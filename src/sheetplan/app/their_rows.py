"""The rows of an adopted sheet as rows to bring in: what they mean, not what stands in their cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sheetplan.changes.arrivals import Arrival
from sheetplan.changes.currencies import whole
from sheetplan.model.column import Owner
from sheetplan.model.sheets import SHEETS
from sheetplan.table.parse import Misfit, Parsed


def their_rows(parsed: Parsed, sheet: str) -> Iterator[Arrival]:
    """Yield the rows of a stranger's sheet: weeks as days, marks as dates, amounts whole.

    What nobody understood comes as it stands, to be taken or refused by the rules of our cells.
    """
    where = parsed.layout.sheets[sheet]
    columns = SHEETS[sheet].columns_of(Owner.PEOPLE)
    flawed: dict[int, list[Misfit]] = defaultdict(list)
    for misfit in parsed.misfits:
        if misfit.sheet == sheet:
            flawed[misfit.row].append(misfit)
    for row in parsed.plan.rows(sheet):
        said = {key: value for key in columns if (value := getattr(row, key)) not in (None, ())}
        open_cells = {
            misfit.column: whole(misfit.raw, where.units[misfit.column])
            if misfit.column in where.units
            else misfit.raw
            for misfit in flawed[row.row]
            if misfit.column not in said
        }
        place = where.place(row.row, next(iter(columns)))
        cells = {**said, **open_cells}
        yield Arrival(sheet, f"{where.name}!{place.row}", cells, dict.fromkeys(cells, where.currency))
