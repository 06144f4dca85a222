"""Rules of 指标: aims that are specific, measurable and dated, and figures that can be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from sheetplan.engine.pace import read_course
from sheetplan.language import fold
from sheetplan.model.sheets.metrics import Metric
from sheetplan.rules.lookup import last_day, strangers, team
from sheetplan.rules.rule import Case, Hit, Percent, Severity, at, on, rule

LATEST_AFTER_EVENT = timedelta(days=30)
AFTERMATH = timedelta(days=5)
"""After which figures of other events can be looked up."""
MOST_GROWTH = 3
WEIGHT_TOLERANCE = Decimal("0.005")
PLAN_OF_SOME_SIZE = 5
"""Tasks from which on a plan without any metric is worth a word."""
_RATIO = re.compile(
    r"(转化|参与|到场|到会|签到|出席|点击|打开|完播|留存|核销|退订)率"
    r"|\b(conversion|click(-through)?|open|attendance|show-up|retention) rate",
    re.IGNORECASE,
)
_WISH = re.compile(r"提升|提高|增强|扩大|加强|促进|improve|increase|strengthen|raise", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_PERCENT_UNITS = frozenset({"%", "％", "百分比", "percent", "百分点", "个百分点"})
_GOOD = "metrics M1 metric=线索 target=500 unit=条 due=d20 definition=有效手机号"
_RATE = "event goal=报名转化率达到5%\nmetrics M1 metric=报名转化率 unit=% due=d20 definition=报名除以访问"
_TASKS = "\n".join(
    f"tasks T{n} title=任务{n} responsible={who} accountable=李雷 baseline_finish=d7"
    for n, who in enumerate(("王芳", "王芳", "李雷", "李雷", "李雷"), 1)
)


@rule("MET001", Severity.WARNING, bad=_GOOD.replace("target=500", ""), good=_GOOD)
def no_target(case: Case) -> Iterator[Hit]:
    """Yield metrics that nothing is to be measured against."""
    return (at(metric, "target", metric=metric.metric) for metric in _named(case) if metric.target is None)


@rule("MET002", Severity.NOTE, bad=_GOOD.replace("unit=条", ""), good=_GOOD)
def no_unit(case: Case) -> Iterator[Hit]:
    """Yield targets without a unit; a rate needs none."""
    for metric in _aimed(case):
        if not metric.unit and not _is_percentage(metric) and not _is_wish(metric):
            yield at(metric, "unit", metric=metric.metric, target=metric.target)


@rule("MET003", Severity.WARNING, bad=_GOOD.replace("due=d20", ""), good=_GOOD)
def no_due_date(case: Case) -> Iterator[Hit]:
    """Yield targets that are not due on any day."""
    return (at(metric, "due", metric=metric.metric) for metric in _aimed(case) if metric.due is None)


@rule("MET004", Severity.NOTE, bad=_GOOD.replace("definition=有效手机号", ""), good=_GOOD)
def no_definition(case: Case) -> Iterator[Hit]:
    """Yield targets of which nobody has said how they are counted."""
    for metric in _aimed(case):
        if not metric.definition and metric.actual is None and not _is_wish(metric):
            yield at(metric, "definition", metric=metric.metric)


@rule("MET005", Severity.NOTE, bad=_GOOD.replace("due=d20", "due=d50"), good=_GOOD.replace("d20", "d30"))
def due_long_after_event(case: Case) -> Iterator[Hit]:
    """Yield targets due so late that the event can hardly be what reached them."""
    end = last_day(case.plan.event)
    for metric in case.plan.metrics:
        if end and metric.due and metric.due > end + LATEST_AFTER_EVENT:
            yield at(metric, "due", metric=metric.metric, due=metric.due, end=end)


@rule("MET006", Severity.WARNING, bad=f"{_GOOD} actual=500", good=f"{_GOOD} actual=500 source=报名系统")
def figure_without_source(case: Case) -> Iterator[Hit]:
    """Yield results that nobody can look up."""
    for metric in _measured(case):
        if not metric.source:
            yield at(metric, "source", metric=metric.metric, actual=metric.actual)


@rule(
    "MET007",
    Severity.WARNING,
    bad=f"{_GOOD.replace('definition=有效手机号', '')} actual=500 source=报名系统",
    good=f"{_GOOD} actual=500 source=报名系统",
)
def figure_without_definition(case: Case) -> Iterator[Hit]:
    """Yield results of which nobody knows what was counted."""
    for metric in _measured(case):
        if not metric.definition:
            yield at(metric, "definition", metric=metric.metric, actual=metric.actual)


@rule(
    "MET008",
    Severity.WARNING,
    bad=f"{_GOOD} actual=200 source=报名系统\nstatus d21",
    good=f"{_GOOD} actual=200 source=报名系统 reason=推广晚了一周\nstatus d21",
)
def missed_without_reason(case: Case) -> Iterator[Hit]:
    """Yield missed targets without a reason to learn from."""
    for metric, outcome in zip(case.plan.metrics, case.outcome.metrics, strict=True):
        rate = outcome.achievement_rate
        if outcome.verdict == "missed" and not metric.reason and rate is not None:
            yield at(metric, "reason", metric=metric.metric, rate=Percent(rate))


@rule("MET009", Severity.ERROR, bad=f"{_RATE} target=5", good=f"{_RATE} target=5%")
def ratio_above_one(case: Case) -> Iterator[Hit]:
    """Yield conversion rates and their like above 100 %."""
    for metric in case.plan.metrics:
        if metric.metric and _RATIO.search(metric.metric):
            for column, value in (("target", metric.target), ("actual", metric.actual)):
                if value is not None and value > 1:
                    yield at(metric, column, metric=metric.metric, value=value, percent=Percent(value))


@rule(
    "MET010",
    Severity.WARNING,
    bad=f"{_RATE} target=5%".replace("unit=%", "unit=人"),
    good=f"{_RATE} target=5%",
)
def ratio_with_other_unit(case: Case) -> Iterator[Hit]:
    """Yield rates that are said to be counted in people or pieces."""
    for metric in _named(case):
        if metric.unit and metric.unit.strip() not in _PERCENT_UNITS and _RATIO.search(metric.metric or ""):
            yield at(metric, "unit", metric=metric.metric, unit=metric.unit)


@rule("MET011", Severity.WARNING, bad=f"{_GOOD}\n{_GOOD.replace('M1', 'M2')}", good=_GOOD)
def same_metric_twice(case: Case) -> Iterator[Hit]:
    """Yield metrics that stand there twice for the same day."""
    seen: dict[tuple[object, ...], Metric] = {}
    for metric in _named(case):
        first = seen.setdefault((fold(metric.metric or ""), metric.unit, metric.due), metric)
        if first is not metric:
            yield at(metric, "metric", metric=metric.metric, first=first.row)


@rule("MET012", Severity.WARNING, bad=_TASKS, good=f"{_TASKS}\n{_GOOD}")
def nothing_measured(case: Case) -> Iterator[Hit]:
    """Yield a plan of some size that measures nothing."""
    if (
        "metrics" in case.layout.sheets
        and not case.plan.metrics
        and len(case.plan.tasks) >= PLAN_OF_SOME_SIZE
    ):
        yield on("metrics", tasks=len(case.plan.tasks))


@rule("MET013", Severity.WARNING, bad=f"{_GOOD} responsible=韩梅梅", good=f"{_GOOD} responsible=王芳")
def responsible_not_on_team(case: Case) -> Iterator[Hit]:
    """Yield metrics in the hands of somebody whom the team list does not know."""
    known = team(case.plan)
    for metric in case.plan.metrics:
        if metric.responsible and strangers(case.plan, [metric.responsible], known):
            yield at(metric, "responsible", metric=metric.metric, name=metric.responsible)


@rule(
    "MET014",
    Severity.WARNING,
    bad=f"{_GOOD}\nstatus d21",
    good=f"{_GOOD} actual=510 source=报名系统\nstatus d21",
)
def due_without_figure(case: Case) -> Iterator[Hit]:
    """Yield targets whose day has passed without a result."""
    for metric in _aimed(case):
        if metric.due and metric.due < case.outcome.status_date and metric.actual is None:
            yield at(metric, "actual", metric=metric.metric, due=metric.due)


@rule("MET015", Severity.WARNING, bad=_GOOD.replace("500", "0"), good=_GOOD)
def target_of_nothing(case: Case) -> Iterator[Hit]:
    """Yield targets of zero or less, against which no achievement can be computed."""
    for metric in _aimed(case):
        if metric.direction != "lower" and metric.target is not None and metric.target <= 0:
            yield at(metric, "target", metric=metric.metric, target=metric.target)


@rule(
    "MET016",
    Severity.WARNING,
    bad="metrics M1 metric=提升品牌影响力 target=1 due=d20\nevent goal=提升品牌影响力1次",
    good=_GOOD,
)
def not_specific(case: Case) -> Iterator[Hit]:
    """Yield metrics called after a wish, of which neither unit nor definition says what is counted."""
    for metric in _named(case):
        if _is_wish(metric):
            yield at(metric, "metric", metric=metric.metric)


@rule(
    "MET017",
    Severity.NOTE,
    bad=_GOOD.replace("target=500", "target=500 previous=100"),
    good=_GOOD.replace("target=500", "target=500 previous=400"),
)
def hardly_achievable(case: Case) -> Iterator[Hit]:
    """Yield targets more than three times what was reached last time, without a word on how."""
    for metric in _aimed(case):
        target, previous = metric.target, metric.previous
        if target and previous and previous > 0 and target > MOST_GROWTH * previous and not metric.reason:
            times = (target / previous).quantize(Decimal("0.1"))
            yield at(metric, "target", metric=metric.metric, target=target, previous=previous, times=times)


@rule("MET018", Severity.NOTE, bad=f"{_GOOD}\nevent goal=新增会员300人", good=_GOOD)
def not_relevant(case: Case) -> Iterator[Hit]:
    """Yield a goal with a figure that no metric speaks of, neither by name nor by number."""
    goal = fold(case.plan.event.goal or "")
    metrics = [*_aimed(case)]
    figures = {Decimal(number) for number in _NUMBER.findall(goal)}
    named = any(fold(metric.metric or "")[:2] in goal for metric in metrics)
    counted = any(metric.target in figures for metric in metrics)
    if goal and figures and metrics and not named and not counted:
        yield on("metrics", "metric", goal=case.plan.event.goal)


@rule(
    "MET019",
    Severity.NOTE,
    bad=f"{_GOOD} actual=510 source=报名系统\nstatus d25",
    good=f"{_GOOD} actual=510 source=报名系统 previous=480\nstatus d25",
)
def nothing_to_compare_with(case: Case) -> Iterator[Hit]:
    """Yield the first result of an event that is over, where none can be compared with anything."""
    end = last_day(case.plan.event)
    measured = [*_measured(case)]
    compared = any(one.previous is not None or one.competitor is not None for one in measured)
    if end and case.outcome.status_date > end + AFTERMATH and measured and not compared:
        yield at(measured[0], "previous", metric=measured[0].metric)


@rule(
    "MET020",
    Severity.WARNING,
    bad=f"{_GOOD} weight=40%\n{_GOOD.replace('M1', 'M2').replace('线索', '线索质量')} weight=40%",
    good=f"{_GOOD} weight=60%\n{_GOOD.replace('M1', 'M2').replace('线索', '线索质量')} weight=40%",
)
def weights_do_not_add_up(case: Case) -> Iterator[Hit]:
    """Yield weights that together are not the whole."""
    weights = [metric.weight for metric in case.plan.metrics if metric.weight is not None]
    total = sum(weights, Decimal(0))
    if weights and abs(total - 1) > WEIGHT_TOLERANCE:
        yield on("metrics", "weight", total=Percent(total))


@rule(
    "MET022",
    Severity.WARNING,
    bad=f"{_GOOD} counted_from=d1 pace=按上次活动 course=40%、30%",
    good=f"{_GOOD} counted_from=d1 pace=按上次活动 course=10%、30%、60%、100%",
)
def no_course(case: Case) -> Iterator[Hit]:
    """Yield metrics that come in as last time, while nothing says how that was."""
    for metric in _named(case):
        if metric.pace == "last_event" and read_course(metric.course or "") is None:
            yield at(metric, "course", metric=metric.metric, course=metric.course or "")


def _named(case: Case) -> Iterator[Metric]:
    return (metric for metric in case.plan.metrics if metric.metric)


def _aimed(case: Case) -> Iterator[Metric]:
    return (metric for metric in _named(case) if metric.target is not None)


def _measured(case: Case) -> Iterator[Metric]:
    return (metric for metric in _named(case) if metric.actual is not None)


def _is_wish(metric: Metric) -> bool:
    """Tell whether a metric is called after a wish, and neither unit nor definition says what is counted."""
    return bool(_WISH.match(metric.metric or "") and not metric.unit and not metric.definition)


def _is_percentage(metric: Metric) -> bool:
    """Tell whether a target reads as a percentage: it is called a rate, or is a fraction."""
    name, target = metric.metric or "", metric.target or Decimal(0)
    return name.endswith("率") or "rate" in name.casefold() or name.upper() == "ROI" or 0 < target < 1
