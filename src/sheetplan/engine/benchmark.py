"""What finished events measured, in a few numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Benchmark(NamedTuple):
    """What finished events of a type measured: how many they are, quartiles and extremes.

    Attributes:
        type: what the workbooks call it.
        measure: one of `sheetplan.engine.event_facts.MEASURES`.
        group: a channel, a metric, a category, a phase or a task.
    """

    type: str
    measure: str
    group: str
    events: int
    median: Decimal
    low: Decimal
    high: Decimal
    least: Decimal
    most: Decimal
