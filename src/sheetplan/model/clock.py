"""Times of day and days around T, read as people write them."""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal

from sheetplan.model.reading import Flaw, Reading, tidy

NOON, LAST_HOUR, LAST_MINUTE = 12, 23, 59


def read_time(text: str) -> Reading:
    """Return the time of day that a text states; a flaw says that the cell should hold a time instead."""
    match = _TIME.fullmatch(tidy(text).casefold())
    if match is None:
        return Reading(None, Flaw("not-a-time"))
    hour = int(match["hour"])
    minute = 30 if match["half"] else int(match["minute"] or 0)
    if match["after_noon"] and hour < NOON:
        hour += NOON
    if hour > LAST_HOUR or minute > LAST_MINUTE:
        return Reading(None, Flaw("not-a-time"))
    found = time(hour, minute)
    return Reading(found, Flaw("text-time", suggestion=f"{found:%H:%M}", repair=found))


def read_offset(text: str) -> Decimal | None:
    """Return the days that a text such as ``T-7`` lies after T; None where it is none."""
    match = _OFFSET.fullmatch(tidy(text))
    return Decimal(match["days"] or 0) if match else None


_TIME = re.compile(
    r"(?:早上|上午|中午|凌晨|(?P<after_noon>下午|晚上|(?=.*pm$)))?(?P<hour>\d{1,2})"
    r"[:点时](?:(?P<half>半)|(?P<minute>\d{1,2})分?(?::\d{2})?)?(?:am|pm)?"
)
_OFFSET = re.compile(r"[Tt](?P<days>[-+]\d{1,3})?日?")
