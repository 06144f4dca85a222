"""The colour that goes with a choice: a word, which the template engine turns into a fill."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

_LEVELS = {"high": "bad", "medium": "warn", "low": "good"}

TONES: Mapping[str, Mapping[str, str]] = {
    "verdict": {"met": "good", "nearly": "warn", "missed": "bad"},
    "task_status": {"done": "good", "slipping": "bad"},
    "task_warning": {"overdue": "bad", "at_risk": "warn"},
    "level": _LEVELS,
    "payment": {"paid": "good", "deposit": "warn"},
    "action_status": {"done": "good", "in_progress": "warn"},
    "decision": {"approved": "good", "revise": "warn", "rejected": "bad"},
    "contract_status": {"signed": "good", "fulfilled": "good", "in_review": "warn"},
    "resource_status": {"confirmed": "good", "in_place": "good", "open": "warn", "cancelled": "bad"},
    "material_status": {"accepted": "good", "delivered": "good", "producing": "warn", "designing": "warn"},
    "publish_status": {"published": "good", "scheduled": "warn", "in_review": "warn", "cancelled": "bad"},
    "test_result": {"passed": "good", "conditional": "warn", "failed": "bad"},
    "guest_status": {"confirmed": "good", "invited": "warn", "declined": "bad", "cancelled": "bad"},
    "letter_status": {"confirmed": "good", "sent": "warn", "declined": "bad"},
    "meeting_status": {"held": "good", "cancelled": "bad"},
    "risk_status": {"occurred": "bad", "watching": "warn", "closed": "good"},
    "log_result": {"resolved": "good", "mitigated": "warn", "open": "bad"},
    "flag": {"yes": "good"},
}
"""By list of choices and choice; a choice without a colour has none."""


RATED = frozenset({("budget", "spend_rate"), ("budget_summary", "spend_rate")})
"""Columns of rates that are coloured once they go over 100 %."""

FULL, FAR_OVER = Decimal(1), Decimal("1.1")


def tone_of_rate(rate: Decimal | None) -> str:
    """Return the tone of a rate that should not exceed 100 %."""
    if rate is None or rate <= FULL:
        return "none"
    return "bad" if rate > FAR_OVER else "warn"


def tone_of(choices: str, key: str | None) -> str:
    """Return the tone of a choice, ``none`` for most."""
    return TONES.get(choices, {}).get(key or "", "none")
