"""Which channel brought a result, where people came by more than one: first, last or every touch counts.

Nothing is lost or made up: what is credited adds up to what came in, to the last cent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

Model = Literal["first", "last", "linear"]
"""Whom the credit goes to: the first channel of a path, the last, or all of them in equal parts."""


class Journey(NamedTuple):
    """The channels somebody came by, in order, and what came of it."""

    channels: Sequence[str]
    value: Decimal = Decimal(1)


def attribute(
    journeys: Iterable[Journey], model: Model = "last", cell: Decimal = Decimal("0.01")
) -> dict[str, Decimal]:
    """Return what each channel is credited with, in the order in which channels first appear.

    Args:
        journeys: paths with their value; those without a channel are credited to nobody.
        model: who is credited.
        cell: what credits are rounded to. Remainders go to the channels that lost most by rounding.
    """
    credit: dict[str, Fraction] = defaultdict(Fraction)
    for channels, value in journeys:
        for channel in channels:
            credit[channel] += 0
        for channel in _credited(channels, model):
            credit[channel] += Fraction(value) / len(_credited(channels, model))
    return _rounded(credit, cell)


def _credited(channels: Sequence[str], model: Model) -> Sequence[str]:
    return {"first": channels[:1], "last": channels[-1:], "linear": channels}[model]


def _rounded(credit: dict[str, Fraction], cell: Decimal) -> dict[str, Decimal]:
    """Return shares rounded so that they still add up: the largest remainders are rounded up first."""
    whole = sum(credit.values(), Fraction())
    units = {channel: share / Fraction(cell) for channel, share in credit.items()}
    floors = {channel: share.numerator // share.denominator for channel, share in units.items()}
    total = Decimal(whole.numerator) / Decimal(whole.denominator) / cell
    missing = int(total.quantize(Decimal(1), ROUND_HALF_UP)) - sum(floors.values())
    order = sorted(units, key=lambda channel: floors[channel] - units[channel])
    for channel in order[:missing]:
        floors[channel] += 1
    return {channel: number * cell for channel, number in floors.items()}
