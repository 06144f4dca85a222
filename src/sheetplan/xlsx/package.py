"""The zip container, read: a part is unpacked when it is asked for, and never beyond its stated size."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from .markup import clean
from .refusal import WorkbookRefused

END = struct.Struct("<4sHHHHLLH")
CENTRAL = struct.Struct("<4sHHHHHHLLLHHHHHLL")
LOCAL = struct.Struct("<4sHHHHHLLLHH")
_LONG_END = struct.Struct("<4sQHHLLQQQQ")
_LOCATOR = struct.Struct("<4sLQL")
_ZIP64, _MANY = 0xFFFFFFFF, 0xFFFF
LIMIT = 400 << 20
"""A workbook of people's unpacks to far less; more is a mistake or an attack."""

_PIECE = 1 << 20
_ENCRYPTED, _UTF8 = 0x1, 0x800


class Entry(NamedTuple):
    """One record of the central directory."""

    fields: tuple[int, ...]
    name: bytes
    extra: bytes
    comment: bytes
    compressed: int
    size: int
    offset: int
    end: int = 0

    @property
    def flags(self) -> int:
        """The general purpose bits."""
        return self.fields[3]

    @property
    def key(self) -> str:
        """The part name as Excel compares it: slashes forward, case ignored."""
        return part_key(self.name.decode("utf-8" if self.flags & _UTF8 else "cp437"))


def part_key(name: str) -> str:
    """The form in which part names are equal."""
    return name.replace("\\", "/").lstrip("/").lower()


