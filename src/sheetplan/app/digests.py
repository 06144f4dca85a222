"""Use case: reminders of many events, gathered into one message for each person or team."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from sheetplan.app.workbooks import House, check_file
from sheetplan.engine.reminders import KINDS, Reminder, reminders_of
from sheetplan.language import Wording, fold

MOST_LINES = 20
"""Tasks of a kind that a message lists; chat services refuse long ones, and nobody reads them."""


class Digest(NamedTuple):
    """A message for one person or team."""

    to: str
    title: str
    body: str

    @property
    def fingerprint(self) -> str:
        """Return what tells this message from any other."""
        return sha256("\0".join(self).encode()).hexdigest()


def remind_file(
    house: House, path: Path, *, status_date: date | None, days: int
) -> tuple[date, tuple[Reminder, ...]]:
    """Return what a workbook's people are to be reminded of, and on which day; it is only read."""
    found = check_file(house, path, status_date)
    reminders = tuple(reminders_of(found.parsed.plan, found.outcome, days))
    return found.outcome.status_date, reminders


def by_recipient(reminders: Iterable[Reminder], *, team: bool) -> dict[str, list[Reminder]]:
    """Return the reminders of each person, or of each team; who has no team counts as one."""
    found: dict[str, list[Reminder]] = {}
    names: dict[str, str] = {}
    for one in sorted(reminders, key=lambda one: (one.day, one.event, one.code)):
        name = (one.team if team else "") or one.person
        found.setdefault(names.setdefault(fold(name), name), []).append(one)
    return found


def digest(to: str, reminders: Sequence[Reminder], day: date, words: Wording) -> Digest:
    """Return the message for one person or team."""
    counts = {kind: sum(one.kind == kind for one in reminders) for kind in KINDS}
    title = words.text("reminders", "title", to=to, day=day, **counts)
    return Digest(to, title, "\n".join(_lines(reminders, to, words)))


def _lines(reminders: Sequence[Reminder], to: str, words: Wording) -> Iterator[str]:
    for kind in KINDS:
        of_a_kind = list(dict.fromkeys(one for one in reminders if one.kind == kind))
        if of_a_kind:
            yield words.text("reminders", "kinds", kind)
        for one in of_a_kind[:MOST_LINES]:
            yield "- " + _line(one, to, words)
        if len(of_a_kind) > MOST_LINES:
            yield words.text("reminders", "more", count=len(of_a_kind) - MOST_LINES)


def _line(one: Reminder, to: str, words: Wording) -> str:
    who = "" if fold(one.person) == fold(to) else words.text("reminders", "who", person=one.person)
    slips = words.text("reminders", "slips", days=f"{one.slipping:g}") if one.slipping > 0 else ""
    return words.text(
        "reminders",
        "line",
        day=one.day,
        event=one.event,
        code=one.code,
        title=one.title,
        who=who,
        slips=slips,
    )
