"""Rule sets as data: a company's standards in numbers, one TOML file a set.

All of them stand on 规则 in every new workbook; 设置 says which are in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import rtoml
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from sheetplan.app.refusal import Refusal
from sheetplan.build.content import WorkbookContent
from sheetplan.language import LANGUAGES, wording
from sheetplan.model.values import Value


def _one_of(choices: str) -> AfterValidator:
    def known(key: str) -> str:
        keys = wording(LANGUAGES[0]).choices(choices)
        if key not in keys:
            raise ValueError(f"{key}: {', '.join(keys)}")
        return key

    return AfterValidator(known)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Said(_Part):
    """A text in every language of the workbook."""

    zh: str
    en: str


class RulePattern(_Part):
    """One clause; shares are written as people write them, such as ``10%``."""

    clause: str
    subject: Annotated[str, _one_of("rule_subject")]
    scope: Said | None = None
    operator: Annotated[str, _one_of("rule_operator")]
    value: int | float | str
    upper: int | float | str | None = None
    unit: Annotated[str, _one_of("rule_unit")]
    severity: Annotated[str, _one_of("severity")]
    text: Said

    def row(self, rule_set: str, language: str) -> dict[str, Value]:
        """Return the row that stands on 规则."""
        return {
            "rule_set": rule_set,
            "subject": self.subject,
            "scope": getattr(self.scope, language, None),
            "operator": self.operator,
            "value": _cell(self.value),
            "upper": _cell(self.upper),
            "unit": self.unit,
            "severity": self.severity,
            "clause": self.clause,
            "text": getattr(self.text, language),
        }


class RuleSet(_Part):
    """A set of clauses.

    Attributes:
        reserve_rule: the event types with this rule for the reserve start with the set.
    """

    name: Said
    reserve_rule: Annotated[str, _one_of("reserve_rule")] | None = None
    rules: tuple[RulePattern, ...]


def load_rule_sets(folder: Path) -> tuple[RuleSet, ...]:
    """Return the rule sets of a folder, in the order of their files.

    Raises:
        Refusal: a file is not well written.
    """
    return tuple(map(_load, sorted(folder.glob("*.toml"))))


def with_rule_sets(content: WorkbookContent, sets: Iterable[RuleSet], language: str) -> WorkbookContent:
    """Return a workbook's content with every rule set on 规则, and the one that suits its type in force."""
    sets = tuple(sets)
    settings = content.forms.get("settings", {})
    rows = [rule.row(getattr(each.name, language), language) for each in sets for rule in each.rules]
    rows = [{"code": f"Y{number:02}", **row} for number, row in enumerate(rows, start=1)]
    suited = _suited(sets, settings)
    chosen = {"rule_sets": (getattr(suited.name, language),)} if suited else {}
    return replace(
        content,
        tables={**content.tables, "company_rules": rows},
        forms={**content.forms, "settings": {**chosen, **settings}},
    )


def _suited(sets: Iterable[RuleSet], settings: Mapping[str, object]) -> RuleSet | None:
    wanted = settings.get("reserve_rule")
    return next((each for each in sets if wanted and each.reserve_rule == wanted), None)


def _load(path: Path) -> RuleSet:
    try:
        return RuleSet.model_validate(rtoml.loads(path.read_text("utf-8")))
    except (rtoml.TomlParsingError, UnicodeDecodeError) as error:
        raise Refusal("bad-rule-set", file=path.name, detail=error) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step + 1 if isinstance(step, int) else step) for step in first["loc"])
        raise Refusal("bad-rule-set", file=path.name, detail=f"{place}: {first['msg']}") from error


def _cell(value: float | str | None) -> Value:
    return value if isinstance(value, str) or value is None else Decimal(str(value))
