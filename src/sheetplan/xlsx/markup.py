"""XML as bytes: what is not changed is never parsed and written again.

`clean` first removes what would make scanning unsound (comments, CDATA, foreign encodings); after
that every `<` opens a tag.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .refusal import WorkbookRefused

_ATTRIBUTE = re.compile(rb"\s*([\w:.\-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TAG = re.compile(rb"<(/?)([\w:.\-]+)((?:\s+[\w:.\-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>")
_ROOT = re.compile(rb"<(?:([\w.\-]+):)?([\w.\-]+)[\s/>]")
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.\-]+)[\"']")
_DECLARATION = re.compile(r"^\s*<\?xml.*?\?>")
_DECLARATION_ENDS = 200
_NOISE = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<\?(?!xml\s).*?\?>", re.DOTALL)
_ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SPECIAL = re.compile("[&<>_\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\r\ud800-\udfff]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\r]|[\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")


class Element(NamedTuple):
    """Where one element lies in a part: the tag, what it holds, and its end."""

    name: bytes
    attributes: bytes
    start: int
    inner: int
    inner_end: int
    end: int

    @property
    def local(self) -> bytes:
        """The name without its prefix."""
        return self.name.rpartition(b":")[2]

    @property
    def empty(self) -> bool:
        """Whether the element is a single tag closed in itself."""
        return self.inner == self.end

    def get(self, name: bytes) -> str | None:
        """The text of an attribute."""
        value = attributes(self.attributes).get(name)
        return None if value is None else unescape(value)


def clean(data: bytes, part: str = "") -> bytes:
    """The part in UTF-8, without comments, CDATA and processing instructions."""
    data = _in_utf8(data, part)
    if _is_noisy(data):
        if b"<!DOCTYPE" in data:
            raise WorkbookRefused("doctype", part)
        data = _NOISE.sub(lambda match: plain(match[1].decode()) if match[1] else b"", data)
    return data


def _is_noisy(data: bytes) -> bool:
    # Looking for one character first is ten times as fast, and most parts have no such character.
    declared = data.find(b"?>", 0, _DECLARATION_ENDS) + 1
    questioned = data.find(b"?", declared + 1) >= 0 and data.find(b"<?", declared) >= 0
    return questioned or (b"!" in data and b"<!" in data)


def _in_utf8(data: bytes, part: str) -> bytes:
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    declared = _ENCODING.match(data[:200])
    encoding = "utf-16" if utf16 else declared[1].decode().lower() if declared else "utf-8"
    if encoding in ("utf-8", "utf8", "us-ascii"):
        return data
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError) as error:
        raise WorkbookRefused("unreadable-part", part) from error
    return _DECLARATION.sub('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', text).encode()


class WellFormed:
    """An XML parser that only tells whether it accepts what it is fed, prefixes included."""

    def __init__(self) -> None:
        from xml.parsers import expat  # noqa: PLC0415 - only a changed workbook needs it

        self._error = expat.ExpatError
        self._parser = expat.ParserCreate(namespace_separator=" ")

    def accepts(self, data: bytes | memoryview, *, last: bool = False) -> bool:
        """Whether the part is sound so far; with its last piece, whether it is whole."""
        try:
            self._parser.Parse(data, last)
        except self._error:
            return False
        return True


def prefix(data: bytes) -> bytes:
    """The prefix of the root element with its colon, mostly empty."""
    match = _ROOT.search(data)
    return match[1] + b":" if match and match[1] else b""


def root(data: bytes) -> Element:
    """The outermost element."""
    found = next(children(data), None)
    if found is None:
        raise WorkbookRefused("unreadable-part")
    return found


def children(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Element]:
    """Yield the elements that lie side by side between two positions."""
    end = len(data) if end is None else end
    tag = _TAG.search(data, start, end)
    while tag and not tag[1]:
        closing = tag if tag[4] else _closing(data, tag, end)
        if closing is None:
            return
        inner_end = tag.end() if tag[4] else closing.start()
        yield Element(tag[2], tag[3], tag.start(), tag.end(), inner_end, closing.end())
        tag = _TAG.search(data, closing.end(), end)


def _closing(data: bytes, tag: re.Match[bytes], end: int) -> re.Match[bytes] | None:
    """The tag that closes an element, if there is one."""
    found = data.find(b"</" + tag[2], tag.end(), end)
    closing = _TAG.match(data, found, end) if found >= 0 else None
    # Few elements hold others of their name; only then tags are counted.
    if closing and closing[2] == tag[2] and not _opening(tag[2]).search(data, tag.end(), found):
        return closing
    depth = 0
    for each in _TAG.finditer(data, tag.start(), end):
        depth += -1 if each[1] else not each[4]
        if not depth:
            return each
    return None


@lru_cache(maxsize=256)
def _opening(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<%b[\s/>]" % re.escape(name))


def inside(data: bytes, parent: Element) -> Iterator[Element]:
    """Yield the children of an element."""
    return children(data, parent.inner, parent.inner_end)


def child(data: bytes, parent: Element, local: bytes) -> Element | None:
    """The first child with that name."""
    return next((found for found in inside(data, parent) if found.local == local), None)


def attributes(tag: bytes) -> dict[bytes, bytes]:
    """The attributes of a tag, values still escaped."""
    return {match[1]: match[3] if match[2] is None else match[2] for match in _ATTRIBUTE.finditer(tag)}


def with_attribute(tag: bytes, name: bytes, value: bytes | None) -> bytes:
    """The attributes of a tag with one set, or with one removed for None."""
    written = b"" if value is None else b' %b="%b"' % (name, value)
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == name:
            return tag[: match.start()] + written + tag[match.end() :]
    return tag.rstrip() + written


def retagged(data: bytes, element: Element, name: bytes, value: bytes) -> bytes:
    """The part with one attribute of an element set."""
    tag_end = element.start + 1 + len(element.name)
    changed = with_attribute(element.attributes, name, value)
    return data[:tag_end] + changed + data[tag_end + len(element.attributes) :]


def inserted(data: bytes, parent: Element, element: bytes, after: frozenset[bytes]) -> bytes:
    """The part with a new child, placed behind the last of the children that must precede it."""
    at = max((found.end for found in inside(data, parent) if found.local in after), default=parent.inner)
    return data[:at] + element + data[at:]


@lru_cache(maxsize=64)
def element_pattern(prefix: bytes, local: bytes) -> re.Pattern[bytes]:
    """A pattern for elements that never nest: attributes, then what is inside."""
    name = re.escape(prefix + local)
    return re.compile(rb"<%b(?=[\s/>])([^>]*?)(?:/>|>(.*?)</%b\s*>)" % (name, name), re.DOTALL)


def plain(text: str) -> bytes:
    """The text for an element, escaped as XML only."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def quoted(text: str) -> bytes:
    """The text for an attribute."""
    return escape(text).replace(b'"', b"&quot;")


def escape(text: str) -> bytes:
    """The text as Excel stores strings: what XML cannot hold becomes _xHHHH_."""
    return plain(_UNWRITABLE.sub(_escaped, text)) if _SPECIAL.search(text) else text.encode()


def _escaped(match: re.Match[str]) -> str:
    lone_surrogate = "\ud800" <= match[0] <= "\udfff"
    return "\ufffd" if lone_surrogate else f"_x{ord(match[0]):04X}_"


def unescape(raw: bytes) -> str:
    """The text behind XML entities."""
    text = raw.decode()
    if "&" in text:
        text = _ENTITY.sub(_entity, text)
    return text


def _entity(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    return chr(int(match[1], 16) if match[1] else int(match[2]))


def string(raw: bytes) -> str:
    """The text behind XML entities and Excel's _xHHHH_."""
    # An XML parser reads a line break as one character; only _x000D_ is a carriage return.
    text = unescape(raw.replace(b"\r\n", b"\n"))
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
