"""Who has a workbook open: owner files of Excel, WPS and LibreOffice, and what the file itself answers."""

from __future__ import annotations

import errno
import struct
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from .fs import FS

SHARING_VIOLATIONS = (32, 33)
"""How Windows says that another process holds a file."""


class Holder(NamedTuple):
    """Somebody who has a workbook open.

    Attributes:
        who: empty where nothing tells.
        since: None where nothing tells.
        trace: the owner file; None where the workbook itself was held against us.
    """

    who: str
    since: datetime | None
    trace: Path | None


def holder(fs: FS, workbook: Path) -> Holder | None:
    """Return who has a workbook open, or None.

    An owner file gives the name but may be left over from a crash; being held is proof but has no name.
    Either is enough to leave the workbook alone.

    Raises:
        OSError: the workbook cannot be written for a reason other than being held.
    """
    for trace, name_in in owner_files(workbook):
        if fs.exists(trace):
            return Holder(_name(fs, trace, name_in), _since(fs, trace), trace)
    try:
        fs.probe(workbook)
    except OSError as error:
        if is_held(error):
            return Holder("", None, None)
        raise
    return None


def owner_files(workbook: Path) -> Iterator[tuple[Path, Callable[[bytes], str]]]:
    """Yield the owner files that programs may lay beside a workbook, each with what reads the name in it."""
    yield workbook.with_name(f"~${workbook.name}"), excel_owner
    if workbook.suffix.casefold() == ".docx":
        yield workbook.with_name(_word_owner(workbook.name)), excel_owner
    yield workbook.with_name(f".~lock.{workbook.name}#"), office_owner
    yield workbook.with_name(f".~{workbook.name}"), excel_owner  # WPS on Linux


def _word_owner(document: str) -> str:
    """Return the name of Word's owner file, which writes over the start of all but the shortest names."""
    longer = len(document.removesuffix(".docx")) - 6
    return "~$" + document[min(2, max(0, longer)) :]


def is_held(error: OSError) -> bool:
    """Return whether an error means that another process holds the file."""
    return error.errno in (errno.EBUSY, errno.ETXTBSY) or _windows_code(error) in SHARING_VIOLATIONS


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
    """Return the name in a LibreOffice lock file (``name,login,host,date,profile;``), or the login."""
    fields = data.decode("utf-8", "replace").split(",")
    return next((field.strip() for field in fields[:2] if field.strip()), "")


def _name(fs: FS, trace: Path, name_in: Callable[[bytes], str]) -> str:
    try:
        return name_in(fs.read(trace))
    except OSError:  # held so tightly that not even its name can be read, or just gone
        return ""


def _since(fs: FS, trace: Path) -> datetime | None:
    try:
        return fs.stat(trace).modified
    except OSError:
        return None


def _windows_code(error: OSError) -> int:
    return int(getattr(error, "winerror", 0) or 0)
