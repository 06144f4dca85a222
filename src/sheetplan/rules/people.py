"""Rules of 团队: everybody is there once, can be reached, and has something to do."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.language import fold
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.people import Person
from sheetplan.rules.lookup import people_of
from sheetplan.rules.rule import Case, Hit, Severity, at, rule

_TASK = (
    "tasks T1 title=印刷 responsible=王芳 accountable=李雷 duration=3 baseline_start=d5 baseline_finish=d7"
)


@rule("PPL001", Severity.ERROR, bad='people " 王 芳" role=宣传', good="people 韩梅梅 role=宣传")
def same_name_twice(case: Case) -> Iterator[Hit]:
    """Yield names that stand on the list twice: nobody can tell who is meant."""
    seen: dict[str, Person] = {}
    for person in case.plan.people:
        if person.name:
            first = seen.setdefault(fold(person.name), person)
            if first is not person:
                yield at(person, "name", name=person.name, first=first.row)


@rule(
    "PPL002",
    Severity.NOTE,
    bad=f"people 韩梅梅 role=宣传\n{_TASK}",
    good=f"people 韩梅梅 role=宣传\n{_TASK} informed=韩梅梅",
)
def nothing_to_do(case: Case) -> Iterator[Hit]:
    """Yield people who appear nowhere in the plan, once every task is somebody's."""
    if case.plan.tasks and all(task.responsible for task in case.plan.tasks):
        busy = _named_somewhere(case.plan)
        for person in case.plan.people:
            words = (person.name, person.role, person.group, person.department)
            if person.name and not any(fold(word) in busy for word in words if word):
                yield at(person, "name", name=person.name)


@rule(
    "PPL003",
    Severity.WARNING,
    bad="people 李雷 contact=13800000001\npeople 王芳 contact=13800000001",
    good="people 李雷 contact=13800000001\npeople 王芳 contact=13800000002",
)
def same_contact_twice(case: Case) -> Iterator[Hit]:
    """Yield people who share a phone number or address, as a row copied and half changed does."""
    seen: dict[str, Person] = {}
    for person in case.plan.people:
        if person.contact:
            first = seen.setdefault(fold(person.contact), person)
            if first is not person:
                yield at(person, "contact", name=person.name, other=first.name, contact=person.contact)


def _named_somewhere(plan: Plan) -> frozenset[str]:
    names = [name for task in plan.tasks for name in people_of(task)]
    names += [metric.responsible for metric in plan.metrics if metric.responsible]
    names += [action.responsible for action in plan.actions if action.responsible]
    names += [line.approver for line in plan.budget if line.approver]
    return frozenset(map(fold, [*names, plan.event.lead or ""]))
