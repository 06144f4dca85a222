"""Event types as data: found by any of their names, read, and refused with line and key where ill-written.

One TOML file a type, which people who organise events edit. Their own files go before the shipped ones.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from sheetplan.app.refusal import Refusal
from sheetplan.build.event_consistency import contradictions
from sheetplan.build.event_pattern import EventType
from sheetplan.build.toml_lines import Step, line_of, line_of_error
from sheetplan.language import Wording, fold


class Shelf(NamedTuple):
    """A folder of event types.

    Attributes:
        source: names in the wording whose they are: ``given``, ``beside``, ``own``, ``shipped``.
    """

    folder: Path
    source: str


class TypeFile(NamedTuple):
    """The file of an event type."""

    path: Path
    source: str


def type_files(shelves: Iterable[Shelf]) -> tuple[TypeFile, ...]:
    """Return the files of some folders by name; a file hides those of the same name in later folders."""
    found: dict[str, TypeFile] = {}
    for shelf in shelves:
        for path in sorted(shelf.folder.glob("*.toml")):
            found.setdefault(path.stem, TypeFile(path, shelf.source))
    return tuple(found.values())


def find_event_type(name: str, shelves: Sequence[Shelf], words: Wording) -> EventType:
    """Return the event type that a name means, in whichever language.

    Only the heads of the files are read, and the one that is meant as a whole.

    Raises:
        Refusal: there is none, with a hint at the nearest, or its file is not well written.
    """
    heads = {file: _head(file.path) for file in type_files(shelves)}
    known = _names(heads)
    found = known.get(fold(name))
    if found is None:
        for file, head in heads.items():
            if not head.titles:  # the name may stand in a file that cannot be read
                read_event_type(file.path, words)
        raise Refusal("unknown-type", value=name, hint=_hint(name, known, heads, words))
    return read_event_type(found.path, words)


def read_event_type(path: Path, words: Wording) -> EventType:
    """Return the event type in a file.

    Raises:
        Refusal: it is not well written; in the words given, with line, key and expectation.
    """
    text = ""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        line = line_of_error(text, str(error))
        raise _bad(path, line, "TOML", words.text("event_types", "other", fact=error)) from error
    return _validated(path, text, data, words)


def _validated(path: Path, text: str, data: Mapping[str, Any], words: Wording) -> EventType:
    from pydantic import ValidationError  # noqa: PLC0415 - it comes with the pattern, when a type is read

    def bad(place: Sequence[Step], code: str, fact: object) -> Refusal:
        detail = words.text("event_types", code, fact=fact)
        return _bad(path, line_of(text, place), _key(data, place), detail)

    try:
        event_type = EventType.model_validate({"key": path.stem, **data})
    except ValidationError as error:
        first = error.errors()[0]
        raise bad(first["loc"], *_expectation(first)) from error
    for contradiction in contradictions(event_type):
        raise bad(*contradiction)
    return event_type


class _Head(NamedTuple):
    """What stands at the top of a file: the names of the type; none where it cannot be read."""

    titles: Mapping[str, str]
    aliases: tuple[str, ...]


def _names(heads: Mapping[TypeFile, _Head]) -> dict[str, TypeFile]:
    """Return the files by everything they are called: a title goes before another type's alias."""
    known: dict[str, TypeFile] = {}
    for file, head in heads.items():
        for title in (*head.titles.values(), file.path.stem):
            known.setdefault(fold(title), file)
    for file, head in heads.items():
        for alias in head.aliases:
            known.setdefault(fold(alias), file)
    return known


def _head(path: Path) -> _Head:
    """Return the head of a file, which ends where its first table begins."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
        end = next((index for index, line in enumerate(lines) if line.startswith("[")), len(lines))
        data = tomllib.loads("\n".join(lines[:end]))
        titles = {language: str(title) for language, title in data["title"].items()}
        return _Head(titles, tuple(map(str, data.get("aliases", ()))))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, LookupError, AttributeError, TypeError):
        return _Head({}, ())


def _hint(name: str, known: Mapping[str, TypeFile], heads: Mapping[TypeFile, _Head], words: Wording) -> str:
    near = [known[match] for match in get_close_matches(fold(name), known)]
    titles = [heads[file].titles.get(words.language) or file.path.stem for file in near or heads]
    separator = words.text("listing", "separator")
    return words.text(
        "refusals", "type-hint" if near else "types-hint", names=separator.join(dict.fromkeys(titles))
    )


def _bad(path: Path, line: int, key: str, detail: str) -> Refusal:
    return Refusal("bad-event-type", path=path, line=line, key=key, detail=detail)


def _key(data: Any, place: Sequence[Step]) -> str:
    """Return where an entry stands as people find it: rows by their code, such as ``tasks.T05.title.en``."""
    return ".".join(_named(data, place))


def _named(data: Any, place: Sequence[Step]) -> Iterator[str]:
    for step in place:
        inside = isinstance(data, list) if isinstance(step, int) else isinstance(data, dict)
        if not inside:
            yield str(step)
            continue
        data = data[step] if isinstance(step, int) else data.get(step, {})
        code = data.get("code") if isinstance(step, int) and isinstance(data, dict) else None
        yield str(code or (step + 1 if isinstance(step, int) else step))


def _expectation(error: Mapping[str, Any]) -> tuple[str, object]:
    """Return what is expected of an entry: a code of the wording, and its fact."""
    limits = error.get("ctx", {})
    fact = next((limits[name] for name in ("expected", "ge", "gt", "le") if name in limits), error["msg"])
    return _EXPECTATIONS.get(error["type"], "other"), fact


_EXPECTATIONS = {
    "missing": "missing",
    "extra_forbidden": "unknown-entry",
    "string_type": "text",
    "string_too_short": "text",
    "int_type": "whole-number",
    "is_instance_of": "number",
    "greater_than_equal": "at-least",
    "greater_than": "more-than",
    "less_than_equal": "at-most",
    "bool_type": "true-or-false",
    "time_type": "time-of-day",
    "tuple_type": "list",
    "too_short": "list",
    "dict_type": "table",
    "model_type": "table",
    "literal_error": "choice",
    "start_or_finish": "start-or-finish",
}
"""What the validator calls an error, and what the wording calls the expectation."""
