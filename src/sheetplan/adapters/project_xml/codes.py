"""The numbers by which the format names kinds of links, constraints and units, and our words for them."""

from __future__ import annotations

NAMESPACE = "http://schemas.microsoft.com/project"
LINKS = ("FF", "FS", "SF", "SS")
CONSTRAINTS = (
    None,
    "as_late",
    "start_on",
    "finish_on",
    "start_no_earlier",
    "start_no_later",
    "finish_no_earlier",
    "finish_no_later",
)
PERCENT_LAGS = frozenset({19, 20, 51, 52})
ELAPSED = frozenset({4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44, 52})
"""Units that count every hour of every day."""
IN_DAYS = 7
MINUTES_A_DAY = 480
NOBODY = -65535
WORK = 1
"""Resources that are people."""
CODE_FIELD = "188743731"
"""The first of a task's fields for texts of one's own; it carries our id."""
CODE_ALIAS = "sheetplan ID"
USUAL_PRIORITY = 500
PRIORITIES = {"high": 700, "low": 300}
MILESTONE = "milestone"
