"""The dates of a plan as entries of a calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple


class CalendarEntry(NamedTuple):
    """An entry: a day, days on end, or a time.

    Attributes:
        uid: the same for as long as its row has its id, so that a second import moves it.
        finish: the last day, or the moment of its end.
        stamp: the day on which it was worked out.
    """

    uid: str
    title: str
    start: date | datetime
    finish: date | datetime
    stamp: date
    note: str = ""
    place: str = ""
    category: str = ""
