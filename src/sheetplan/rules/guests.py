"""Rules of 嘉宾: who comes, who looks after them, and who stands in if they do not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sheetplan.language import fold
from sheetplan.model.sheets.guests import Guest
from sheetplan.rules.rule import Case, Hit, Severity, Word, at, rule

CARRY_THE_SHOW = ("speaker", "expert", "kol", "host", "performer")
"""Guests without whom a segment falls away."""
GONE = ("declined", "cancelled")
LAST_CALL = timedelta(days=3)

_GUEST = "guests G1 name=林博士 kind=speaker host=王芳 backup=陈博士"


@rule("GST001", Severity.WARNING, bad=_GUEST.replace("backup=陈博士", ""), good=_GUEST)
def without_backup(case: Case) -> Iterator[Hit]:
    """Yield guests who carry a segment and for whom nobody could stand in."""
    for guest in case.plan.guests:
        if guest.kind in CARRY_THE_SHOW and not guest.backup and guest.status not in GONE:
            yield at(guest, "backup", name=guest.name, kind=Word("guest_kind", guest.kind or ""))


@rule(
    "GST002",
    Severity.ERROR,
    bad=f"{_GUEST} status=declined",
    good=f"{_GUEST} status=declined note=改由陈博士演讲",
)
def declined_and_not_replaced(case: Case) -> Iterator[Hit]:
    """Yield guests who carry a segment, do not come, and of whose replacement nothing is said."""
    for guest in case.plan.guests:
        if guest.kind in CARRY_THE_SHOW and guest.status in GONE and not guest.note:
            facts = {"name": guest.name, "status": Word("guest_status", guest.status or "")}
            yield at(guest, "note", backup=guest.backup or "–", **facts)


@rule(
    "GST003",
    Severity.WARNING,
    bad=f"{_GUEST} status=invited\nstatus d18",
    good=f"{_GUEST} status=confirmed confirmed_on=d15\nstatus d18",
)
def not_confirmed(case: Case) -> Iterator[Hit]:
    """Yield guests who carry a segment and have not said yes three days before the event."""
    day = case.plan.event.event_date
    for guest in case.plan.guests:
        near = day and day - LAST_CALL <= case.outcome.status_date <= day
        if near and guest.kind in CARRY_THE_SHOW and guest.status not in {"confirmed", *GONE}:
            yield at(guest, "status", name=guest.name, day=day)


@rule(
    "GST004",
    Severity.WARNING,
    bad=f"{_GUEST} status=confirmed",
    good=f"{_GUEST} status=confirmed confirmed_on=d1",
)
def confirmed_without_date(case: Case) -> Iterator[Hit]:
    """Yield guests who are said to have confirmed, though nobody says when."""
    for guest in case.plan.guests:
        if guest.status == "confirmed" and guest.confirmed_on is None:
            yield at(guest, "confirmed_on", name=guest.name)


@rule(
    "GST005",
    Severity.WARNING,
    bad=_GUEST.replace("host=王芳", ""),
    good=_GUEST,
)
def looked_after_by_nobody(case: Case) -> Iterator[Hit]:
    """Yield guests of name whom nobody of the team looks after."""
    for guest in case.plan.guests:
        if guest.kind in {*CARRY_THE_SHOW, "vip", "media"} and not guest.host and guest.status not in GONE:
            yield at(guest, "host", name=guest.name)


@rule(
    "GST006",
    Severity.WARNING,
    bad=f"{_GUEST} contact=13800000001\nguests G2 name=林博士 kind=speaker host=王芳 backup=陈博士",
    good=f"{_GUEST}\nguests G2 name=林教授 kind=speaker host=王芳 backup=陈博士",
)
def guest_twice(case: Case) -> Iterator[Hit]:
    """Yield guests of the same name and house, who count twice."""
    seen: dict[tuple[str, str], Guest] = {}
    for guest in case.plan.guests:
        if guest.name:
            first = seen.setdefault((fold(guest.name), fold(guest.organisation or "")), guest)
            if first is not guest:
                yield at(guest, "name", name=guest.name, first=first.row)


@rule(
    "GST007",
    Severity.NOTE,
    bad=_GUEST + " topic=新品亮点\nrun_of_show S1 segment=讲解 kind=core fixed_start=14:00 duration=20 "
    "responsible=王芳\nrun_of_show S2 segment=答疑 kind=closing duration=5 responsible=王芳",
    good=_GUEST + " topic=新品亮点\nrun_of_show S1 segment=讲解 kind=core fixed_start=14:00 duration=20 "
    "responsible=王芳 performer=林博士\nrun_of_show S2 segment=答疑 kind=closing duration=5 responsible=王芳",
)
def topic_without_segment(case: Case) -> Iterator[Hit]:
    """Yield guests with a topic whom the run of show does not know."""
    show = case.plan.run_of_show
    known = "\n".join(
        fold(part) for one in show for part in (one.performer, one.segment, one.key_action) if part
    )
    for guest in case.plan.guests:
        if show and guest.topic and guest.name and guest.status not in GONE and fold(guest.name) not in known:
            yield at(guest, "topic", name=guest.name, topic=guest.topic)
