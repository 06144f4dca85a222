"""The names a template may use, in the words of its language: those of the workbook, and a few more.

Every sheet is a table, every heading a column, every entry of 策划总表 and 需求 a field; whatever else the
workbook calls them is understood too. What only documents say is named in ``fields.*.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from sheetplan.documents.tones import RATED, TONES
from sheetplan.language import Wording, wording
from sheetplan.model.kinds import Choice, Kind
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS

FORMS = ("event", "brief")
UNPRINTED = frozenset({"calendar", "company_rules", "accepted", "baselines", "findings"})
VIEWS: Mapping[str, str] = {
    "slipping_tasks": "tasks",
    "recent_tasks": "tasks",
    "coming_tasks": "tasks",
    "highlights": "review",
    "problems": "review",
    "high_risks": "risks",
    "open_issues": "log",
    "failed_tests": "technical_tests",
    "on_site_people": "people",
    "public_segments": "run_of_show",
    "speakers": "guests",
    "budget_changes": "budget",
    "active_channels": "channels",
    "open_actions": "actions",
    "research_voices": "feedback",
}
"""Tables that hold some rows of a sheet, with its columns."""

NUMBER = "number"
"""Every table of a sheet has this column: its rows counted from 1."""
TONE = "tone:"
"""Before a column: the colour that goes with its value."""


@dataclass(frozen=True)
class Fields:
    """The shape of a context: which names exist, not what they hold.

    Attributes:
        aliases: other names of scalars and tables, and by table those of its columns.
    """

    scalars: frozenset[str]
    tables: Mapping[str, tuple[str, ...]]
    charts: frozenset[str]
    aliases: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def scalar(self, name: str) -> str:
        """The scalar of that name, or nothing."""
        known = name if name in self.scalars else self.aliases.get(("scalars", name), name)
        return known if known in self.scalars else ""

    def table(self, name: str) -> str:
        """The table of that name, or nothing."""
        known = name if name in self.tables else self.aliases.get(("tables", name), name)
        return known if known in self.tables else ""

    def column(self, table: str, name: str) -> str:
        """The column of that name in a table, or nothing."""
        columns = self.tables.get(table, ())
        known = name if name in columns else self.aliases.get((table, name), name)
        return known if known in columns else ""


@cache
def document_fields(language: str) -> Fields:
    """The fields every document may use, named in a language."""
    words = wording(language)
    tables = {table_name(key, words): column_names(key, words) for key in table_keys()}
    scalars = frozenset(scalar_names(words).values())
    return Fields(
        scalars=scalars,
        tables={name: tuple(columns.values()) for name, columns in tables.items()},
        charts=frozenset(words.section("fields", "charts").values()),
        aliases=dict(_aliases(words)),
    )


# There is one wording of each language, and what it calls a thing is worked out once.


@cache
def table_keys() -> tuple[str, ...]:
    """The keys of all tables: the sheets, their views, and the tables of documents alone."""
    sheets = (sheet for sheet, row in SHEETS.items() if row.shape is Shape.TABLE and sheet not in UNPRINTED)
    return (*sheets, *VIEWS, *wording("zh").section("fields", "columns"))


@cache
def table_name(key: str, words: Wording) -> str:
    """The name of a table; one inside another's rows is named after it, with a dot."""
    outer, _, inner = key.rpartition(".")
    if outer:
        return f"{table_name(outer, words)}.{words.text('fields', 'tables', inner)}"
    return words.sheet(key) if key in SHEETS else words.text("fields", "tables", key)


@cache
def column_names(key: str, words: Wording) -> Mapping[str, str]:
    """The names of a table's columns, by their keys."""
    sheet = VIEWS.get(key, key)
    if sheet not in SHEETS:
        return words.section("fields", "columns", key)
    names = {NUMBER: words.text("fields", "number")}
    names |= {column: words.heading(sheet, column) for column in SHEETS[sheet].columns()}
    toned = words.text("fields", "tone")
    return names | {TONE + column: toned.format(names[column]) for column in toned_columns(sheet)}


def toned_columns(sheet: str) -> Iterator[str]:
    """The columns of a sheet whose values have colours."""
    for column, declared in SHEETS[sheet].columns().items():
        chosen = isinstance(declared.kind, Choice) and declared.kind.choices in TONES
        if chosen or (sheet, column) in RATED:
            yield column


@cache
def scalar_names(words: Wording) -> Mapping[tuple[str, str], str]:
    """The names of all scalars, by sheet and entry; those of documents alone under no sheet."""
    forms = {(form, entry): words.heading(form, entry) for form in FORMS for entry in SHEETS[form].columns()}
    alone = {**words.section("fields", "scalars"), **words.section("fields", "pictures")}
    return forms | {("", key): name for key, name in alone.items()}


@cache
def column_kinds(language: str) -> Mapping[str, Kind]:
    """The kind of each column of a sheet or a view, by its full name."""
    words = wording(language)
    return {
        f"{table_name(key, words)}.{words.heading(sheet, column)}": declared.kind
        for key in table_keys()
        for sheet in [VIEWS.get(key, key)]
        if sheet in SHEETS
        for column, declared in SHEETS[sheet].columns().items()
    }


@cache
def field_names(language: str) -> Mapping[str, str]:
    """The name in a language of every field, by its Chinese name; a column's as ``table.column``."""
    return dict(zip(_all_names(wording("zh")), _all_names(wording(language)), strict=True))


def _all_names(words: Wording) -> list[str]:
    names = [*scalar_names(words).values(), *words.section("fields", "charts").values()]
    for key in table_keys():
        table = table_name(key, words)
        names += [table, *(f"{table}.{column}" for column in column_names(key, words).values())]
    return names


def _aliases(words: Wording) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield synonyms; where two fields share one, the first has it, and a field's own name always wins."""
    taken: set[tuple[str, str]] = set()
    for place, name, synonyms in _synonyms(words):
        for synonym in synonyms:
            if (place, synonym) not in taken:
                taken.add((place, synonym))
                yield (place, synonym), name


def _synonyms(words: Wording) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for form, entry in scalar_names(words):
        if form:
            yield "scalars", *_first_and_rest(words.headings(form, entry))
    for key in table_keys():
        sheet = VIEWS.get(key, key)
        if sheet not in SHEETS:
            continue
        if key == sheet:
            yield "tables", *_first_and_rest(words.sheet_names(sheet))
        for column in SHEETS[sheet].columns():
            yield table_name(key, words), *_first_and_rest(words.headings(sheet, column))


def _first_and_rest(names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    return names[0], names[1:]
