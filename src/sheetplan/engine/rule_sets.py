"""Which of a company's rules are in force."""

from __future__ import annotations

from collections.abc import Sequence

from sheetplan.engine.outcome import RuleOutcome
from sheetplan.engine.sums import same
from sheetplan.model.sheets.company_rules import CompanyRule


def rules_of(rules: Sequence[CompanyRule], chosen: Sequence[str] | None) -> tuple[RuleOutcome, ...]:
    """Return whether each rule is in force: one's own always, others when their set is chosen."""
    sets = set(map(same, chosen or ()))
    return tuple(RuleOutcome(_in_force(rule, sets)) for rule in rules)


def _in_force(rule: CompanyRule, sets: set[str]) -> str | None:
    if rule.subject is None:
        return None
    counts = rule.rule_set is None or same(rule.rule_set) in sets
    return "yes" if counts and rule.active != "no" else "no"
