"""The colour that goes with a choice: a word, which the template engine turns into a fill."""

from __future__ import annotations

from collections.abc import Mapping

_LEVELS = {"high": "bad", "medium": "warn", "low": "good"}

TONES: Mapping[str, Mapping[str, str]] = {
    "verdict": {"met": "good", "nearly": "warn", "missed": "bad"},
    "task_status": {"done": "good", "slipping": "bad"},
    "task_warning": {"overdue": "bad", "at_risk": "warn"},
    "level": _LEVELS,
    "payment": {"paid": "good", "deposit": "warn"},
    "action_status": {"done": "good", "in_progress": "warn"},
}
"""By list of choices and choice; a choice without a colour has none."""


def tone_of(choices: str, key: str | None) -> str:
    """Return the tone of a choice, ``none`` for most."""
    return TONES.get(choices, {}).get(key or "", "none")
