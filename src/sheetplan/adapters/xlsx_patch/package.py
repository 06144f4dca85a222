"""The zip container: unchanged parts keep their compressed bytes and headers."""

import struct
import zlib
from typing import NamedTuple

from .markup import clean, well_formed
from .refusal import WorkbookRefused

_END = struct.Struct("<4sHHHHLLH")
_CENTRAL = struct.Struct("<4sHHHHHHLLLHHHHHLL")
_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_ZIP64 = 0xFFFFFFFF
_LIMIT = 400 << 20
_DEFLATED = 8
_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 0x1, 0x8, 0x800
_LEVEL = 4  # twice as fast as the usual 6, and a tenth larger
_EPOCH = 0x21  # 1980-01-01, the zero of zip dates


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
    """The parts of a workbook by name, with the changes made to them."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        _refuse_foreign(data)
        try:
            entries = _directory(data)
        except (struct.error, UnicodeDecodeError) as error:
            raise WorkbookRefused("not-zip", str(error)) from error
        self._entries: dict[str, Entry] = {}
        for entry in entries:
            if entry.key in self._entries:
                raise WorkbookRefused("duplicate-part", entry.key)
            self._entries[entry.key] = entry
        self._changed: dict[str, bytes] = {}
        self._dropped: set[str] = set()

    @property
    def parts(self) -> frozenset[str]:
        """The names of all parts that the result will hold."""
        return frozenset(self._entries.keys() - self._dropped)

    @property
    def changed(self) -> bool:
        """Whether any part differs from what was read."""
        return bool(self._changed or self._dropped)

    def read(self, part: str) -> bytes:
        """The content of a part, with the changes made so far."""
        key = part_key(part)
        if key in self._changed:
            return self._changed[key]
        if key not in self.parts:
            raise WorkbookRefused("missing-part", part)
        return self._unpack(self._entries[key])

    def xml(self, part: str) -> bytes:
        """The content of an XML part, ready to be scanned byte by byte."""
        return clean(self.read(part), part)

    def record(self, key: str) -> bytes:
        """The header and compressed bytes of a part as they came."""
        entry = self._entries[key]
        return self._data[entry.offset : entry.end]

    def put(self, part: str, content: bytes) -> None:
        """Give an existing part new content."""
        self._changed[part_key(part)] = content

    def drop(self, part: str) -> None:
        """Leave a part out."""
        self._dropped.add(part_key(part))
        self._changed.pop(part_key(part), None)

    def to_bytes(self) -> bytes:
        """The same bytes if nothing changed, otherwise a checked new file."""
        if not self.changed:
            return self._data
        result = self._assemble()
        self._inspect(Package(result))
        return result

    def _unpack(self, entry: Entry) -> bytes:
        start = entry.offset + _LOCAL.size + sum(_LOCAL.unpack_from(self._data, entry.offset)[-2:])
        packed = self._data[start : start + entry.compressed]
        content = _inflated(packed, entry) if entry.fields[4] else packed
        if len(content) != entry.size or zlib.crc32(content) != entry.fields[7]:
            raise WorkbookRefused("unreadable-part", entry.key)
        return content

    def _assemble(self) -> bytes:
        body: list[bytes] = []
        central: dict[str, bytes] = {}
        position = 0
        for key, entry in sorted(self._entries.items(), key=lambda item: item[1].offset):
            if key in self._dropped:
                continue
            record, central[key] = self.record(key), _central(entry, position)
            if key in self._changed:
                record, central[key] = _packed(entry, self._changed[key], position)
            body.append(record)
            position += len(record)
        directory = b"".join(central[key] for key in self._entries if key in central)
        comment = self._data[_end_of_directory(self._data) + _END.size :]
        count = len(central)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), position, len(comment))
        return b"".join([*body, directory, end, comment])

    def _inspect(self, result: "Package") -> None:
        if result.parts != self.parts:
            raise WorkbookRefused("self-check", ", ".join(sorted(result.parts ^ self.parts)))
        for key in self.parts - self._changed.keys():
            if result.record(key) != self.record(key):
                raise WorkbookRefused("self-check", key)
        for key, content in self._changed.items():
            if result.read(key) != content or not well_formed(content):
                raise WorkbookRefused("self-check", key)


def _inflated(packed: bytes, entry: Entry) -> bytes:
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, entry.size + 1)
    except zlib.error as error:
        raise WorkbookRefused("unreadable-part", entry.key) from error


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise WorkbookRefused("encrypted" if encrypted else "xls")
    if not data.startswith(b"PK\3\4"):
        raise WorkbookRefused("not-zip")


def _end_of_directory(data: bytes) -> int:
    return data.rfind(b"PK\5\6", max(0, len(data) - _END.size - 0xFFFF))


def _directory(data: bytes) -> list[Entry]:
    at = _end_of_directory(data)
    if at < 0:
        raise WorkbookRefused("not-zip", "no directory")
    *_, count, length, start, _ = _END.unpack_from(data, at)
    if _ZIP64 in (length, start) or count == 0xFFFF:
        raise WorkbookRefused("too-big", "zip64")
    entries = []
    position = start
    for _ in range(count):
        entry = _entry(data, position)
        entries.append(entry)
        position += _CENTRAL.size + len(entry.name) + len(entry.extra) + len(entry.comment)
    if sum(entry.size for entry in entries) > _LIMIT:
        raise WorkbookRefused("too-big", f"{_LIMIT >> 20} MB")
    return _with_ends(data, entries, start)


def _entry(data: bytes, position: int) -> Entry:
    signature, *numbers = _CENTRAL.unpack_from(data, position)
    if signature != b"PK\1\2":
        raise WorkbookRefused("not-zip", "damaged directory")
    fields = (0, *numbers)
    after_name = position + _CENTRAL.size + fields[10]
    after_extra = after_name + fields[11]
    name = data[position + _CENTRAL.size : after_name]
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
        least = entry.offset + _LOCAL.size + entry.compressed
        if data[entry.offset : entry.offset + 4] != b"PK\3\4" or least > following[entry.offset]:
            raise WorkbookRefused("not-zip", f"damaged entry {entry.key}")
    return [entry._replace(end=following[entry.offset]) for entry in entries]


def _central(entry: Entry, offset: int) -> bytes:
    fields = entry.fields[1:-1]
    return _CENTRAL.pack(b"PK\1\2", *fields, offset) + entry.name + entry.extra + entry.comment


def _packed(entry: Entry, content: bytes, offset: int) -> tuple[bytes, bytes]:
    """The local record and directory record of a part with new content."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    _, made, _, flags, _, time, date, *_ = entry.fields
    common = (20, flags & ~_SIZES_FOLLOW, _DEFLATED, time, date or _EPOCH)
    sizes = (zlib.crc32(content), len(packed), len(content), len(entry.name))
    local = _LOCAL.pack(b"PK\3\4", *common, *sizes, 0)
    disk_and_attributes = (0, *entry.fields[14:16])
    central = _CENTRAL.pack(
        b"PK\1\2", made, *common, *sizes, 0, len(entry.comment), *disk_and_attributes, offset
    )
    return local + entry.name + packed, central + entry.name + entry.comment
