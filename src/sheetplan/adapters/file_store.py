"""Files read whole, and written whole or not at all, and only if nobody changed them meanwhile."""

from __future__ import annotations

import contextlib
import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from sheetplan.app.refusal import Refusal


class Put(NamedTuple):
    """Where a file went: ``new``, ``unchanged``, ``replaced``, or beside one ``edited`` or ``open``."""

    path: Path
    how: str
    stood: Path
    """The file that did not give way, where there is one."""


class FileStore:
    """The local or mounted file system."""

    def read(self, path: Path) -> bytes:
        """Return all bytes of a file.

        Raises:
            Refusal: there is no such file, or it cannot be read.
        """
        try:
            return path.read_bytes()
        except FileNotFoundError as error:
            raise Refusal("no-such-file") from error
        except IsADirectoryError as error:
            raise Refusal("is-a-folder") from error
        except PermissionError as error:
            raise Refusal("is-a-folder" if path.is_dir() else "may-not-read") from error

    def replace(self, path: Path, data: bytes, *, expecting: bytes) -> None:
        """Put new bytes in place of those that were read.

        Raises:
            Refusal: somebody has the file open or has changed it, or it may not be written.
        """
        if data == expecting:
            return
        target = Path(os.path.realpath(path))
        self.refuse_if_open(target)
        if not os.access(target, os.W_OK):
            raise Refusal("read-only-file")
        temporary = _write_beside(target, data, mode=0o600)  # a private workbook stays private
        try:
            temporary.chmod(target.stat().st_mode & 0o7777)
            if self.read(target) != expecting:
                raise Refusal("changed-meanwhile")
            temporary.replace(target)
        except PermissionError as error:
            raise Refusal("open-elsewhere-unknown") from error
        except OSError as error:
            raise Refusal("cannot-write", detail=error.strerror or str(error)) from error
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(target.parent)

    def create(self, path: Path, data: bytes) -> Path:
        """Write a new file beside any that exists (``_v2``, ``_v3`` …); return where it went.

        A file that already holds these very bytes is left as it is.
        """
        return self.put(path, data, may_replace=lambda _: False).path

    def put(self, path: Path, data: bytes, *, may_replace: Callable[[bytes], bool]) -> Put:
        """Write a file, beside any that may not give way to it; return where it went, and why.

        Args:
            path: where it should go.
            data: all its bytes. A file that already holds them is left as it is.
            may_replace: tells of the bytes of a file that stands there whether they may give way.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        stood, why = path, ""
        for candidate in _versions(path):
            if candidate.exists():
                old = self.read(candidate)
                if old == data:
                    return Put(candidate, why or "unchanged", stood)
                if not may_replace(old):
                    stood, why = candidate, "edited"
                    continue
                try:
                    self.replace(candidate, data, expecting=old)
                except Refusal:
                    stood, why = candidate, "open"
                    continue
                return Put(candidate, why or "replaced", stood)
            if _created(candidate, data):
                return Put(candidate, why or "new", stood)
        raise AssertionError("the versions never end")  # pragma: no cover

    def refuse_if_open(self, path: Path) -> None:
        """Raise where an owner file of Excel, WPS or LibreOffice says that somebody has a file open.

        Raises:
            Refusal: naming who, where the owner file tells.
        """
        owners = [(path.with_name(name), excel_owner) for name in _owner_files(path.name)]
        for owner, reader in (*owners, (path.with_name(f".~lock.{path.name}#"), office_owner)):
            if owner.exists():
                who = _name_in(owner, reader)
                raise Refusal("open-elsewhere", who=who) if who else Refusal("open-elsewhere-unknown")


def excel_owner(data: bytes) -> str:
    """Return the name in an owner file of Excel or WPS: UTF-16 with its length at offset 55 (Word: 54)."""
    for offset in (55, 54):
        if len(data) >= offset + 2:
            (length,) = struct.unpack_from("<H", data, offset)
            name = data[offset + 2 : offset + 2 + 2 * length]
            text = name.decode("utf-16-le", "replace")
            if 0 < length <= 52 and len(name) == 2 * length and text.isprintable():
                return text.strip()
    return ""


def office_owner(data: bytes) -> str:
    """Return the name in a LibreOffice lock file: ``name,login,host,date,profile;``."""
    return data.decode("utf-8", "replace").split(",", 1)[0].strip()


def _name_in(owner: Path, reader: Callable[[bytes], str]) -> str:
    try:
        return reader(owner.read_bytes())
    except OSError:  # held so tightly that not even its name can be read
        return ""


def _owner_files(name: str) -> tuple[str, ...]:
    """Return what the owner file of a document may be called; Word writes over the start of long names."""
    longer = {".docx": len(name) - 5 - 6}.get(name[-5:].casefold(), 0)
    word = "~$" + name[min(2, max(0, longer)) :]
    return tuple(dict.fromkeys((f"~${name}", word)))


def _created(path: Path, data: bytes) -> bool:
    """Return whether a file could be made that was not there."""
    temporary = _write_beside(path, data)
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if path.exists():
            return False
        temporary.rename(path)
    finally:
        temporary.unlink(missing_ok=True)
    return True


def _versions(path: Path) -> Iterator[Path]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem}_v{number}{path.suffix}")
        number += 1


def _write_beside(target: Path, data: bytes, mode: int = 0o666) -> Path:
    """Return a new file in the same folder, written and synced; the umask applies to its mode."""
    temporary = target.with_name(f".sheetplan-{os.urandom(8).hex()}.tmp")
    try:
        file = open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, mode))  # noqa: SIM115
    except PermissionError as error:
        raise Refusal("read-only-folder", folder=str(target.parent)) from error
    except OSError as error:
        raise Refusal("cannot-write", detail=error.strerror or str(error)) from error
    try:
        with file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise Refusal("cannot-write", detail=error.strerror or str(error)) from error
    return temporary


def _sync_folder(folder: Path) -> None:
    """Make the rename last through a power cut, where the system lets folders be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
