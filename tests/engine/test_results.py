"""The funnel, the credit of channels, the run of show measured, and the money beyond the sums."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.engine.achievement import achievements_of
from sheetplan.engine.attribution import Journey, attribute
from sheetplan.engine.budget import budget_of
from sheetplan.engine.funnel import funnel_of
from sheetplan.engine.run_of_show import segments_of
from sheetplan.engine.show_measures import measures_of
from sheetplan.engine.spending import payments_of, reserve_of, splits_of
from sheetplan.model.sheets.budget import BudgetLine
from sheetplan.model.sheets.budget_summary import BudgetCategory
from sheetplan.model.sheets.metrics import Metric
from sheetplan.model.sheets.run_of_show import Segment

TODAY = date(2024, 3, 20)


def funnel(**steps):
    metrics = [
        Metric(metric=name, funnel_step=Decimal(step), actual=Decimal(actual))
        for name, (step, actual) in steps.items()
    ]
    return funnel_of(metrics, achievements_of(metrics, TODAY, None))


def test_each_step_is_a_share_of_the_one_before_and_of_the_first():
    found = funnel(views=(1, 10_000), visits=(2, 1_000), sign_ups=(3, 250))
    assert [(step.rate, step.overall) for step in found.steps] == [
        (None, 1),
        (Decimal("0.1"), Decimal("0.1")),
        (Decimal("0.25"), Decimal("0.025")),
    ]


def test_the_worst_step_is_where_most_are_lost():
    assert funnel(views=(1, 10_000), visits=(2, 1_000), sign_ups=(3, 250)).worst.metrics == ("visits",)


def test_several_metrics_of_a_step_are_added_up():
    assert funnel(wechat=(1, 600), douyin=(1, 400), sign_ups=(2, 100)).steps[1].rate == Decimal("0.1")


def test_a_funnel_of_one_step_has_no_worst():
    assert funnel(views=(1, 10)).worst is None


JOURNEYS = [
    Journey(("微信", "抖音", "邮件"), Decimal(90)),
    Journey(("抖音",), Decimal(10)),
    Journey((), Decimal(5)),
]


@pytest.mark.parametrize(
    ("model", "credit"),
    [
        ("first", {"微信": 90, "抖音": 10, "邮件": 0}),
        ("last", {"微信": 0, "抖音": 10, "邮件": 90}),
        ("linear", {"微信": 30, "抖音": 40, "邮件": 30}),
    ],
)
def test_credit_by_model(model, credit):
    assert attribute(JOURNEYS, model) == credit


paths = st.lists(
    st.builds(
        Journey,
        st.lists(st.sampled_from("ABCDE"), min_size=1, max_size=7),
        st.decimals(0, 10_000, places=2),
    ),
    max_size=8,
)


@given(paths, st.sampled_from(["first", "last", "linear"]))
def test_credit_adds_up_to_the_last_cent(journeys, model):
    assert sum(attribute(journeys, model).values()) == sum(journey.value for journey in journeys)


def show(*rows):
    segments = [
        Segment(
            code=f"S{number}",
            segment=kind,
            kind=kind,
            duration=Decimal(duration),
            fixed_start=time(19, 0) if not number else None,
            actual_start=late,
        )
        for number, (kind, duration, late) in enumerate(rows)
    ]
    return measures_of(segments, segments_of(segments))


EVENING = (("opening", 10, time(19, 8)), ("core", 25, None), ("interaction", 5, None), ("core", 20, None))


def test_core_segments_are_measured():
    assert show(*EVENING).cores == (("S1", 25), ("S3", 20))


def test_the_longest_wait_is_from_the_opening_over_each_interaction_to_the_close():
    assert (show(*EVENING).longest_wait, show(*EVENING).interactions) == (35, 1)


def test_a_late_opening_shifts_all_that_follows():
    assert show(*EVENING).late_opening == 8


def test_a_show_may_run_past_midnight():
    assert show(("opening", 200, None), ("core", 200, None)).length == 400


def test_a_show_without_times_is_not_measured():
    segments = [Segment(segment="core", kind="core", duration=Decimal(20))]
    assert measures_of(segments, segments_of(segments))[:2] == (None, 0)


CATEGORIES = (
    BudgetCategory(category="宣传", target_share=Decimal("0.6")),
    BudgetCategory(category="备用金", nature="reserve"),
)
LINES = (
    BudgetLine(
        category="宣传", unit_price=Decimal(90), quantity=Decimal(10), actual=Decimal(800), payment="paid"
    ),
    BudgetLine(
        category="备用金",
        unit_price=Decimal(100),
        quantity=Decimal(1),
        actual=Decimal(25),
        payment_due=date(2024, 3, 1),
    ),
    BudgetLine(category="宣传", committed=Decimal(50), paid=Decimal(20), payment_due=date(2024, 3, 31)),
)
BUDGET = budget_of(LINES, CATEGORIES)


def test_the_reserve_and_how_much_of_it_is_gone():
    found = reserve_of(CATEGORIES, BUDGET.categories)
    assert (found.planned, found.share, found.used, found.use_rate, found.left) == (
        100,
        Decimal("0.1"),
        25,
        Decimal("0.25"),
        75,
    )


def test_shares_beside_those_suggested():
    assert [split.difference for split in splits_of(CATEGORIES, BUDGET.categories)] == [Decimal("0.3"), None]


def test_what_is_owed_paid_and_overdue():
    found = payments_of(LINES, TODAY)
    assert (found.owed, found.paid, found.outstanding, found.overdue) == (875, 820, 55, 25)
