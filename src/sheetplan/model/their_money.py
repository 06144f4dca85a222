"""Amounts as strangers write them: in their currency, and where they count so in thousands or 万."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from sheetplan.model.amounts import read_amount
from sheetplan.model.currencies import SIGNS
from sheetplan.model.kinds import Money
from sheetplan.model.reading import Context, Flaw, Reading, show_number
from sheetplan.model.values import HOME, Raw


@dataclass(frozen=True, slots=True)
class TheirMoney(Money):
    """An amount in a stranger's column. The remedy of a flaw is in his unit too, for it is to stand there."""

    per: int = 1
    """What one of his numbers is worth."""
    currency: str = HOME

    def read(self, raw: Raw, context: Context) -> Reading:
        """Return a `Decimal` in whole units of the currency."""
        if isinstance(raw, str):
            return self._written(raw)
        if isinstance(raw, bool) or not isinstance(raw, int | float):
            return Money.read(self, raw, context)
        return self._within(Decimal(repr(raw)) * self.per)

    def _written(self, text: str) -> Reading:
        amount = read_amount(text)
        if isinstance(amount, Flaw):
            return Reading(None, amount)
        unit = amount.unit.partition("/")[0]
        if unit and (unit not in _signs(self.currency) or (self.per != 1 and not amount.scaled)):
            return Reading(None, Flaw("other-unit", {"unit": amount.unit}))
        theirs = amount.value / self.per if amount.scaled else amount.value
        within = self._within(theirs * self.per)
        if within.flaw:
            return within
        repair = theirs if amount.exact and amount.unit == unit else None
        return Reading(None, Flaw("text-number", suggestion=show_number(theirs), repair=repair))


@cache
def _signs(currency: str) -> frozenset[str]:
    """Return the units that say no more than that an amount is in a currency."""
    own = {sign for sign, code in SIGNS.items() if code == currency}
    if currency == HOME:
        return Money.own_units
    return frozenset(own | _SHARED.get(currency, frozenset()))


_SHARED = {
    "JPY": frozenset("¥￥"),
    **dict.fromkeys(("HKD", "TWD", "SGD", "MOP"), frozenset("元$")),
    **dict.fromkeys(("AUD", "CAD"), frozenset("$")),
}
"""Signs that other currencies use as well."""
