"""Approvals and the figures they were given for."""

from datetime import date
from decimal import Decimal

import pytest

from sheetplan.engine.approvals import approvals_of, noted
from sheetplan.engine.budget import budget_of
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.approvals import Approval
from sheetplan.model.sheets.budget import BudgetLine
from sheetplan.model.sheets.event import Event


def plan(approval, price=100, day=20):
    line = BudgetLine(code="B01", unit_price=Decimal(price), quantity=Decimal(2))
    return Plan(event=Event(event_date=date(2026, 3, day)), budget=(line,), approvals=(approval,))


def outcome(approval, **event):
    event_plan = plan(approval, **event)
    (found,) = approvals_of(event_plan, budget_of(event_plan.budget, ()))
    return found


def given(figure=None):
    """An approval with its figures noted."""
    asked = Approval(row=5, decision="approved", figure=figure)
    found = outcome(asked)
    return asked.replaced(figures=found.figures_noted, fingerprint=found.fingerprint_noted)


def test_the_figures_are_noted_once_somebody_agrees():
    event_plan = plan(Approval(row=5, decision="approved"))
    cells = dict(noted(event_plan, approvals_of(event_plan, budget_of(event_plan.budget, ()))))
    assert cells["approvals", 5, "figures"] == "200.00 · 2026-03-20"
    assert len(cells) == 2


def test_nothing_is_noted_a_second_time():
    assert outcome(given())[1:] == (None, None)


@pytest.mark.parametrize("decision", ["pending", "revise", "rejected", None])
def test_what_nobody_agreed_to_is_open(decision):
    assert outcome(Approval(decision=decision)) == ("open", None, None)


@pytest.mark.parametrize(
    ("figure", "change", "standing"),
    [
        (None, {}, "valid"),
        (None, {"price": 101}, "void"),
        (None, {"day": 21}, "void"),
        ("budget_total", {"day": 21}, "valid"),
        ("event_date", {"price": 101}, "valid"),
        ("budget_lines", {"price": 101}, "void"),
        ("targets", {"price": 101, "day": 21}, "valid"),
    ],
)
def test_a_figure_that_changed_voids_the_approvals_about_it(figure, change, standing):
    assert outcome(given(figure), **change).standing == standing


def test_who_agrees_anew_empties_the_figures():
    found = outcome(given().replaced(figures=None), price=101)
    assert (found.standing, found.figures_noted) == ("valid", "202.00 · 2026-03-20")
