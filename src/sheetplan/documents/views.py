"""Tables that hold some rows of a sheet: which rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

Wanted = Callable[[Any, Any, date], bool]
"""Whether a row with its computed record belongs to a view, at a status date."""

WEEK = timedelta(days=7)
_BEHIND_THE_SCENES = frozenset({"set_up", "tear_down"})
_STAYS_AWAY = frozenset({"declined", "cancelled"})
_AUDIENCE = frozenset({"attendee", "customer"})


def _finished_this_week(row: Any, _: Any, day: date) -> bool:
    return row.actual_finish is not None and day - WEEK < row.actual_finish <= day


def _next_week(row: Any, record: Any, day: date) -> bool:
    """Return whether a task that is not done begins or ends in the next seven days, or should have."""
    if record.status == "done":
        return False
    coming = [found for found in (record.start, record.finish) if found]
    return any(day < found <= day + WEEK for found in coming) or row.actual_start is not None


def _is_active(row: Any, record: Any, _: date) -> bool:
    """Return whether a channel has a target, or has brought or cost anything."""
    return bool(row.target or record.exposure or record.visits or record.sign_ups or record.cost)


WANTED: Mapping[str, Wanted] = {
    "slipping_tasks": lambda _, record, __: record.status == "slipping",
    "recent_tasks": _finished_this_week,
    "coming_tasks": _next_week,
    "highlights": lambda row, _, __: row.nature == "highlight",
    "problems": lambda row, _, __: row.nature != "highlight",
    "high_risks": lambda row, record, _: record.level == "high" and row.status != "closed",
    "open_issues": lambda row, _, __: row.result not in {"resolved", "mitigated"},
    "failed_tests": lambda _, record, __: record.final not in {"passed", None},
    "on_site_people": lambda row, _, __: bool(row.on_site_role),
    "public_segments": lambda row, _, __: row.kind not in _BEHIND_THE_SCENES,
    "speakers": lambda row, _, __: row.kind not in _AUDIENCE and row.status not in _STAYS_AWAY,
    "budget_changes": lambda row, _, __: bool(row.adjustment),
    "active_channels": _is_active,
    "open_actions": lambda row, _, __: row.status != "done",
    "research_voices": lambda row, _, __: row.source in {"survey", "interview", "internal"},
}
