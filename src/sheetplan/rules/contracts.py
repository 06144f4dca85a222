"""Rules of 合同: what is agreed with suppliers, and whether it covers the event."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.language import fold
from sheetplan.rules.lookup import last_day
from sheetplan.rules.rule import Case, Hit, Severity, at, rule

SIGNED = ("signed", "fulfilled")
OPEN = ("draft", "in_review", None)
TERMS = ("duties", "delivery_standard", "liability")
"""What a contract has to settle besides the price."""

_LINE = (
    "budget_summary 场地\nbudget_summary 备用金 nature=reserve\n"
    "budget B1 category=场地 item=搭建 unit_price=9000 quantity=1\n"
    "budget B2 category=备用金 item=备用金 unit_price=1000 quantity=1"
)
_GOOD = (
    "contracts C1 supplier=公司1 subject=舞台搭建 amount=9000 duties=搭建与拆除 delivery_standard=按图验收 "
    "liability=逾期每日千分之五 delivery=d19 status=signed signed_on=d1"
)


@rule("CON001", Severity.WARNING, bad=_GOOD.replace("liability=逾期每日千分之五", ""), good=_GOOD)
def term_missing(case: Case) -> Iterator[Hit]:
    """Yield contracts that leave duties, standard of delivery or liability open."""
    for contract in case.plan.contracts:
        missing = next((term for term in TERMS if not getattr(contract, term)), None)
        if missing and contract.status != "ended":
            yield at(contract, missing, supplier=contract.supplier)


@rule("CON002", Severity.WARNING, bad=_GOOD.replace("signed_on=d1", ""), good=_GOOD)
def signed_without_date(case: Case) -> Iterator[Hit]:
    """Yield contracts said to be signed, though nobody says when."""
    for contract in case.plan.contracts:
        if contract.status in SIGNED and contract.signed_on is None:
            yield at(contract, "signed_on", supplier=contract.supplier)


@rule("CON003", Severity.ERROR, bad=_GOOD.replace("delivery=d19", "delivery=d21"), good=_GOOD)
def delivered_after_event(case: Case) -> Iterator[Hit]:
    """Yield contracts whose delivery comes after the event is over."""
    end = last_day(case.plan.event)
    for contract in case.plan.contracts:
        if end and contract.delivery and contract.delivery > end and contract.status != "ended":
            yield at(contract, "delivery", supplier=contract.supplier, day=contract.delivery, end=end)


@rule(
    "CON004",
    Severity.ERROR,
    bad=_GOOD.replace("status=signed signed_on=d1", "status=draft") + "\nstatus d19",
    good=f"{_GOOD}\nstatus d19",
)
def delivery_due_but_not_signed(case: Case) -> Iterator[Hit]:
    """Yield contracts that are not signed although delivery is due."""
    for contract in case.plan.contracts:
        if contract.status in OPEN and contract.delivery and contract.delivery <= case.outcome.status_date:
            yield at(contract, "status", supplier=contract.supplier, day=contract.delivery)


@rule(
    "CON005",
    Severity.WARNING,
    bad=f"{_LINE}\n{_GOOD.replace('amount=9000', 'amount=9900')} budget_line=B1",
    good=f"{_LINE}\n{_GOOD} budget_line=B1",
)
def dearer_than_planned(case: Case) -> Iterator[Hit]:
    """Yield contracts above the budget line they belong to."""
    planned = {
        fold(line.code): outcome.planned
        for line, outcome in zip(case.plan.budget, case.outcome.budget, strict=True)
        if line.code
    }
    for contract in case.plan.contracts:
        limit = planned.get(fold(contract.budget_line or ""))
        if contract.amount is not None and limit is not None and contract.amount > limit:
            facts = {"supplier": contract.supplier, "amount": contract.amount, "planned": limit}
            yield at(contract, "amount", line=contract.budget_line, **facts)


@rule(
    "CON006",
    Severity.WARNING,
    bad=_GOOD.replace("amount=9000", ""),
    good=_GOOD,
)
def without_amount(case: Case) -> Iterator[Hit]:
    """Yield signed contracts that do not say what they cost."""
    for contract in case.plan.contracts:
        if contract.status in SIGNED and contract.amount is None:
            yield at(contract, "amount", supplier=contract.supplier)
