"""Addresses of files that no drive of this machine shows: ``smb://server/share/plan.xlsx``, ``s3://…``.

An address is a path like any other, but what it leads to is asked of its server. It holds no secret.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol

from sheetplan.app.refusal import Refusal

if TYPE_CHECKING:
    _Path = Path
else:
    _Path = PurePosixPath  # a pure one: nothing can look for it on this machine's disks by mistake

SCHEMES = ("smb", "sftp", "s3")
_ADDRESS = r"([a-zA-Z][a-zA-Z0-9+.-]*)://([^/]*)"
_SERVER = r"([^:@]+@)?([^:@]+|\[[0-9a-fA-F:]+\])(:\d+)?"


Listing = tuple[list["Address"], list["Address"]]
"""The folders and the files in a folder, in order."""


class Seen(NamedTuple):
    """Size and time of a file, named as the system names them."""

    st_size: int
    st_mtime_ns: int


class Server(Protocol):
    """What is asked of whoever keeps the files."""

    def exists(self, path: Path) -> bool:
        """Return whether a name is taken."""
        ...

    def is_folder(self, path: Path) -> bool:
        """Return whether a path is a folder."""
        ...

    def read(self, path: Path) -> bytes:
        """Return all bytes of a file."""
        ...

    def seen(self, path: Path) -> Seen:
        """Return size and time of a file."""
        ...

    def listed(self, folder: Path) -> Listing:
        """Return what lies in a folder, as it was a moment ago; nothing where it is missing."""
        ...

    def matching(self, pattern: Address, root: Address) -> Iterator[Address]:
        """Yield the files below a folder that match a pattern, in order; nothing hidden."""
        ...


class Address(_Path):
    """A file or folder on a server, named by its address."""

    __slots__ = ()
    servers: ClassVar[Callable[[Address], Server]]
    """Who is asked; put here where ports meet adapters."""

    @property
    def scheme(self) -> str:
        """Return how its server is spoken to."""
        return self.parts[0].removesuffix(":")

    @property
    def server(self) -> str:
        """Return the server, with the user's name and the port if they were given; on S3, the bucket."""
        return self.parts[1]

    def __str__(self) -> str:
        return re.sub("^([a-z0-9]+):/", r"\1://", super().__str__())

    def absolute(self) -> Address:
        """Return the address itself."""
        return self

    def as_uri(self) -> str:
        """Return the address as browsers read it."""
        from urllib.parse import quote  # noqa: PLC0415 - few files are on servers

        return quote(str(self), safe="/:@")

    def exists(self, **_: bool) -> bool:
        """Return whether the name is taken."""
        return self._server.exists(self)

    def is_dir(self) -> bool:
        """Return whether it is a folder."""
        return self._server.is_folder(self)

    def is_file(self) -> bool:
        """Return whether it is a file, as its folder was listed a moment ago."""
        return self in self._server.listed(self.parent)[1]

    def stat(self, **_: bool) -> Any:
        """Return size and time."""
        return self._server.seen(self)

    def read_bytes(self) -> bytes:
        """Return all bytes."""
        return self._server.read(self)

    def read_text(self, encoding: str | None = None, errors: str | None = None, **_: Any) -> str:
        """Return all text."""
        return self.read_bytes().decode(encoding or "utf-8", errors or "strict")

    def iterdir(self) -> Generator[Address, None, None]:
        """Yield what lies in a folder."""
        for names in self._server.listed(self):
            yield from names

    def walked(self) -> Iterator[tuple[Address, list[str], list[str]]]:
        """Yield what `os.walk` yields of a folder; folders taken off the list are not gone into."""
        folders, files = ([path.name for path in found] for found in self._server.listed(self))
        yield self, folders, files
        for name in folders:
            yield from (self / name).walked()

    def matching(self, root: Address) -> Iterator[Address]:
        """Yield the files below a folder that match this address, in order; nothing hidden."""
        return self._server.matching(self, root)

    @property
    def _server(self) -> Server:
        return type(self).servers(self)


def is_address(text: str) -> bool:
    """Return whether a text is an address, and not the name of a file."""
    return "://" in text and re.match(_ADDRESS, text) is not None


def address(text: str) -> Address:
    """Return what an address leads to.

    Raises:
        Refusal: it holds a password, or its server is spoken to in a way that is not known.
    """
    found = re.match(_ADDRESS, text)
    if found is None:
        raise ValueError(text)
    scheme, server = found[1].lower(), found[2]
    if scheme not in SCHEMES or not server:
        raise Refusal("unknown-store", schemes=", ".join(f"{one}://" for one in SCHEMES))
    if not re.fullmatch(_SERVER, server):  # a password, perhaps with a slash or an @ in it
        raise Refusal("open-password")
    return Address(f"{scheme}:/{server}{text[found.end() :]}")


def masked(text: str) -> Address:
    """Return an address as it may be printed: where it may hold a password, nothing from there on."""
    scheme, _, rest = text.partition("://")
    if re.fullmatch(_SERVER, rest.partition("/")[0]):
        return Address(f"{scheme}:/{rest}")
    return Address(f"{scheme}:/{rest.partition(':')[0]}…")
