"""Rules of 预算 and 预算汇总: the reserve, the split, and money spent as agreed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil, floor

from sheetplan.engine.outcome import BudgetLineOutcome, CategoryOutcome
from sheetplan.language import fold
from sheetplan.model.sheets.budget import BudgetLine
from sheetplan.model.sheets.budget_summary import BudgetCategory
from sheetplan.rules.rule import Case, Hit, Percent, Severity, Word, at, on, rule

RESERVE_RULES = {
    "ten_to_fifteen": (Decimal("0.10"), Decimal("0.15")),
    "five_to_ten": (Decimal("0.05"), Decimal("0.10")),
    "about_ten": (Decimal("0.09"), Decimal("0.11")),
}
"""Share of the reserve in the whole budget, limits included; the documents disagree, 设置 chooses."""
DEFAULT_RESERVE_RULE = "ten_to_fifteen"
SPLIT_TOLERANCE = Decimal("0.05")
SUM_TOLERANCE = Decimal("0.005")
OVERSPEND_TOLERANCE = Decimal("0.10")

_CATEGORIES = "budget_summary 场地\nbudget_summary 备用金 nature=reserve"
_RESERVE = "budget B2 category=备用金 item=备用金 unit_price=1000 quantity=1"
_GOOD = f"{_CATEGORIES}\n{_RESERVE}\nbudget B1 category=场地 item=会议厅 unit_price=9000 quantity=1"


@rule("BUD001", Severity.ERROR, bad=f"{_GOOD} category=场租", good=_GOOD)
def unknown_category(case: Case) -> Iterator[Hit]:
    """Yield lines whose category is not summed up, so that the totals lack them."""
    known = {fold(category.category) for category in case.plan.budget_summary if category.category}
    for line in case.plan.budget:
        if known and line.category and fold(line.category) not in known:
            yield at(line, "category", category=line.category)


@rule("BUD002", Severity.ERROR, bad=_GOOD.replace("1000", "900"), good=_GOOD)
def reserve_outside_rule(case: Case) -> Iterator[Hit]:
    """Yield a reserve smaller or larger than the chosen rule allows, once every line has its price."""
    chosen = case.plan.settings.reserve_rule or DEFAULT_RESERVE_RULE
    low, high = RESERVE_RULES[chosen]
    share = case.outcome.event.reserve_share
    reserve = next((row for row in case.plan.budget_summary if row.nature == "reserve"), None)
    if reserve and share is not None and not low <= share <= high and _is_priced(case):
        yield at(
            reserve,
            "share",
            share=Percent(share),
            rule=Word("reserve_rule", chosen),
            low=ceil(_reserve_for(low, case)),
            high=floor(_reserve_for(high, case)),
        )


@rule("BUD003", Severity.ERROR, bad=_GOOD.replace("nature=reserve", ""), good=_GOOD)
def no_reserve(case: Case) -> Iterator[Hit]:
    """Yield a budget in which no category is the reserve."""
    there = "budget_summary" in case.layout.sheets
    reserves = any(category.nature == "reserve" for category in case.plan.budget_summary)
    if there and not reserves and case.outcome.event.budget_total > 0:
        yield on("budget_summary", "nature", reserve=Word("category_nature", "reserve"))


@rule(
    "BUD004",
    Severity.NOTE,
    bad=_GOOD.replace(
        "budget_summary 场地", "budget_summary 场地 target_share=60%\nbudget_summary 宣传 target_share=40%"
    ),
    good=_GOOD.replace(
        "budget_summary 场地", "budget_summary 场地 target_share=95%\nbudget_summary 宣传 target_share=5%"
    ),
)
def split_off_target(case: Case) -> Iterator[Hit]:
    """Yield categories that are more than five points off the share that the event type suggests."""
    if _is_priced(case):
        for category, outcome in _categories(case):
            target, share = category.target_share, outcome.share
            if target is None or share is None or category.nature == "reserve":
                continue
            if abs(share - target) > SPLIT_TOLERANCE:
                yield at(
                    category,
                    "share",
                    category=category.category,
                    share=Percent(share),
                    target=Percent(target),
                )


@rule(
    "BUD005",
    Severity.WARNING,
    bad=f"{_CATEGORIES} target_share=10%\nbudget_summary 宣传 target_share=80%",
    good=f"{_CATEGORIES} target_share=10%\nbudget_summary 宣传 target_share=90%",
)
def shares_do_not_add_up(case: Case) -> Iterator[Hit]:
    """Yield suggested shares that together are not the whole."""
    shares = [row.target_share for row in case.plan.budget_summary if row.target_share is not None]
    total = sum(shares, Decimal(0))
    if shares and abs(total - 1) > SUM_TOLERANCE:
        yield on("budget_summary", "target_share", total=Percent(total))


@rule(
    "BUD006",
    Severity.WARNING,
    bad=f"{_GOOD} actual=9901 approver=李雷",
    good=f"{_GOOD} actual=9900 approver=李雷",
)
def over_plan_without_note(case: Case) -> Iterator[Hit]:
    """Yield lines more than a tenth over plan without a word of explanation."""
    for line, outcome in _lines(case):
        planned, actual = outcome.planned, line.actual
        if planned and actual is not None and not line.note and actual > planned * (1 + OVERSPEND_TOLERANCE):
            over = Percent(actual / planned - 1)
            yield at(line, "note", item=line.item, planned=planned, actual=actual, over=over)


@rule(
    "BUD007",
    Severity.ERROR,
    bad=f"{_GOOD} payment=paid approver=李雷",
    good=f"{_GOOD} payment=paid actual=9000 approver=李雷",
)
def paid_without_amount(case: Case) -> Iterator[Hit]:
    """Yield lines that are paid, though nobody says how much."""
    for line in case.plan.budget:
        if line.payment == "paid" and line.actual is None:
            yield at(line, "actual", item=line.item, payment=Word("payment", "paid"))


@rule("BUD008", Severity.WARNING, bad=f"{_GOOD} actual=9000", good=f"{_GOOD} actual=9000 approver=李雷")
def spent_without_approver(case: Case) -> Iterator[Hit]:
    """Yield money spent that nobody has approved."""
    for line in case.plan.budget:
        if line.actual and not line.approver:
            yield at(line, "approver", item=line.item, actual=line.actual)


@rule("BUD009", Severity.WARNING, bad=f"{_GOOD}\nbudget B3 category=场地 item=布置 quantity=2", good=_GOOD)
def line_without_price(case: Case) -> Iterator[Hit]:
    """Yield lines without price or quantity in a budget that is otherwise being filled in."""
    lines = tuple(_lines(case))
    if any(outcome.planned is not None for _, outcome in lines):
        for line, outcome in lines:
            if outcome.planned is None and line.actual is None and line.item:
                yield at(line, "quantity" if line.unit_price is not None else "unit_price", item=line.item)


@rule(
    "BUD010",
    Severity.WARNING,
    bad=f"{_GOOD}\nbudget B3 category=场地 item=加班 actual=800 approver=李雷",
    good=f"{_GOOD} actual=9000 approver=李雷",
)
def spent_without_plan(case: Case) -> Iterator[Hit]:
    """Yield money spent on what was never planned."""
    for line, outcome in _lines(case):
        if line.actual and outcome.planned is None:
            yield at(line, "unit_price", item=line.item, actual=line.actual)


@rule(
    "BUD011",
    Severity.WARNING,
    bad=f"{_GOOD.replace('9000', '4500')}\nbudget B3 category=场地 item=会议厅 unit_price=4500 quantity=1",
    good=f"{_GOOD.replace('9000', '4500')}\n"
    "budget B3 category=场地 item=会议厅 detail=晚场 unit_price=4500 quantity=1",
)
def same_line_twice(case: Case) -> Iterator[Hit]:
    """Yield lines that cost the same for the same thing a second time."""
    seen: dict[tuple[object, ...], BudgetLine] = {}
    for line in case.plan.budget:
        if line.item and line.unit_price:
            what = (line.category, line.item, line.detail, line.supplier, line.unit_price, line.quantity)
            first = seen.setdefault(what, line)
            if first is not line:
                yield at(line, "item", item=line.item, first=first.row)


@rule("BUD012", Severity.ERROR, bad=f"{_GOOD}\nbudget_summary 场地", good=_GOOD)
def same_category_twice(case: Case) -> Iterator[Hit]:
    """Yield categories that are summed up twice, so that the shares count them double."""
    seen: dict[str, BudgetCategory] = {}
    for category in case.plan.budget_summary:
        if category.category:
            first = seen.setdefault(fold(category.category), category)
            if first is not category:
                yield at(category, "category", category=category.category, first=first.row)


def _lines(case: Case) -> Iterator[tuple[BudgetLine, BudgetLineOutcome]]:
    return zip(case.plan.budget, case.outcome.budget, strict=True)


def _categories(case: Case) -> Iterator[tuple[BudgetCategory, CategoryOutcome]]:
    return zip(case.plan.budget_summary, case.outcome.budget_summary, strict=True)


def _is_priced(case: Case) -> bool:
    """Tell whether every line has its amount: before that, shares say nothing yet."""
    return all(outcome.planned is not None for outcome in case.outcome.budget)


def _reserve_for(share: Decimal, case: Case) -> Decimal:
    """Return the reserve that makes this share, all other lines as they are."""
    totals = case.outcome.event
    others = totals.budget_total * (1 - (totals.reserve_share or 0))
    return others * share / (1 - share)
