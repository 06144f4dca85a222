"""The zip container, written: parts that stay keep their compressed bytes, parts that change are streamed."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from sheetplan.xlsx.markup import WellFormed
from sheetplan.xlsx.package import CENTRAL, END, LOCAL, Entry, Package, end_of_directory, part_key
from sheetplan.xlsx.refusal import WorkbookRefused

Chunks = Callable[[], Iterable[bytes | memoryview]]
"""Gives the content of a part piece by piece, as often as it is asked for."""

_DEFLATED, _SIZES_FOLLOW, _UTF8 = 8, 0x8, 0x800
_LEVEL, _FAST = 6, 2  # four times as fast, and a tenth larger or, where cells are much alike, a quarter
_LARGE = 2**20
_EPOCH = 0x21  # 1980-01-01, the zero of zip dates
_VERSION = 20
_NEW = Entry(
    (0, _VERSION, _VERSION, _UTF8, _DEFLATED, 0, _EPOCH, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), b"", b"", b"", 0, 0, 0
)


class EditedPackage(Package):
    """A workbook's parts with the changes made to them."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._changed: dict[str, Chunks] = {}
        self._proofs: dict[str, Chunks] = {}
        self._packed: dict[str, _Packed] = {}
        self._added: dict[str, Entry] = {}
        self._dropped: set[str] = set()

    @property
    def parts(self) -> AbstractSet[str]:
        """The names of all parts that the result will hold."""
        return (self._entries.keys() | self._added.keys()) - self._dropped

    @property
    def changed(self) -> bool:
        """Whether any part differs from what was read."""
        return bool(self._changed or self._packed or self._dropped)

    def read(self, part: str) -> bytes:
        """The content of a part, with the changes made so far."""
        key = part_key(part)
        if key in self._packed:
            return self._packed[key].unpacked()
        if key in self._changed:
            return b"".join(self._changed[key]())
        if key in self._dropped:
            raise WorkbookRefused("missing-part", part)
        return super().read(part)

    def put(self, part: str, content: bytes) -> None:
        """Give a part new content; a part that was not there is added."""
        self.stream(part, lambda: (content,))

    def stream(self, part: str, chunks: Chunks, proof: Chunks | None = None) -> None:
        """Give a part content that is made when it is written.

        Args:
            part: its name.
            chunks: the content.
            proof: what to parse instead of all of it; if that is well-formed, the content is.
        """
        key = part_key(part)
        if key not in self._entries:
            self._added[key] = _NEW._replace(name=part.encode())
        self._dropped.discard(key)
        self._packed.pop(key, None)
        self._changed[key] = chunks
        self._proofs[key] = proof or chunks

    def pack(self, part: str) -> None:
        """Prove and compress a part's new content now, so that what it is made from can be forgotten."""
        key = part_key(part)
        _prove(key, self._proofs.pop(key)())
        self._packed[key] = _compressed(self._changed.pop(key)(), self._level(key))

    def drop(self, part: str) -> None:
        """Leave a part out."""
        key = part_key(part)
        self._changed.pop(key, None)
        self._packed.pop(key, None)
        if not self._added.pop(key, None):
            self._dropped.add(key)

    def to_bytes(self) -> bytes:
        """The same bytes if nothing changed, otherwise a checked new file."""
        if not self.changed:
            return self._data
        result = self._assembled()
        self._inspect(Package(result))
        return result

    def _assembled(self) -> bytes:
        body: list[bytes] = []
        directory: dict[str, bytes] = {}
        position = 0
        for key in list(self._changed):
            self.pack(key)
        for key, entry in self._in_order():
            if key in self._packed:
                record, directory[key] = _records(entry, self._packed[key], position)
            else:
                record, directory[key] = [self.record(key)], _listed(entry, position)
            body += record
            position += sum(map(len, record))
        listing = b"".join(directory[key] for key in (*self._entries, *self._added) if key in directory)
        comment = self._data[end_of_directory(self._data) + END.size :]
        count = len(directory)
        end = END.pack(b"PK\5\6", 0, 0, count, count, len(listing), position, len(comment))
        return b"".join([*body, listing, end, comment])

    def _level(self, key: str) -> int:
        entry = self._entries.get(key)
        return _FAST if entry and entry.size > _LARGE else _LEVEL

    def _in_order(self) -> Iterator[tuple[str, Entry]]:
        """Yield the parts that stay in the order in which they lie, then the new ones."""
        for key, entry in sorted(self._entries.items(), key=lambda item: item[1].offset):
            if key not in self._dropped:
                yield key, entry
        yield from self._added.items()

    def _inspect(self, result: Package) -> None:
        if result.parts != self.parts:
            raise WorkbookRefused("self-check", ", ".join(sorted(result.parts ^ self.parts)))
        for key in self.parts:
            if key in self._packed:
                for _ in result.pieces(key):
                    pass
            elif result.record(key) != self.record(key):
                raise WorkbookRefused("self-check", key)


class _Packed(NamedTuple):
    """Compressed content with what a zip says about it."""

    pieces: list[bytes]
    check: int
    size: int

    @property
    def length(self) -> int:
        return sum(map(len, self.pieces))

    def unpacked(self) -> bytes:
        return zlib.decompress(b"".join(self.pieces), -zlib.MAX_WBITS, self.size)


def _prove(key: str, chunks: Iterable[bytes | memoryview]) -> None:
    reader = WellFormed()
    if not (all(map(reader.accepts, chunks)) and reader.accepts(b"", last=True)):
        raise WorkbookRefused("self-check", key)


def _records(entry: Entry, content: _Packed, offset: int) -> tuple[list[bytes], bytes]:
    """The local record, in pieces, and the directory record of a part with new content."""
    _, made, _, flags, _, time, date, *_ = entry.fields
    common = (_VERSION, flags & ~_SIZES_FOLLOW, _DEFLATED, time, date or _EPOCH)
    sizes = (content.check, content.length, content.size, len(entry.name))
    local = LOCAL.pack(b"PK\3\4", *common, *sizes, 0)
    disk_and_attributes = (0, *entry.fields[14:16])
    listed = CENTRAL.pack(
        b"PK\1\2", made, *common, *sizes, 0, len(entry.comment), *disk_and_attributes, offset
    )
    return [local + entry.name, *content.pieces], listed + entry.name + entry.comment


def _compressed(chunks: Iterable[bytes | memoryview], level: int) -> _Packed:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    pieces: list[bytes] = []
    check = size = 0
    for chunk in chunks:
        check, size = zlib.crc32(chunk, check), size + len(chunk)
        pieces.append(packer.compress(chunk))
    return _Packed([*pieces, packer.flush()], check, size)


def _listed(entry: Entry, offset: int) -> bytes:
    """The directory record of a part that stays."""
    fields = entry.fields[1:-1]
    return CENTRAL.pack(b"PK\1\2", *fields, offset) + entry.name + entry.extra + entry.comment
