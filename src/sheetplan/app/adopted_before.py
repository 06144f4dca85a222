"""What was understood of a sheet that was adopted before, which adopting it again must not change unasked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sheetplan.app.refusal import Refusal
from sheetplan.model.values import HOME
from sheetplan.table.cell import Adopted
from sheetplan.table.recognition.units import Unit

WHOLE = "1"


def refuse_other_meaning(
    adopted: Iterable[Adopted], before: Iterable[Adopted], unit: Unit | None, first_day: date | None
) -> None:
    """Return if amounts and days mean what they meant before, or what somebody has now said.

    Args:
        adopted: the sheets as they are understood now.
        before: the same, when they were adopted before.
        unit: in what the amounts are said to be; it may leave the scale or the currency unsaid.
        first_day: the day from which days are said to count.

    Raises:
        Refusal: nobody has said what would change.
    """
    known = {(one.sheet, one.name): one for one in before}
    for one in adopted:
        old = known.get((one.sheet, one.name))
        if old is None:
            continue
        if not (unit and unit.per):
            _refuse_other_scale(one, old)
        if not (unit and unit.currency) and old.currency != one.currency:
            told = {"before": old.currency or HOME, "now": one.currency or HOME}
            raise Refusal("counted-otherwise", sheet=one.name, **told)
        if old.first_day and not first_day and old.first_day != one.first_day:
            raise Refusal("dated-otherwise", sheet=one.name, before=old.first_day)


def _refuse_other_scale(one: Adopted, old: Adopted) -> None:
    both = ({*one.headings, *one.ways}) & ({*old.headings, *old.ways})
    for key in sorted(both & (one.units.keys() | old.units.keys())):
        before, now = old.units.get(key, WHOLE), one.units.get(key, WHOLE)
        if before != now:
            raise Refusal("counted-otherwise", sheet=one.name, before=f"{int(before):,}", now=f"{int(now):,}")
