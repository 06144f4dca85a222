"""What the engine states about a plan: one frozen record per row, fields named as the columns they fill."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import NamedTuple

from sheetplan.model.values import EMPTY, Value


class TaskOutcome(NamedTuple):
    """The forecast of one task. Dates are None where they cannot be computed; `unknown` says why."""

    code: str
    title: str
    start: date | None = None
    finish: date | None = None
    early_start: date | None = None
    early_finish: date | None = None
    late_start: date | None = None
    late_finish: date | None = None
    total_slack: Decimal | None = None
    free_slack: Decimal | None = None
    critical: str | None = None
    finish_variance: Decimal | None = None
    planned_percent: Decimal | None = None
    achievement_rate: Decimal | None = None
    status: str | None = None
    warning: str | None = None
    unknown: str = ""
    """A stable reason such as ``loop`` or ``no-dates`` where the task could not be scheduled."""


class MetricOutcome(NamedTuple):
    """How far a metric has come."""

    target_number: Decimal | None = None
    actual_number: Decimal | None = None
    achievement_rate: Decimal | None = None
    gap: Decimal | None = None
    verdict: str | None = None
    upper_number: Decimal | None = None
    weighted_score: Decimal | None = None
    step_rate: Decimal | None = None
    change: Decimal | None = None
    expected: Decimal | None = None
    forecast: Decimal | None = None
    needed_per_day: Decimal | None = None


class BudgetLineOutcome(NamedTuple):
    """A budget line's sums."""

    planned: Decimal | None = None
    variance: Decimal | None = None
    spend_rate: Decimal | None = None
    forecast: Decimal | None = None


class CategoryOutcome(NamedTuple):
    """A budget category's sums; none for a row that names no category."""

    planned: Decimal | None = None
    share: Decimal | None = None
    actual: Decimal | None = None
    variance: Decimal | None = None
    spend_rate: Decimal | None = None
    committed: Decimal | None = None
    forecast: Decimal | None = None


class QuoteOutcome(NamedTuple):
    """A quote among the quotes for the same purchase."""

    quote_count: Decimal | None = None
    rank: Decimal | None = None
    lowest: Decimal | None = None
    median: Decimal | None = None
    saving: Decimal | None = None


class TierOutcome(NamedTuple):
    """A tier among those of its rate card, and where the next one begins."""

    tier: Decimal | None = None
    up_to: Decimal | None = None


class Figure(NamedTuple):
    """A figure that somebody approves: of the event, or of one row by its key."""

    sheet: str
    column: str
    key: str
    value: Value


class ApprovalOutcome(NamedTuple):
    """Whether an approval still holds, and the figures it is about as they are now."""

    standing: str | None = None
    figures: tuple[Figure, ...] = ()
    fingerprint: str | None = None


class MaterialOutcome(NamedTuple):
    """What of a material is lacking, and how long before the event it is due."""

    shortfall: Decimal | None = None
    days_before: Decimal | None = None


class PostOutcome(NamedTuple):
    """What a publication costs by its rate card, and what it stirred."""

    interaction_rate: Decimal | None = None
    fee: Decimal | None = None
    days_before: Decimal | None = None


class ChannelOutcome(NamedTuple):
    """What a channel brought."""

    exposure: Decimal | None = None
    visits: Decimal | None = None
    sign_ups: Decimal | None = None
    orders: Decimal | None = None
    click_rate: Decimal | None = None
    conversion_rate: Decimal | None = None
    traffic_share: Decimal | None = None
    contribution: Decimal | None = None
    cost: Decimal | None = None
    cost_per_sign_up: Decimal | None = None
    achievement_rate: Decimal | None = None
    best: str | None = None


class DailyOutcome(NamedTuple):
    """The figures of a day, and of its channel so far."""

    click_rate: Decimal | None = None
    conversion_rate: Decimal | None = None
    cumulative: Decimal | None = None
    achievement_rate: Decimal | None = None
    change: Decimal | None = None


class TestOutcome(NamedTuple):
    """How a test ended."""

    final: str | None = None


class SegmentOutcome(NamedTuple):
    """When a segment begins and ends."""

    start: time | None = None
    finish: time | None = None
    call_time: time | None = None
    shift: Decimal | None = None
    forecast_start: time | None = None


