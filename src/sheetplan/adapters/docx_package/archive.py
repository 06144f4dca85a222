"""A zip archive read once and written with its untouched members' compressed bytes as they were."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sheetplan.adapters.docx_package.refusal import TemplateRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

UNZIPPED_LIMIT = 64 * 1024 * 1024
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FIRST_DAY = 0x21  # 1 January 1980, so that equal content makes equal bytes
_LEVEL = 3  # of compression: twice as fast as what zlib chooses, and little larger
_UTF8 = 0x800
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True)
class Member:
    """One file of the archive, as stored."""

    stored: bytes
    method: int
    crc: int
    size: int


def read_archive(data: bytes) -> dict[str, Member]:
    """The members of the archive, in their order.

    Raises:
        TemplateRefused: encrypted, damaged, not an archive, or too large once unpacked.
    """
    if data.startswith(_COMPOUND_FILE):
        raise TemplateRefused("encrypted" if _ENCRYPTED in data else "not-docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return dict(_members(archive.infolist(), data))
    except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError) as error:
        raise TemplateRefused("not-docx", str(error)) from error


def _members(entries: list[zipfile.ZipInfo], data: bytes) -> Iterator[tuple[str, Member]]:
    if sum(entry.file_size for entry in entries) > UNZIPPED_LIMIT:
        raise TemplateRefused("too-large", f"> {UNZIPPED_LIMIT // 1024**2} MB")
    if len({entry.filename for entry in entries}) < len(entries):
        raise TemplateRefused("broken", "two parts of one name")
    for entry in entries:
        if entry.flag_bits & 1:
            raise TemplateRefused("encrypted", entry.filename)
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise TemplateRefused("broken", entry.filename)
        yield entry.filename, _member(entry, data)


def _member(entry: zipfile.ZipInfo, data: bytes) -> Member:
    header = _LOCAL.unpack_from(data, entry.header_offset)
    start = entry.header_offset + _LOCAL.size + header[-2] + header[-1]
    return Member(data[start : start + entry.compress_size], entry.compress_type, entry.CRC, entry.file_size)


def unpack(name: str, member: Member) -> bytes:
    """The member's content.

    Raises:
        TemplateRefused: the content is damaged or larger than declared.
    """
    if member.method == zipfile.ZIP_STORED:
        return member.stored
    try:
        content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(member.stored, member.size + 1)
    except zlib.error as error:
        raise TemplateRefused("broken", name) from error
    if len(content) != member.size or zlib.crc32(content) != member.crc:
        raise TemplateRefused("broken", name)
    return content


def pack(content: bytes) -> Member:
    """A member with this content, deflated."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(
        deflate.compress(content) + deflate.flush(), zipfile.ZIP_DEFLATED, zlib.crc32(content), len(content)
    )


def write_archive(members: Mapping[str, Member]) -> bytes:
    """An archive of these members; the same members make the same bytes."""
    out = io.BytesIO()
    directory = b""
    for name, member in members.items():
        encoded = name.encode()
        facts = (20, _UTF8, member.method, 0, _FIRST_DAY, member.crc, len(member.stored), member.size)
        at = out.tell()
        out.write(_LOCAL.pack(b"PK\3\4", *facts, len(encoded), 0) + encoded + member.stored)
        directory += _CENTRAL.pack(b"PK\1\2", 20, *facts, len(encoded), 0, 0, 0, 0, 0, at) + encoded
    at = out.tell()
    out.write(directory + _END.pack(b"PK\5\6", 0, 0, len(members), len(members), len(directory), at, 0))
    return out.getvalue()
