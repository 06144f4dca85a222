from datetime import date
from decimal import Decimal

import pytest

from sheetplan.engine.achievement import achievement_of, achievements_of
from sheetplan.model.sheets.metrics import Metric
from support.rows import row_of

STATUS = date(2024, 3, 10)


def achieved(target, actual, direction=None, due=None, nearly_met=None):
    metric = row_of(Metric, target=target, actual=actual, direction=direction, due=due)
    return achievement_of(metric, STATUS, nearly_met)


RATES = {
    "above target": (10_000, 12_000, None, "1.2"),
    "higher is better where nothing is said": (10, 5, None, "0.5"),
    "higher": (10, 5, "higher", "0.5"),
    "lower is better": (5, 10, "lower", "0.5"),
    "lower than wanted": (10, 5, "lower", "2"),
    "nothing reached": (10, 0, None, "0"),
    "a negative actual": (10, -5, None, "-0.5"),
    "no target of nothing": (0, 5, None, None),
    "no negative target": (-5, 5, None, None),
    "lower: no actual of nothing": (5, 0, "lower", None),
    "lower: no negative actual": (5, -1, "lower", None),
    "lower: a target of nothing": (0, 5, "lower", "0"),
    "no target": (None, 5, None, None),
    "no actual": (5, None, None, None),
}


@pytest.mark.parametrize(("target", "actual", "direction", "rate"), RATES.values(), ids=RATES)
def test_achievement_rate(target, actual, direction, rate):
    found = achieved(target, actual, direction).achievement_rate
    assert found == (None if rate is None else Decimal(rate))


@pytest.mark.parametrize(
    ("target", "actual", "gap"), [(10, 12, 2), (10, 7, -3), (0, 5, 5), (None, 5, None), (5, None, None)]
)
def test_gap_is_actual_minus_target(target, actual, gap):
    assert achieved(target, actual).gap == gap


def test_readings_are_the_numbers_that_were_read():
    found = achieved(Decimal(100_000), Decimal("0.05"))
    assert (found.target_number, found.actual_number) == (100_000, Decimal("0.05"))


PAST, NOW, AHEAD = date(2024, 3, 9), STATUS, date(2024, 3, 11)
VERDICTS = {
    "no target": (None, 5, None, PAST, "no_target"),
    "nothing at all": (None, None, None, PAST, "no_target"),
    "no actual": (5, None, None, PAST, "open"),
    "reached": (10, 10, None, PAST, "met"),
    "reached early": (10, 11, None, AHEAD, "met"),
    "nearly": (10, 9, None, PAST, "nearly"),
    "nearly, early": (10, 9, None, AHEAD, "nearly"),
    "missed": (10, 8, None, PAST, "missed"),
    "missed on the day": (10, 8, None, NOW, "missed"),
    "not yet due": (10, 8, None, AHEAD, "open"),
    "never due": (10, 8, None, None, "missed"),
    "lower, kept": (10, 8, "lower", PAST, "met"),
    "lower, nearly kept": (9, 10, "lower", PAST, "nearly"),
    "lower, not kept": (5, 10, "lower", PAST, "missed"),
    "none wanted and none there": (0, 0, "lower", PAST, "met"),
    "none wanted and some there": (0, 3, "lower", PAST, "missed"),
    "a target of nothing is reached": (0, 1, None, PAST, "met"),
    "less than a target of nothing": (0, -1, None, PAST, "missed"),
}


@pytest.mark.parametrize(("target", "actual", "direction", "due", "verdict"), VERDICTS.values(), ids=VERDICTS)
def test_verdict(target, actual, direction, due, verdict):
    assert achieved(target, actual, direction, due).verdict == verdict


def test_the_settings_say_what_is_nearly_met():
    assert achieved(10, 8, due=PAST, nearly_met=Decimal("0.8")).verdict == "nearly"


BAND = {"direction": "band", "target": Decimal(20), "upper": Decimal(30), "weight": Decimal("0.5")}


@pytest.mark.parametrize(
    ("actual", "rate", "gap", "verdict"),
    [
        (25, 1, 0, "met"),
        (20, 1, 0, "met"),
        (16, Decimal("0.8"), -4, "missed"),
        (40, Decimal("0.75"), 10, "missed"),
    ],
)
def test_within_a_band(actual, rate, gap, verdict):
    found = achievement_of(Metric(actual=Decimal(actual), **BAND), date(2026, 3, 2), None)
    assert (found.achievement_rate, found.gap, found.verdict) == (rate, gap, verdict)
    assert found.weighted_score == rate / 2


def test_a_step_of_the_funnel_is_held_against_the_one_before():
    steps = [
        Metric(funnel_step=Decimal(step), actual=Decimal(n)) for step, n in ((1, 1000), (2, 200), (4, 5))
    ]
    found = achievements_of(steps, date(2026, 3, 2), None)
    assert [metric.step_rate for metric in found] == [None, Decimal("0.2"), None]
