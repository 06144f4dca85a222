"""Formula text in which sheets, table columns and quoted words go by other names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

Words = Mapping[str, str]
"""New names by the old ones."""

STRING = r'"(?:[^"]|"")*"'
_QUOTED_TAB = r"'(?:[^']|'')*'!"
_BARE = r"(?<![\w.!'\]])[^\W\d][\w.]*!"
_COLUMNS = r"(?<![\w.])(?P<table>[^\W\d][\w.]*)\[(?P<inner>(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*)\]"
_CELL = r"(?<![\w.$])\$?[A-Z]{1,3}\$?[0-9]{1,7}(?![\w.(])"
_TOKEN = re.compile(rf"{STRING}|(?P<sheet>{_QUOTED_TAB}|{_BARE})|{_COLUMNS}")
_STRINGS = re.compile(STRING)
_KEPT = re.compile(rf"{STRING}|{_QUOTED_TAB}|(?P<cell>{_CELL})")
_COLUMN = re.compile(r"\[((?:[^\[\]']|'.)*)\]")
_SIMPLE = re.compile(r"[A-Za-z_][A-Za-z_.]*|[^\W\d_a-zA-Z][^\W\da-zA-Z]*")
_SIGNS = re.compile(r"['\[\]#@]")


class Names(NamedTuple):
    """What goes by another name.

    Attributes:
        tabs: sheets.
        headings: columns, by Excel Table.
        choices: the words of a column, by Excel Table and heading.
    """

    tabs: Words
    headings: Mapping[str, Words]
    choices: Mapping[tuple[str, str], Words]


def renamed(formula: str, names: Names) -> str:
    """The formula with its sheets and columns called by their new names."""

    def replace(match: re.Match[str]) -> str:
        if match["sheet"]:
            return _sheet(match["sheet"], names.tabs)
        if match["table"]:
            words = names.headings.get(match["table"], {})
            return f"{match['table']}[{_columns(match['inner'], words)}]"
        return match[0]

    return _TOKEN.sub(replace, formula)


def reworded(formula: str, words: Iterable[str]) -> str:
    """The formula with other texts in place of those in it, one for each."""
    others = iter(words)
    return _STRINGS.sub(lambda _: _quoted(next(others)), formula)


def with_choices(formula: str, choices: Mapping[tuple[str, str], Words]) -> str:
    """The formula with the words of choices replaced, where they follow the column that offers them."""
    columns = list(columns_of(formula))
    words = choices.get(columns[0], {}) if columns else {}

    def replace(match: re.Match[str]) -> str:
        nonlocal words
        if match["table"]:
            named = _COLUMN.findall(match["inner"]) or [match["inner"]]
            words = choices.get((match["table"], _unescaped(named[-1])), {})
        elif match[0].startswith('"'):
            text = match[0][1:-1].replace('""', '"')
            return _quoted(words[text]) if text in words else match[0]
        return match[0]

    return _TOKEN.sub(replace, formula)


def texts(formula: str) -> list[str]:
    """The texts in a formula, without their quotes."""
    return [found[1:-1].replace('""', '"') for found in _STRINGS.findall(formula)]


def shape(formula: str) -> str:
    """The formula without its places: rows and columns move, the rest of it stays."""
    return _KEPT.sub(lambda match: "@" if match["cell"] else match[0], formula)


def columns_of(formula: str) -> Iterator[tuple[str, str]]:
    """Yield the table and the heading of each column that a formula names."""
    for match in _TOKEN.finditer(formula):
        if match["table"]:
            for heading in _COLUMN.findall(match["inner"]) or [match["inner"]]:
                yield match["table"], _unescaped(heading)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _sheet(reference: str, tabs: Words) -> str:
    name = reference[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    new = tabs.get(name)
    if new is None:
        return reference
    return f"{new}!" if _SIMPLE.fullmatch(new) else "'" + new.replace("'", "''") + "'!"


def _columns(inner: str, words: Words) -> str:
    if "[" not in inner:
        return _column(inner, words)
    return _COLUMN.sub(lambda match: f"[{_column(match[1], words)}]", inner)


def _column(heading: str, words: Words) -> str:
    new = words.get(_unescaped(heading))
    return heading if new is None else _SIGNS.sub(r"'\g<0>", new)


def _unescaped(heading: str) -> str:
    return re.sub(r"'(.)", r"\1", heading)
