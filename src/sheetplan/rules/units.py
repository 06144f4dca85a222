"""The units in which a company's rules count, and how a number is said in them."""

from __future__ import annotations

from decimal import Decimal

from sheetplan.model.sheets.company_rules import CompanyRule
from sheetplan.rules.rule import Numbered, Percent

DAYS = ("days", "working_days", "calendar_days")
TIMES = ("minutes", "hours")
UNITS_OF = {
    **dict.fromkeys(
        ("reserve_share", "category_share", "budget_over_limit", "achievement", "spend_rate"), ("percent",)
    ),
    **dict.fromkeys(("quote_count", "posts_per_day", "channel_count", "phase_count"), ("count",)),
    **dict.fromkeys(
        (
            "promotion_start", "warm_up_length", "event_length", "follow_up_length", "venue_confirmed",
            "materials_confirmed", "materials_accepted", "guests_confirmed", "letters_issued",
            "guests_reminded", "execution_meeting", "rehearsal", "set_up_done", "meeting_interval",
            "data_interval", "status_interval", "review_start",
        ),
        DAYS,
    ),
    **dict.fromkeys(
        (
            "set_up_hours", "call_lead", "opening_introduction", "core_length",
            "interaction_interval", "closing_reserve", "response_limit",
        ),
        TIMES,
    ),
}  # fmt: skip
"""The units that go with each subject; the first one where a row names none."""

_IN_HOURS = "set_up_hours"


def unit_of(row: CompanyRule) -> str:
    """Return the unit in which a row counts."""
    subject = row.subject or ""
    return row.unit or ("hours" if subject == _IN_HOURS else UNITS_OF.get(subject, ("count",))[0])


def wanted(value: Decimal | None, row: CompanyRule) -> Decimal:
    """Return a number of a row in the measure of its subject: ratios, days, minutes, pieces."""
    number, unit = value or Decimal(0), unit_of(row)
    if unit == "percent" and number > 1 and row.subject != "achievement":
        return number / 100  # 10 in a column of percents is ten of them
    return number * 60 if unit == "hours" else number


def said(value: Decimal | None, row: CompanyRule) -> object:
    """Return a measure as a sentence says it, with its unit."""
    number, unit = value or Decimal(0), unit_of(row)
    if unit == "percent":
        return Percent(number)
    return Numbered(number / 60 if unit == "hours" else number, unit)
