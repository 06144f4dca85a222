"""The names a template may use, in the words of its language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sheetplan.language import wording


@dataclass(frozen=True)
class Fields:
    """The shape of a context: which names exist, not what they hold."""

    scalars: frozenset[str]
    tables: Mapping[str, tuple[str, ...]]
    charts: frozenset[str]


@cache
def document_fields(language: str) -> Fields:
    """The fields every document may use, named in a language."""
    fields = wording(language).section("fields")
    columns = {key: tuple(names.values()) for key, names in fields["columns"].items()}
    return Fields(
        scalars=frozenset(fields["scalars"].values()),
        tables={name: columns[key] for key, name in fields["tables"].items()},
        charts=frozenset(fields["charts"].values()),
    )


@cache
def field_names(language: str) -> Mapping[str, str]:
    """The name in a language of every field, by its Chinese name; a column's as ``table.column``."""
    return dict(zip(_all_names("zh"), _all_names(language), strict=True))


def _all_names(language: str) -> list[str]:
    fields = wording(language).section("fields")
    tables: Mapping[str, str] = fields["tables"]
    columns = [f"{tables[key]}.{name}" for key, names in fields["columns"].items() for name in names.values()]
    return [*fields["scalars"].values(), *fields["charts"].values(), *tables.values(), *columns]
