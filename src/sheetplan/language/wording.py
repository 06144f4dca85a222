"""One locale as an object: the words of its TOML files, looked up by stable keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import rtoml

LANGUAGES = ("zh", "en")


class Wording:
    """The words of one language.

    In the TOML files a heading, sheet name or choice is either one text or a list: the first entry is
    what we write, the others are synonyms that we also understand.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._files = _files(language)
        self._words: dict[str, Any] = {}

    def sheet(self, sheet: str) -> str:
        """Return the name of a sheet, as it stands on its tab."""
        return self._first("sheets", sheet)

    def sheet_names(self, sheet: str) -> tuple[str, ...]:
        """Return the name of a sheet and every synonym we recognise."""
        return self._all("sheets", sheet)

    def view(self, view: str) -> str:
        """Return the name of a view, as it stands on its tab."""
        return self._first("views", view)

    def view_names(self, view: str) -> tuple[str, ...]:
        """Return the name of a view and every synonym we recognise."""
        return self._all("views", view)

    def heading(self, sheet: str, column: str) -> str:
        """Return the heading of a column, or the item name of a form's entry."""
        return self._first("columns", sheet, column)

    def headings(self, sheet: str, column: str) -> tuple[str, ...]:
        """Return a heading and every synonym we recognise."""
        return self._all("columns", sheet, column)

    def form_headings(self, column: str) -> tuple[str, ...]:
        """Return the heading of a form's column (item, content, responsible, due, note) and its synonyms."""
        return self._all("form", column)

    def help(self, sheet: str, column: str) -> str:
        """Return what to write into a column, or an empty text where the heading says it all."""
        return str(self._find("help").get(sheet, {}).get(column, ""))

    def choice(self, choices: str, key: str) -> str:
        """Return the word for one choice, as it stands in a drop-down."""
        return self._first("choices", choices, key)

    def choices(self, choices: str) -> dict[str, tuple[str, ...]]:
        """Return every choice of a list with all its synonyms, in the order of the drop-down."""
        return {key: _as_tuple(value) for key, value in self._find("choices", choices).items()}

    def currency(self, code: str) -> str:
        """Return what stands beside amounts of a currency; its code, where it has no word."""
        return self.currency_names(code)[0]

    def currency_names(self, code: str) -> tuple[str, ...]:
        """Return the same, and what stands before an amount in words."""
        return _as_tuple(self._find("currencies").get(code, [code, code]))

    def text(self, *path: str, **arguments: object) -> str:
        """Return a sentence with its arguments filled in.

        Where it tells a command to type, ``{typed_file}`` is the file as a shell needs it; `fill` tells how
        a noun follows its number.

        Raises:
            KeyError: no such text in this language, or an argument is missing.
        """
        found = str(self._find(*path[:-1])[path[-1]])
        if "{typed_file}" in found:
            arguments["typed_file"] = _as_typed(str(arguments["file"]))
        return fill(found, arguments) if arguments else found

    def section(self, *path: str) -> Mapping[str, Any]:
        """Return a whole table of the TOML, such as ``section("rules", "TSK001")``."""
        return self._find(*path)

    def _find(self, *path: str) -> Mapping[str, Any]:
        found: Any = self._section(path[0])
        for step in path[1:]:
            if step not in found:
                raise KeyError(f"{self.language}: no wording for {'.'.join(path)}")
            found = found[step]
        return found  # type: ignore[no-any-return]

    def _section(self, name: str) -> Any:
        """Return a top-level table; its file is parsed when the first of its words is wanted."""
        if name not in self._words:
            if name not in self._files:
                raise KeyError(f"{self.language}: no wording for {name}")
            self._words |= rtoml.loads(self._files[name])
        return self._words[name]

    def _all(self, *path: str) -> tuple[str, ...]:
        return _as_tuple(self._find(*path))

    def _first(self, *path: str) -> str:
        return self._all(*path)[0]


@cache
def wording(language: str) -> Wording:
    """Return the wording of a language.

    Raises:
        KeyError: a language other than those of `LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise KeyError(f"no such language: {language}; choose one of {', '.join(LANGUAGES)}")
    return Wording(language)


def fill(text: str, facts: Mapping[str, object]) -> str:
    """Return a text with its facts filled in: ``{rows:# row|# rows}`` becomes 1 row, or 3 rows.

    Of the two forms the first is for one and the second for every other number; # is the number.
    """
    return text.format_map(_Counted(facts) if "|" in text else facts)


def outline(text: str) -> str:
    """Return a text with the names of its facts, in braces, where they will stand."""
    return fill(text, _Names())


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return a text as it is compared: width, case, blanks and invisible characters do not matter."""
    if text.isascii():
        return text.lower() if text.isalnum() else "".join(text.lower().split())
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(mark for mark in folded if not mark.isspace() and unicodedata.category(mark) != "Cf")


def display_width(text: str) -> int:
    """Return how many characters wide a text is shown; Chinese characters count double."""
    return sum(map(_WIDTHS.__getitem__, text))


class _Counted:
    """Facts that choose between the forms a text gives for one and for many."""

    def __init__(self, facts: Mapping[str, object]) -> None:
        self._facts = facts

    def __getitem__(self, name: str) -> _Count:
        return _Count(self._facts[name])


class _Count:
    """A fact that is shown as it is, or, where the text gives two forms, by one of them."""

    def __init__(self, fact: object) -> None:
        self._fact = fact

    def __format__(self, spec: str) -> str:
        one, two_forms, many = spec.partition("|")
        if not two_forms:
            return format(self._fact, spec)
        shown = str(self._fact)
        return (one if shown.lstrip("+-") == "1" else many).replace("#", shown)


class _Names(dict[str, str]):
    """Every fact as its own name."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


class _Widths(dict[str, int]):
    """The width of each character, looked up once."""

    def __missing__(self, mark: str) -> int:
        self[mark] = 2 if unicodedata.east_asian_width(mark) in "WF" else 1
        return self[mark]


_WIDTHS = _Widths()


def _files(language: str) -> dict[str, str]:
    """Return the text of the file that holds each top-level table."""
    texts = (
        entry.read_text(encoding="utf-8")
        for entry in Path(__file__).parent.glob("*.toml")
        if entry.name == f"{language}.toml" or entry.name.endswith(f".{language}.toml")
    )
    return {section: text for text in texts for section in _SECTION.findall(text)}


_SECTION = re.compile(r"^\[(\w+)", re.MULTILINE)


def _as_typed(file: str) -> str:
    """Return a file name between quotes where a shell would read it as more than one name."""
    return f'"{file}"' if re.search(r"[\s&;()'$]", file) else file


def _as_tuple(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else (str(value),)
