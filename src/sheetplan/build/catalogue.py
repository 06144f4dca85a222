"""The catalogue of messages that gettext reads: what the click library says by itself, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate, chain
from pathlib import Path
from struct import pack

from sheetplan.language import wording

MAGIC = 0x950412DE
HEAD = 7 * 4
"""Bytes of the header: magic number, version, count, three places, an unused size."""
ABOUT = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n"


def write_catalogue(folder: Path) -> Iterator[Path]:
    """Yield the catalogue of Chinese messages as it is written, where gettext looks for it."""
    ours = wording("zh").section("click")
    path = folder / "zh" / "LC_MESSAGES" / "messages.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(catalogue({said: ours[key] for key, said in wording("en").section("click").items()}))
    yield path


def catalogue(messages: Mapping[str, str]) -> bytes:
    """Return messages and what stands in their place as a GNU message catalogue."""
    pairs = sorted((key.encode(), said.encode()) for key, said in {"": ABOUT, **messages}.items())
    texts = [key for key, _ in pairs] + [said for _, said in pairs]
    first = HEAD + 8 * len(texts)
    places = accumulate((len(text) + 1 for text in texts), initial=first)
    table = chain.from_iterable((len(text), place) for text, place in zip(texts, places, strict=False))
    head = pack("<7I", MAGIC, 0, len(pairs), HEAD, HEAD + 8 * len(pairs), 0, first)
    return head + pack(f"<{2 * len(texts)}I", *table) + b"".join(text + b"\0" for text in texts)
