from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.engine.earned_value import (
    METHODS,
    EarnedValue,
    Package,
    earned_value_of,
    packages_of,
    value_series,
)
from sheetplan.engine.working_calendar import WorkingCalendar
from support.networks import PLAIN, d, network

# The project that textbooks compute: a quarter over cost, a fifth behind.
TEXTBOOK = EarnedValue(
    planned_value=Decimal(3000),
    earned_value=Decimal(2400),
    actual_cost=Decimal(2700),
    budget_at_completion=Decimal(3700),
)


def test_textbook_variances():
    assert (TEXTBOOK.schedule_variance, TEXTBOOK.cost_variance) == (-600, -300)


def test_textbook_indices():
    assert round(TEXTBOOK.cost_performance_index, 3) == Decimal("0.889")
    assert round(TEXTBOOK.schedule_performance_index, 3) == Decimal("0.800")


@pytest.mark.parametrize(
    ("method", "estimate"), [("typical", "4162.5"), ("atypical", "4000"), ("cost_and_schedule", "4528.125")]
)
def test_textbook_estimates_at_completion(method, estimate):
    assert TEXTBOOK.estimate_at_completion(method) == Decimal(estimate)


def test_textbook_variance_at_completion():
    assert TEXTBOOK.variance_at_completion("typical") == Decimal("-462.5")


def test_the_rest_must_be_done_more_cheaply_to_keep_the_budget():
    assert TEXTBOOK.to_complete_performance_index() == Decimal("1.3")


def test_a_new_goal_asks_less_of_the_rest():
    assert TEXTBOOK.to_complete_performance_index(Decimal(4000)) == 1


def test_nothing_can_be_computed_of_nothing():
    nothing = EarnedValue(Decimal(0), Decimal(0), Decimal(0), Decimal(0))
    assert nothing.cost_performance_index is None
    assert nothing.schedule_performance_index is None
    assert nothing.estimate_at_completion("typical") is None
    assert nothing.to_complete_performance_index() is None


ROUNDING = Decimal("1e-9")
"""What is left of 28 digits where an estimate is huge."""
amounts = st.decimals(Decimal("0.01"), Decimal(10**8), places=2)


@given(st.builds(EarnedValue, amounts, amounts, amounts, amounts))
def test_identities(values):
    assert values.schedule_variance + values.planned_value == values.earned_value
    assert values.cost_variance + values.actual_cost == values.earned_value
    for method in METHODS:
        estimate = values.estimate_at_completion(method)
        total = estimate + values.variance_at_completion(method)
        assert abs(total - values.budget_at_completion) < ROUNDING
        assert abs(estimate - values.estimate_to_complete(method) - values.actual_cost) < ROUNDING
    by_index = values.budget_at_completion / values.cost_performance_index
    assert abs(values.estimate_at_completion("typical") / by_index - 1) < Decimal("1e-20")


def test_planned_value_grows_evenly_over_the_working_days():
    package = Package(Decimal(100), (d("d4"), d("d7")))
    values = [
        earned_value_of([package], d(day), PLAIN).planned_value for day in ("d3", "d4", "d5+2", "d6", "d9")
    ]
    assert values == [0, 25, 50, 75, 100]


def test_all_is_planned_to_the_cent_in_the_end():
    packages = [Package(Decimal("0.10"), (d("d1"), d("d3"))) for _ in range(3)]
    assert earned_value_of(packages, d("d3"), PLAIN).planned_value == Decimal("0.30")


def packages(sketch, status, **costs):
    tasks = [
        task.replaced(planned_cost=Decimal(100), actual_cost=Decimal(costs.get(task.code, 0)))
        for task in network(sketch)
    ]
    return packages_of(tasks, d(status), PLAIN)


def test_a_plan_earns_what_is_done():
    found = earned_value_of(
        packages("A from d1 to d2 100%; B from d3 to d6 25%", "d4", A=120, B=40), d("d4"), PLAIN
    )
    assert found == EarnedValue(Decimal(150), Decimal(125), Decimal(160), Decimal(200))


def test_what_a_summary_costs_stands_at_its_parts():
    assert earned_value_of(packages("S; A 1d in S", "d1"), d("d1"), PLAIN).budget_at_completion == 100


def test_values_by_day_end_with_those_of_the_status_date():
    found = packages("A from d1 to d2 began d1 ended d2; B from d3 to d6 began d3 50%", "d4", A=120, B=40)
    series = list(value_series(found, [d("d1"), d("d4"), d("d6")], d("d4"), PLAIN))
    assert [tuple(point[1:]) for point in series] == [(50, 50, 60), (150, 150, 160), (200, None, None)]


shares = st.sampled_from([Decimal(0), Decimal("0.25"), Decimal("0.5"), Decimal(1)])
days = st.dates(date(2024, 3, 1), date(2024, 4, 30))
work = st.builds(Package, amounts, st.tuples(days, days).map(sorted).map(tuple), shares, amounts, st.none())


@given(st.lists(work, max_size=5), days)
def test_no_more_is_earned_or_planned_than_there_is(found, day):
    values = earned_value_of(found, day, WorkingCalendar())
    assert values.earned_value <= values.budget_at_completion
    assert 0 <= values.planned_value <= values.budget_at_completion
