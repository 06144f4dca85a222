"""How grave risks are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sheetplan.engine.outcome import RiskOutcome
from sheetplan.model.sheets.risks import Risk

LEVELS = ((Decimal(15), "high"), (Decimal(6), "medium"), (Decimal(0), "low"))
"""The score from which a risk is of a level; the workbook's formula says the same."""


def risks_of(risks: Sequence[Risk]) -> tuple[RiskOutcome, ...]:
    """Return the score, level and priority number of each risk."""
    return tuple(map(_risk, risks))


def _risk(risk: Risk) -> RiskOutcome:
    if risk.probability is None or risk.impact is None:
        return RiskOutcome()
    score = risk.probability * risk.impact
    return RiskOutcome(
        score=score,
        level=next(level for limit, level in LEVELS if score >= limit),
        priority_number=None if risk.detection is None else score * risk.detection,
    )
