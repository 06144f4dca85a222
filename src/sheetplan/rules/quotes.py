"""Rules of 比价 and 阶梯报价: suppliers compared before one is chosen, and chosen for a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from sheetplan.language import fold
from sheetplan.model.sheets.quotes import Quote
from sheetplan.model.sheets.rate_tiers import RateTier
from sheetplan.rules.rule import Case, Hit, Severity, at, rule

FEWEST_QUOTES = 3
"""For each purchase, unless 规则 says otherwise."""


def _quotes(*chosen: str) -> str:
    told = dict(enumerate(chosen))
    return "\n".join(
        f"quotes Q{n} purchase=舞台搭建 supplier=公司{n} price={9000 + 1000 * n} qualification=齐全 "
        f"references=年会 {told.get(n, '')}"
        for n in range(3)
    )


_TIERS = (
    "rate_tiers rate_card=小红书达人 from_exposure=0 basis=lump_sum price=5000\n"
    "rate_tiers rate_card=小红书达人 from_exposure=100000 basis=lump_sum price=8000"
)


@rule(
    "QUO001",
    Severity.WARNING,
    bad="quotes Q1 purchase=舞台搭建 supplier=公司1 price=9000\n"
    "quotes Q2 purchase=舞台搭建 supplier=公司2 price=9900",
    good=_quotes(),
)
def too_few_quotes(case: Case) -> Iterator[Hit]:
    """Yield purchases with fewer than three quotes; a rule of the company takes the place of this one."""
    if any(row.subject == "quote_count" for row in case.plan.company_rules):
        return
    for quotes in _purchases(case).values():
        suppliers = {fold(quote.supplier or "") for quote in quotes}
        if len(suppliers) < FEWEST_QUOTES:
            yield at(
                quotes[0],
                "purchase",
                purchase=quotes[0].purchase,
                number=len(suppliers),
                least=FEWEST_QUOTES,
            )


@rule(
    "QUO002",
    Severity.WARNING,
    bad=_quotes("", "chosen=yes"),
    good=_quotes("", "chosen=yes reason=含现场执行团队"),
)
def dearer_without_reason(case: Case) -> Iterator[Hit]:
    """Yield chosen quotes that are not the lowest, without a reason."""
    for quotes in _purchases(case).values():
        lowest = min((quote.price for quote in quotes if quote.price is not None), default=None)
        for quote in _chosen(quotes):
            if lowest is not None and quote.price is not None and quote.price > lowest and not quote.reason:
                facts = {"supplier": quote.supplier, "price": quote.price, "lowest": lowest}
                yield at(quote, "reason", purchase=quote.purchase, over=quote.price - lowest, **facts)


@rule(
    "QUO003",
    Severity.NOTE,
    bad=_quotes("chosen=yes"),
    good=_quotes("chosen=yes reason=报价最低且案例齐全"),
)
def chosen_without_reason(case: Case) -> Iterator[Hit]:
    """Yield chosen quotes that are the lowest and say nothing else in their favour."""
    for quotes in _purchases(case).values():
        lowest = min((quote.price for quote in quotes if quote.price is not None), default=Decimal(0))
        for quote in _chosen(quotes):
            if not quote.reason and (quote.price is None or quote.price <= lowest):
                yield at(quote, "reason", purchase=quote.purchase, supplier=quote.supplier)


@rule(
    "QUO004",
    Severity.ERROR,
    bad=_quotes("chosen=yes reason=价低", "chosen=yes reason=案例好"),
    good=_quotes("chosen=yes reason=价低"),
)
def several_chosen(case: Case) -> Iterator[Hit]:
    """Yield purchases for which more than one supplier is chosen."""
    for quotes in _purchases(case).values():
        chosen = _chosen(quotes)
        for quote in chosen[1:]:
            names = (chosen[0].supplier or "", quote.supplier or "")
            yield at(quote, "chosen", purchase=quote.purchase, suppliers=names)


@rule(
    "QUO005",
    Severity.WARNING,
    bad=_quotes("chosen=yes reason=价低 valid_until=d3") + "\nstatus d4",
    good=_quotes("chosen=yes reason=价低 valid_until=d4") + "\nstatus d4",
)
def chosen_quote_expired(case: Case) -> Iterator[Hit]:
    """Yield chosen quotes that no longer bind the supplier, where no contract does."""
    signed = {fold(row.supplier) for row in case.plan.contracts if row.supplier and row.signed_on}
    for quote in _chosen(case.plan.quotes):
        expired = quote.valid_until and quote.valid_until < case.outcome.status_date
        if expired and fold(quote.supplier or "") not in signed:
            yield at(quote, "valid_until", supplier=quote.supplier, day=quote.valid_until)


@rule(
    "QUO006",
    Severity.WARNING,
    bad=f"{_quotes()}\nquotes Q9 purchase=舞台搭建 supplier=公司1 price=9500",
    good=_quotes(),
)
def supplier_quoted_twice(case: Case) -> Iterator[Hit]:
    """Yield suppliers that quote for the same purchase twice, which makes no comparison."""
    for quotes in _purchases(case).values():
        seen: dict[str, Quote] = {}
        for quote in quotes:
            if quote.supplier:
                first = seen.setdefault(fold(quote.supplier), quote)
                if first is not quote:
                    yield at(quote, "supplier", supplier=quote.supplier, first=first.row)


@rule(
    "QUO007",
    Severity.NOTE,
    bad=_quotes("chosen=yes reason=价低").replace("references=年会", "", 1),
    good=_quotes("chosen=yes reason=价低"),
)
def chosen_by_price_alone(case: Case) -> Iterator[Hit]:
    """Yield chosen suppliers of whom neither qualification nor references are on record."""
    for quote in _chosen(case.plan.quotes):
        for column in ("qualification", "references"):
            if not getattr(quote, column):
                yield at(quote, column, supplier=quote.supplier)
                break


@rule(
    "RAT001",
    Severity.WARNING,
    bad=_TIERS.replace("from_exposure=100000", "from_exposure=0"),
    good=_TIERS,
)
def tier_twice(case: Case) -> Iterator[Hit]:
    """Yield tiers of a rate card that begin at the same exposure, so that the fee is anybody's guess."""
    seen: dict[tuple[str, Decimal], RateTier] = {}
    for tier in case.plan.rate_tiers:
        if tier.rate_card and tier.from_exposure is not None:
            first = seen.setdefault((fold(tier.rate_card), tier.from_exposure), tier)
            if first is not tier:
                facts = {"card": tier.rate_card, "exposure": tier.from_exposure}
                yield at(tier, "from_exposure", first=first.row, **facts)


@rule(
    "RAT002",
    Severity.NOTE,
    bad=_TIERS.replace("from_exposure=0", "from_exposure=50000"),
    good=_TIERS,
)
def rate_card_without_first_tier(case: Case) -> Iterator[Hit]:
    """Yield rate cards that say nothing about small exposures."""
    lowest: dict[str, RateTier] = {}
    for tier in case.plan.rate_tiers:
        if tier.rate_card and tier.from_exposure is not None:
            known = lowest.setdefault(fold(tier.rate_card), tier)
            if tier.from_exposure < (known.from_exposure or 0):
                lowest[fold(tier.rate_card)] = tier
    for tier in lowest.values():
        if tier.from_exposure:
            yield at(tier, "from_exposure", card=tier.rate_card, exposure=tier.from_exposure)


def _purchases(case: Case) -> dict[str, list[Quote]]:
    """Return the quotes for each purchase."""
    found: dict[str, list[Quote]] = defaultdict(list)
    for quote in case.plan.quotes:
        if quote.purchase:
            found[fold(quote.purchase)].append(quote)
    return found


def _chosen(quotes: tuple[Quote, ...] | list[Quote]) -> list[Quote]:
    return [quote for quote in quotes if quote.chosen == "yes"]
