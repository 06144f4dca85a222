"""What several rules look up in a plan: who is on the team, which task bears which id."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date

from sheetplan.engine.links import PLAIN, Link, read_link
from sheetplan.language import fold
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.event import Event
from sheetplan.model.sheets.tasks import Task
from sheetplan.rules.rule import Case


def team(plan: Plan) -> frozenset[str]:
    """Return every word that names somebody on the team: names, but roles, groups and departments too.

    A plan fresh from a template is staffed by roles, and whole departments are often responsible.
    """
    words = (
        word for person in plan.people for word in (person.name, person.role, person.group, person.department)
    )
    return frozenset(fold(word) for word in words if word)


def strangers(plan: Plan, names: Iterable[str] | None, known: frozenset[str]) -> tuple[str, ...]:
    """Return the names that are not on the team; where no team is listed, nobody is a stranger."""
    if not plan.people or not names:
        return ()
    return tuple(name for name in names if fold(name) not in known)


def tasks_by_code(case: Case) -> dict[str, int]:
    """Return the position of each task by its folded id; the first one bears a repeated id."""
    found: dict[str, int] = {}
    for index, task in enumerate(case.plan.tasks):
        if task.code:
            found.setdefault(fold(task.code), index)
    return found


def link_to(text: str, known: Container[str]) -> tuple[str, Link]:
    """Return the folded id that a predecessor names, and how it is waited for."""
    return (fold(text), PLAIN) if fold(text) in known else read_link(text)


def last_day(event: Event) -> date | None:
    """Return the last day of the event; an end before the beginning is a slip and does not count."""
    days = [day for day in (event.event_date, event.end_date) if day]
    return max(days) if event.event_date else None


def people_of(task: Task) -> Iterator[str]:
    """Yield everybody a task names, in whatever part."""
    for names in (task.responsible, task.accountable, task.consulted, task.informed):
        yield from names or ()


def title_of(task: Task) -> str:
    """Return what a sentence calls a task: its id and its title."""
    return " ".join(part for part in (task.code, task.title) if part)