class LetterOutcome(NamedTuple):
    """How long before the event a letter was issued."""

    days_before: Decimal | None = None


class RiskOutcome(NamedTuple):
    """How grave a risk is."""

    score: Decimal | None = None
    level: str | None = None
    priority_number: Decimal | None = None


class LogOutcome(NamedTuple):
    """How late something was, and how long people took."""

    deviation: Decimal | None = None
    response_minutes: Decimal | None = None
    resolution_minutes: Decimal | None = None


class RuleOutcome(NamedTuple):
    """Whether a company rule is in force, by the rule sets that 设置 names."""

    in_force: str | None = None


class CalendarOutcome(NamedTuple):
    """What a row of 日历 makes of its day, beyond the weekday: 1 for a make-up day, -1 for a day off."""

    effect: Decimal | None = None


class EventOutcome(NamedTuple):
    """The live totals of 策划总表."""

    budget_total: Decimal = Decimal(0)
    actual_total: Decimal = Decimal(0)
    budget_variance: Decimal = Decimal(0)
    spend_rate: Decimal | None = None
    reserve_share: Decimal | None = None
    task_count: Decimal = Decimal(0)
    tasks_done: Decimal = Decimal(0)
    tasks_slipping: Decimal = Decimal(0)
    metric_count: Decimal = Decimal(0)
    metrics_met: Decimal = Decimal(0)
    forecast_finish: date | None = None
    committed_total: Decimal = Decimal(0)
    forecast_total: Decimal = Decimal(0)
    profit: Decimal | None = None
    roi: Decimal | None = None
    satisfaction: Decimal | None = None
    tasks_open: Decimal = Decimal(0)
    guests_confirmed: Decimal = Decimal(0)
    materials_open: Decimal = Decimal(0)
    tests_open: Decimal = Decimal(0)
    risks_high: Decimal = Decimal(0)
    issues_open: Decimal = Decimal(0)
    actions_open: Decimal = Decimal(0)


class Outcome(NamedTuple):
    """Everything computed from one plan at one status date.

    The records stand in the order of the plan's rows: ``outcome.tasks[i]`` is about ``plan.tasks[i]``.
    """

    status_date: date
    event: EventOutcome = EventOutcome()
    tasks: tuple[TaskOutcome, ...] = ()
    metrics: tuple[MetricOutcome, ...] = ()
    budget: tuple[BudgetLineOutcome, ...] = ()
    budget_summary: tuple[CategoryOutcome, ...] = ()
    quotes: tuple[QuoteOutcome, ...] = ()
    rate_tiers: tuple[TierOutcome, ...] = ()
    approvals: tuple[ApprovalOutcome, ...] = ()
    materials: tuple[MaterialOutcome, ...] = ()
    promotion: tuple[PostOutcome, ...] = ()
    channels: tuple[ChannelOutcome, ...] = ()
    daily: tuple[DailyOutcome, ...] = ()
    technical_tests: tuple[TestOutcome, ...] = ()
    run_of_show: tuple[SegmentOutcome, ...] = ()
    cooperation: tuple[LetterOutcome, ...] = ()
    risks: tuple[RiskOutcome, ...] = ()
    log: tuple[LogOutcome, ...] = ()
    company_rules: tuple[RuleOutcome, ...] = ()
    calendar: tuple[CalendarOutcome, ...] = ()
    loops: tuple[tuple[str, ...], ...] = ()
    """Circles of predecessors, each as the codes along it, the first repeated at the end."""
    cuts: tuple[tuple[str, str], ...] = ()
    """For each of these circles, the link that is cheapest to cut, as predecessor and successor."""
    provisional_from: date | None = None
    """The first day for which no official calendar is known yet, where the plan reaches that far."""
    ids: Mapping[tuple[str, int], str] = EMPTY
    """Ids for rows that have none, by sheet and worksheet row."""

    def records(self, sheet: str) -> tuple[object, ...]:
        """Return the computed records of a sheet in the order of the plan's rows."""
        found: EventOutcome | tuple[object, ...] = getattr(self, sheet, ())
        return (found,) if isinstance(found, EventOutcome) else found

    def value(self, sheet: str, index: int, column: str) -> Value:
        """Return one computed value of one row."""
        found: Value = getattr(self.records(sheet)[index], column)
        return found
