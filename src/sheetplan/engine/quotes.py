"""Quotes for the same purchase side by side, and the tiers of a rate card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from sheetplan.engine.outcome import QuoteOutcome, TierOutcome
from sheetplan.engine.sums import same
from sheetplan.model.sheets.quotes import Quote
from sheetplan.model.sheets.rate_tiers import RateTier

CENT = Decimal("0.01")


def quotes_of(quotes: Sequence[Quote]) -> tuple[QuoteOutcome, ...]:
    """Return where each quote stands among those for the same purchase."""
    places = _ranked((index, quote.purchase, quote.price) for index, quote in enumerate(quotes))
    prices: dict[str, list[Decimal]] = defaultdict(list)
    for index in places:
        prices[same(quotes[index].purchase)].append(quotes[index].price or Decimal(0))
    return tuple(
        _quote(quote, sorted(prices[same(quote.purchase)]), places.get(index))
        for index, quote in enumerate(quotes)
    )


def _quote(quote: Quote, prices: Sequence[Decimal], rank: int | None) -> QuoteOutcome:
    count = len(prices)
    if quote.purchase is None or not count:
        return QuoteOutcome(quote_count=Decimal(0) if quote.purchase else None)
    median = (prices[(count - 1) // 2] + prices[count // 2]) / 2
    return QuoteOutcome(
        quote_count=Decimal(count),
        rank=None if rank is None else Decimal(rank),
        lowest=prices[0],
        median=median,
        saving=median - quote.price if quote.chosen == "yes" and quote.price is not None else None,
    )


def tiers_of(tiers: Sequence[RateTier]) -> tuple[TierOutcome, ...]:
    """Return the number of each tier within its rate card, and where the next tier begins."""
    places = _ranked((index, tier.rate_card, tier.from_exposure) for index, tier in enumerate(tiers))
    starts = {
        (same(tiers[index].rate_card), place): tiers[index].from_exposure for index, place in places.items()
    }
    return tuple(
        TierOutcome(Decimal(places[index]), starts.get((same(tier.rate_card), places[index] + 1)))
        if index in places
        else TierOutcome()
        for index, tier in enumerate(tiers)
    )


class RateCards(NamedTuple):
    """Every rate card with its tiers."""

    tiers: Sequence[RateTier]
    ends: Sequence[TierOutcome]

    def fee(self, rate_card: str | None, exposure: Decimal | None) -> Decimal | None:
        """Return what so many views cost, or None where no tier with a price applies."""
        if rate_card is None or exposure is None:
            return None
        for tier, end in zip(self.tiers, self.ends, strict=True):
            if same(tier.rate_card) == same(rate_card) and _applies(tier, end, exposure):
                price = tier.price or Decimal(0)
                by_thousands = tier.basis == "per_thousand"
                return (price * exposure / 1000 if by_thousands else price).quantize(CENT, ROUND_HALF_UP)
        return None


def _applies(tier: RateTier, end: TierOutcome, exposure: Decimal) -> bool:
    if tier.from_exposure is None or tier.price is None:
        return False
    return tier.from_exposure <= exposure and (end.up_to is None or exposure < end.up_to)


def _ranked(rows: Iterable[tuple[int, str | None, Decimal | None]]) -> dict[int, int]:
    """Return the place of each row in its group, the lowest first, equals in the order of their rows."""
    groups: dict[str, list[tuple[Decimal, int]]] = defaultdict(list)
    for index, group, number in rows:
        if group is not None and number is not None:
            groups[same(group)].append((number, index))
    return {
        index: place for group in groups.values() for place, (_, index) in enumerate(sorted(group), start=1)
    }