class Package:
    """The parts of a workbook by name."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        _refuse_foreign(data)
        try:
            entries = _directory(data)
        except (struct.error, UnicodeDecodeError) as error:
            raise WorkbookRefused("not-zip", str(error)) from error
        self._entries: dict[str, Entry] = {}
        for entry in entries:
            key = entry.key
            if key in self._entries:
                raise WorkbookRefused("duplicate-part", key)
            self._entries[key] = entry

    def __contains__(self, part: str) -> bool:
        return part_key(part) in self.parts

    @property
    def parts(self) -> AbstractSet[str]:
        """The names of all parts, in the form in which they are equal."""
        return self._entries.keys()

    def read(self, part: str) -> bytes:
        """The content of a part."""
        entry = self._entry(part)
        return b"".join(self._unpacked(entry, entry.size + 1))

    def xml(self, part: str) -> bytes:
        """The content of an XML part, ready to be scanned byte by byte."""
        return clean(self.read(part), part)

    @property
    def entries(self) -> Iterable[Entry]:
        """The records of all parts."""
        return self._entries.values()

    def pieces(self, part: str) -> Iterator[bytes]:
        """Yield a part piece by piece, never beyond its stated size."""
        return self._unpacked(self._entry(part), _PIECE)

    def size(self, part: str) -> int:
        """The size of a part, unpacked."""
        return self._entry(part).size

    def record(self, part: str) -> bytes:
        """The header and compressed bytes of a part as they came."""
        entry = self._entry(part)
        return self._data[entry.offset : entry.end]

    def _entry(self, part: str) -> Entry:
        entry = self._entries.get(part_key(part))
        if entry is None:
            raise WorkbookRefused("missing-part", part)
        return entry

    def _unpacked(self, entry: Entry, length: int) -> Iterator[bytes]:
        """Yield the content in pieces of a length; it ends with its stated size or with a refusal."""
        start = entry.offset + LOCAL.size + sum(LOCAL.unpack_from(self._data, entry.offset)[-2:])
        packed = self._data[start : start + entry.compressed]
        check = size = 0
        for piece in _inflated(packed, entry, length) if entry.fields[4] else (packed,):
            check, size = zlib.crc32(piece, check), size + len(piece)
            if size > entry.size:
                break
            yield piece
        if size != entry.size or check != entry.fields[7]:
            raise WorkbookRefused("unreadable-part", entry.key)


def _inflated(packed: bytes, entry: Entry, length: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while packed and not unpacker.eof:
            yield unpacker.decompress(packed, length)
            packed = unpacker.unconsumed_tail
    except zlib.error as error:
        raise WorkbookRefused("unreadable-part", entry.key) from error


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise WorkbookRefused("encrypted" if encrypted else "xls")
    if not data.startswith(b"PK\3\4"):
        raise WorkbookRefused("not-zip")


def end_of_directory(data: bytes) -> int:
    """Where the last record of the file begins, -1 where there is none."""
    return data.rfind(b"PK\5\6", max(0, len(data) - END.size - 0xFFFF))


def _directory(data: bytes) -> list[Entry]:
    at = end_of_directory(data)
    if at < 0:
        raise WorkbookRefused("not-zip", "no directory")
    count, start = _extent(data, at)
    entries = []
    position = start
    for _ in range(count):
        entry = _record(data, position)
        entries.append(entry)
        position += CENTRAL.size + len(entry.name) + len(entry.extra) + len(entry.comment)
    if sum(entry.size for entry in entries) > LIMIT:
        raise WorkbookRefused("too-big", f"{LIMIT >> 20} MB")
    return _with_ends(data, entries, start)


def _extent(data: bytes, at: int) -> tuple[int, int]:
    """How many records the directory has, and where it begins; some writers say so before the end."""
    *_, count, length, start, _ = END.unpack_from(data, at)
    if _ZIP64 not in (length, start) and count != _MANY:
        return count, start
    sign, _, where, _ = _LOCATOR.unpack_from(data, max(at - _LOCATOR.size, 0))
    if sign != b"PK\6\7" or where > at:
        raise WorkbookRefused("not-zip", "damaged directory")
    sign, *_, count, _, start = _LONG_END.unpack_from(data, where)
    if sign != b"PK\6\6" or start > at:
        raise WorkbookRefused("not-zip", "damaged directory")
    return count, start


def _record(data: bytes, position: int) -> Entry:
    signature, *numbers = CENTRAL.unpack_from(data, position)
    if signature != b"PK\1\2":
        raise WorkbookRefused("not-zip", "damaged directory")
    fields = (0, *numbers)
    after_name = position + CENTRAL.size + fields[10]
    after_extra = after_name + fields[11]
    name = data[position + CENTRAL.size : after_name]
    if fields[3] & _ENCRYPTED:
        raise WorkbookRefused("encrypted", name.decode("cp437"))
    extra = data[after_name:after_extra]
    comment = data[after_extra : after_extra + fields[12]]
    size, compressed, offset = _long_sizes(fields, extra)
    return Entry(fields, name, extra, comment, compressed, size, offset)


def _long_sizes(fields: tuple[int, ...], extra: bytes) -> tuple[int, int, int]:
    """Size, compressed size and offset; streaming writers keep them in the zip64 field."""
    values = [fields[9], fields[8], fields[16]]
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind == 1:
            long = iter(struct.unpack_from(f"<{length // 8}Q", extra, 4))
            values = [next(long, _ZIP64) if value == _ZIP64 else value for value in values]
        extra = extra[4 + length :]
    if _ZIP64 in values:
        raise WorkbookRefused("too-big", "zip64")
    return values[0], values[1], values[2]


def _with_ends(data: bytes, entries: list[Entry], directory: int) -> list[Entry]:
    """The entries, each reaching to where the next one begins."""
    starts = sorted(entry.offset for entry in entries)
    following = dict(zip(starts, [*starts[1:], directory], strict=True))
    for entry in entries:
        least = entry.offset + LOCAL.size + entry.compressed
        if data[entry.offset : entry.offset + 4] != b"PK\3\4" or least > following[entry.offset]:
            raise WorkbookRefused("not-zip", f"damaged entry {entry.key}")
    return [entry._replace(end=following[entry.offset]) for entry in entries]
