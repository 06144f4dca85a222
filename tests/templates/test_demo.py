"""The example event: what a person enters into a product launch, with exactly the slips that are meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sheetplan.adapters.public_holidays import official_days
from sheetplan.app.pipeline import Examined, examine
from sheetplan.build.content import WorkbookContent
from sheetplan.build.demo import demo_entries, filled_in
from sheetplan.build.event_content import plan_content
from sheetplan.build.event_types import Shelf, find_event_type
from sheetplan.build.workbook import build_workbook
from sheetplan.engine.working_calendar import CalendarData, WorkingCalendar
from sheetplan.language import LANGUAGES, wording
from sheetplan.model.column import Owner
from sheetplan.model.kinds import Choice
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.wiring import Holidays, XlsxWorkbooks

TEMPLATES = Path(__file__).parents[2] / "templates"
EVENT_DATE, STATUS_DATE = date(2024, 3, 20), date(2024, 3, 29)
SLIPS = {
    "CEL002": ["B08"],
    "CEL013": ["T13"],
    "CEL015": ["B11"],
    "MET006": ["M11"],
    "TSK004": ["T34"],
    "TSK006": ["T38"],
    "TSK012": ["T29"],
    "TSK013": ["T39"],
    "TSK014": ["T37", "T39"],
}
APPENDED = {"metrics": {"M11"}, "people": {"林小雨", "Lily Grant"}}
"""Rows of its own, besides the sheets that a new workbook leaves blank."""
spoken = pytest.mark.parametrize("language", LANGUAGES)


@cache
def entries(language: str) -> dict[str, Any]:
    return dict(demo_entries(language, TEMPLATES / "demo"))


@cache
def launch(language: str) -> WorkbookContent:
    words = wording(language)
    official = [(found.day, found.kind, found.name) for found in official_days("CN", [2024])]
    days = {kind: frozenset(day for day, of, _ in official if of == kind) for kind in ("off", "work")}
    return plan_content(
        find_event_type("新品发布会", [Shelf(TEMPLATES / "events", "shipped")], words),
        name=None,
        event_date=EVENT_DATE,
        language=language,
        calendar=WorkingCalendar(CalendarData(days["off"], days["work"])),
        official=official,
    )


@cache
def examined(language: str) -> Examined:
    workbooks = XlsxWorkbooks()
    data = build_workbook(filled_in(launch(language), entries(language)), language)
    return examine(workbooks.read(data), status_date=None, today=date(2026, 1, 1), holidays=Holidays())


def rows(language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of every sheet, forms as one row."""
    for sheet, content in entries(language).items():
        for row in [content] if SHEETS[sheet].shape is Shape.FORM else content:
            yield sheet, row


@spoken
def test_entries_are_in_peoples_columns(language):
    for sheet, row in rows(language):
        assert row.keys() - {"id"} <= SHEETS[sheet].columns_of(Owner.PEOPLE).keys(), (sheet, row)


@spoken
def test_choices_are_stable_keys(language):
    for sheet, row in rows(language):
        for key, value in row.items():
            kind = SHEETS[sheet].columns()[key].kind if key != "id" else None
            assert not isinstance(kind, Choice) or value in wording(language).choices(kind.choices), (
                sheet,
                key,
            )


@spoken
def test_rows_amend_what_the_type_has_but_for_a_few_of_their_own(language):
    for sheet in ("metrics", "tasks", "people", "budget"):
        key = SHEETS[sheet].key
        there = {row[key] for row in launch(language).tables[sheet]}
        wanted = [row.get("id", row.get(key)) for row in entries(language)[sheet]]
        assert set(wanted) - there <= APPENDED.get(sheet, set())
        assert there <= set(wanted), "people fill in every row"
        assert len(wanted) == len(set(wanted))


def test_both_languages_tell_the_same_story():
    def story(language: str) -> list[tuple[str, dict[str, object]]]:
        return [
            (sheet, {key: None if isinstance(value, str) else value for key, value in row.items()})
            for sheet, row in rows(language)
        ]

    assert story("zh") == story("en")


@spoken
def test_people_take_the_place_of_every_role(language):
    roles = {row["name"] for row in launch(language).tables["people"]}
    plan = examined(language).parsed.plan
    assert roles.isdisjoint(person.name for person in plan.people)
    for task in plan.tasks:
        for names in (task.responsible, task.accountable, task.consulted, task.informed):
            assert roles.isdisjoint(names or ()), task.code


@spoken
def test_exactly_the_slips_are_found(language):
    found: dict[str, list[str]] = {}
    for finding in examined(language).findings:
        found.setdefault(finding.code, []).append(finding.hit.key)
    assert found == SLIPS


@spoken
def test_the_event_is_over_and_its_retrospective_under_way(language):
    outcome = examined(language).outcome
    assert outcome.status_date == STATUS_DATE
    assert {task.code for task in outcome.tasks if task.status != "done"} == {"T37", "T39"}
    assert {task.warning for task in outcome.tasks if task.status == "slipping"} == {"overdue"}


@spoken
def test_one_finished_late_without_saying_why(language):
    case = examined(language)
    late = {
        task.code: task.reason
        for task, outcome in zip(case.parsed.plan.tasks, case.outcome.tasks, strict=True)
        if outcome.status == "done" and (outcome.finish_variance or 0) > 0
    }
    assert len(late) > 5
    assert [code for code, reason in late.items() if not reason] == ["T24"]


@spoken
def test_aims_come_out_at_every_verdict(language):
    case = examined(language)
    verdicts = {
        metric.code: outcome.verdict
        for metric, outcome in zip(case.parsed.plan.metrics, case.outcome.metrics, strict=True)
    }
    assert (verdicts["M05"], verdicts["M10"], verdicts["M11"]) == ("nearly", "missed", "met")
    assert case.outcome.metrics[-1].achievement_rate == Decimal("1.2")


@spoken
def test_the_cost_of_a_lead_is_what_was_spent_on_it(language):
    case = examined(language)
    leads, cost = case.parsed.plan.metrics[4].actual, case.parsed.plan.metrics[7].actual
    assert leads
    assert round(case.outcome.event.actual_total / leads) == cost


@spoken
def test_the_budget_keeps_its_limit_and_one_category_does_not(language):
    case = examined(language)
    assert case.outcome.event.budget_total <= (case.parsed.plan.event.approved_limit or 0)
    over = [row.category for row, sums in _categories(case) if sums.variance > 0]
    assert over == [{"zh": "推广宣传", "en": "Promotion"}[language]]


def _categories(case: Examined):
    return zip(case.parsed.plan.budget_summary, case.outcome.budget_summary, strict=True)
