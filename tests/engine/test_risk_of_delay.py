from decimal import Decimal

import pytest

from sheetplan.engine.risk_of_delay import simulate
from sheetplan.engine.schedule import schedule
from sheetplan.engine.working_calendar import WorkingCalendar
from support.networks import PLAIN, d, network
from support.random_plans import START, random_plan


def spread(sketch, **spreads):
    """Return tasks with three-point durations: ``A=(1, 2, 6)``."""
    return tuple(
        task.replaced(
            **dict(
                zip(("optimistic", "likely", "pessimistic"), map(Decimal, spreads[task.code]), strict=True)
            )
        )
        if task.code in spreads
        else task
        for task in network(sketch)
    )


BRANCHES = spread("A 5d; B 5d; C 1d after A,B; D 1d", A=(3, 5, 13), B=(4, 5, 6))


def simulated(tasks=BRANCHES, status="d1", **wishes):
    return simulate(tasks, d(status), PLAIN, **{"runs": 2_000, **wishes})


def days_of(found, task):
    """Return the working days until a task ends, run by run."""
    return (found.ends[task] - PLAIN.before(d("d1")) * 480) / 480


def test_the_same_seed_says_the_same():
    assert (simulated(seed=7).ends == simulated(seed=7).ends).all()


def test_another_seed_says_something_else():
    assert (simulated(seed=7).ends != simulated(seed=8).ends).any()


@pytest.mark.parametrize(
    ("shape", "mean"), [("pert", (2 + 4 * 5 + 14) / 6), ("triangular", (2 + 5 + 14) / 3)]
)
def test_means_are_those_of_the_distribution(shape, mean):
    found = simulated(spread("A 5d", A=(2, 5, 14)), runs=20_000, shape=shape)
    assert days_of(found, 0).mean() == pytest.approx(mean, abs=0.05)


def test_durations_stay_within_their_bounds():
    found = days_of(simulated(), 0)
    assert 3 <= found.min() < found.max() <= 13


def test_a_surer_date_is_a_later_one():
    found = simulated()
    assert found.finish(50) < found.finish(80) < found.finish(95)


def test_the_chance_of_a_date_is_at_least_what_it_was_asked_for():
    found = simulated()
    assert Decimal("0.8") <= found.chance_by(found.finish(80))


def test_a_task_that_may_take_much_longer_is_critical_more_often():
    found = simulated()
    assert found.criticality(0) > Decimal("0.5") > found.criticality(1) > 0


def test_what_always_has_slack_is_never_critical_and_what_comes_last_always():
    found = simulated()
    assert (found.criticality(3), found.criticality(2)) == (0, 1)


def test_some_tasks_may_be_asked_for():
    found = simulated()
    assert found.finish(95, [1]) < found.finish(95)


def test_half_of_a_task_varies_half_as_much():
    whole = days_of(simulated(spread("A 8d", A=(4, 8, 16))), 0)
    half = days_of(simulated(spread("A 8d began d1 50%", A=(4, 8, 16)), "d1"), 0)
    assert half.std() == pytest.approx(whole.std() / 2, rel=0.1)


def test_what_is_done_does_not_vary():
    assert days_of(simulated(spread("A 8d began d1 ended d4", A=(4, 8, 16)), "d5"), 0).std() == 0


def test_without_tasks_there_is_no_date():
    assert simulated(()).finish(80) is None


@pytest.mark.parametrize("seed", range(40))
def test_durations_that_do_not_vary_come_out_as_forecast(seed):
    tasks, data = random_plan(seed)
    tasks = tuple(task.replaced(constraint=None) if task.constraint == "as_late" else task for task in tasks)
    calendar = WorkingCalendar(data)
    forecast = schedule(tasks, START, calendar)
    found = simulate(tasks, START, calendar, runs=1)
    assert found.ends[:, 0].tolist() == forecast.found.at[1::2]
    summaries = forecast.network.parts
    critical = {index: bool(found.critical[index]) for index in range(len(tasks)) if index not in summaries}
    assert critical == {index: bool(forecast.forecasts[index].critical) for index in critical}
