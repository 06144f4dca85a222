"""The computed rows of the sheets around tasks, metrics and budget, as the formulas say."""

from __future__ import annotations

from typing import NamedTuple

from sheetplan.engine.calendar_days import days_before, effects_of
from sheetplan.engine.channels import channels_of, daily_of, posts_of
from sheetplan.engine.grades import risks_of
from sheetplan.engine.outcome import (
    CalendarOutcome,
    ChannelOutcome,
    DailyOutcome,
    LetterOutcome,
    LogOutcome,
    MaterialOutcome,
    PostOutcome,
    QuoteOutcome,
    RiskOutcome,
    RuleOutcome,
    SegmentOutcome,
    TestOutcome,
    TierOutcome,
)
from sheetplan.engine.quotes import RateCards, quotes_of, tiers_of
from sheetplan.engine.rule_sets import rules_of
from sheetplan.engine.run_of_show import log_of, segments_of
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.model.plan import Plan


class Records(NamedTuple):
    """The records by sheet, each in the order of the plan's rows."""

    quotes: tuple[QuoteOutcome, ...]
    rate_tiers: tuple[TierOutcome, ...]
    materials: tuple[MaterialOutcome, ...]
    promotion: tuple[PostOutcome, ...]
    channels: tuple[ChannelOutcome, ...]
    daily: tuple[DailyOutcome, ...]
    technical_tests: tuple[TestOutcome, ...]
    run_of_show: tuple[SegmentOutcome, ...]
    cooperation: tuple[LetterOutcome, ...]
    risks: tuple[RiskOutcome, ...]
    log: tuple[LogOutcome, ...]
    company_rules: tuple[RuleOutcome, ...]
    calendar: tuple[CalendarOutcome, ...]


def records_of(plan: Plan, calendar: WorkingCalendar, working_days: WorkingCalendar) -> Records:
    """Return the computed rows of a plan.

    Args:
        plan: the event.
        calendar: counts days as the plan's settings say, knowing no more days off than its own sheet.
        working_days: the same, but always counting working days.
    """
    before = days_before(calendar, plan.event.event_date)
    tiers = tiers_of(plan.rate_tiers)
    return Records(
        quotes=quotes_of(plan.quotes),
        rate_tiers=tiers,
        materials=tuple(
            MaterialOutcome(
                shortfall=None
                if row.quantity is None or row.accepted_quantity is None
                else row.quantity - row.accepted_quantity,
                days_before=before(row.due),
            )
            for row in plan.materials
        ),
        promotion=posts_of(plan.promotion, RateCards(plan.rate_tiers, tiers), before),
        channels=channels_of(plan.channels, plan.daily),
        daily=daily_of(plan.daily),
        technical_tests=tuple(TestOutcome(final=test.retest or test.result) for test in plan.technical_tests),
        run_of_show=segments_of(plan.run_of_show),
        cooperation=tuple(LetterOutcome(days_before=before(letter.issued_on)) for letter in plan.cooperation),
        risks=risks_of(plan.risks),
        log=log_of(plan.log),
        company_rules=rules_of(plan.company_rules, plan.settings.rule_sets),
        calendar=effects_of(plan.calendar, working_days),
    )
