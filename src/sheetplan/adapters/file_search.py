"""Files that somebody means: by name, in folders, by a pattern, or on a list; without those to be ignored."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from sheetplan.app.address import Address, address, is_address, masked
from sheetplan.app.refusal import Refusal

AnyPath = TypeVar("AnyPath", bound=Path)

WORKBOOKS = frozenset({".xlsx", ".xlsm"})
DOCUMENTS = frozenset({".docx"})
IGNORED = ".sheetplanignore"
"""What is not meant, written as in .gitignore; counts for its folder and those in it."""
_NO_FILES_OF_OURS = ("~$", ".")
"""Beginnings of names that office programs, sync programs and we ourselves give to what is no one's work."""


class Files(NamedTuple):
    """Files to work on.

    Attributes:
        paths: all of them, each once.
        found: those that were not named themselves.
        roots: the folders in which they were found, where the search began.
        refused: what was named and leads to nothing, with the reason.
    """

    paths: tuple[Path, ...]
    found: frozenset[Path] = frozenset()
    roots: tuple[Path, ...] = ()
    refused: tuple[tuple[Path, Refusal], ...] = ()


class Mirror(NamedTuple):
    """Where what is made of files goes: below one folder, as they lie below the roots of their search."""

    out: Path
    roots: tuple[Path, ...] = ()

    def folder(self, path: Path) -> Path:
        """Return where what is made of a file belongs."""
        root = next((root for root in self.roots if path.is_relative_to(root)), path.parent)
        return self.out / path.parent.relative_to(root)


def find_files(named: Sequence[str], endings: frozenset[str] = WORKBOOKS) -> Files:
    """Return the files that somebody means.

    Args:
        named: files, folders, patterns such as ``2026/**/*.xlsx``, or ``@list.txt`` with one of these a line.
        endings: the endings of file names that count in folders, in lower case.
    """
    search = _Search(endings)
    for name in named:
        search.look(name)
    found = {path: root for path, root in search.files.items() if root is not None}
    roots = sorted(set(found.values()), key=lambda root: -len(root.parts))
    return Files(tuple(search.files), frozenset(found), tuple(roots), search.lost)


class _Search:
    """One search: what it has found so far, in order, and below which folder."""

    def __init__(self, endings: frozenset[str]) -> None:
        self._endings = endings
        self._seen: set[str] = set()
        self.files: dict[Path, Path | None] = {}
        self.lost: tuple[tuple[Path, Refusal], ...] = ()

    def look(self, name: str, beside: Path = Path(), root: Path | None = None) -> None:
        """Find what a name means; on a list, seen from the list's folder."""
        if is_address(name):
            self._ask(name, root)
            return
        path = beside / name
        if path.suffix.lower() in self._endings and not glob.has_magic(name):
            self._add([path], root)  # if it is not there, reading it will say so
        elif path.is_dir():
            self._gather(path, _below(path, self._endings), path, "no-workbooks-in")
        elif glob.has_magic(name) and not path.exists():
            found = map(Path, sorted(glob.iglob(str(path), recursive=True)))  # noqa: PTH207 - Path.glob wants a root
            counting = (each for each in found if _counts(each.name, self._endings))
            self._gather(path, counting, _before_magic(path), "nothing-matches")
        elif name.startswith("@") and not path.exists():
            self._read(beside / name[1:])
        else:
            self._add([path], root)

    def _ask(self, name: str, root: Path | None) -> None:
        """Find what an address means; what its server says against it is told of it."""
        place = masked(name)
        try:
            place = address(name)
            if "*" in name or "?" in name:
                start = _before_magic(place)
                found = (each for each in place.matching(start) if _counts(each.name, self._endings))
                self._gather(place, found, start, "nothing-matches")
            elif place.suffix.lower() not in self._endings and place.is_dir():
                self._gather(place, _below(place, self._endings), place, "no-workbooks-in")
            elif place.suffix or place.exists():
                self._add([place], root)
            else:
                self.lost += ((place, Refusal("no-such-file")),)
        except Refusal as refusal:
            self.lost += ((place, refusal),)
        except OSError as error:
            self.lost += ((place, Refusal("no-answer", detail=error.strerror or str(error))),)

    def _read(self, path: Path) -> None:
        """Find what stands on a list."""
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except FileNotFoundError:
            self.lost += ((path, Refusal("no-such-file")),)
            return
        except (OSError, UnicodeError) as error:
            self.lost += ((path, Refusal("bad-file-list", detail=str(error))),)
            return
        for line in map(str.strip, lines):
            if line and not line.startswith("#"):
                self.look(line, path.parent, path.parent)

    def _gather(self, named: Path, found: Iterable[Path], root: Path, otherwise: str) -> None:
        if not self._add(found, root):
            self.lost += ((named, Refusal(otherwise)),)

    def _add(self, paths: Iterable[Path], root: Path | None) -> bool:
        any_found = False
        for path in paths:
            any_found = True
            key = _key(path)
            if key not in self._seen:
                self._seen.add(key)
                self.files[path] = root
        return any_found


def _below(folder: Path, endings: frozenset[str]) -> Iterator[Path]:
    """Yield the files in a folder and in those in it, in order; links to folders are not followed."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - a file that is named is found without

    ignoring: dict[Path, GitIgnoreSpec] = {}

    def ignored(path: Path, mark: str = "") -> bool:
        above = (each for each in path.parents if each in ignoring)
        return any(ignoring[each].match_file(path.relative_to(each).as_posix() + mark) for each in above)

    for here, folders, names in _walked(folder):
        if IGNORED in names:
            lines = (here / IGNORED).read_text(encoding="utf-8-sig", errors="replace").splitlines()
            ignoring[here] = GitIgnoreSpec.from_lines(lines)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not ignored(here / name, "/")
        )
        for name in sorted(names):
            if _counts(name, endings) and not ignored(here / name):
                yield here / name


def _walked(folder: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Yield each folder with the names of folders and files in it; the former may be taken off the list."""
    if isinstance(folder, Address):
        yield from folder.walked()
    else:
        yield from ((Path(place), folders, names) for place, folders, names in os.walk(folder))


def _counts(name: str, endings: frozenset[str]) -> bool:
    return name.lower().endswith(tuple(endings)) and not name.startswith(_NO_FILES_OF_OURS)


def _before_magic(pattern: AnyPath) -> AnyPath:
    """Return the folder before the first wildcard of a pattern."""
    return next(each for each in pattern.parents if not glob.has_magic(str(each)))


def _key(path: Path) -> str:
    """Return what tells a file from all others; links are not followed, as that would ask the server."""
    if isinstance(path, Address):
        return str(path)
    return os.path.normcase(os.path.abspath(path))  # noqa: PTH100 - which follows none
