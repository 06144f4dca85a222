"""Documents as PDF: turned by the office program of the computer, many at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from sheetplan.app.workbooks import House

_SEAL = b"\n%sheetplan:"
"""A line after the end of a PDF, which readers pass over, tells whether anybody has changed it since."""


def as_pdf(house: House, documents: Sequence[Path]) -> Iterator[Path]:
    """Yield the PDF of each document as it is written beside it, never over one that somebody has changed.

    Raises:
        Refusal: there is no office program, or it failed.
    """
    for path, data in house.office.pdfs(documents):
        sealed = data + _SEAL + hashlib.sha256(data).hexdigest().encode() + b"\n"
        yield house.store.put(path.with_suffix(".pdf"), sealed, may_replace=is_sealed).path


def is_sealed(data: bytes) -> bool:
    """Return whether a PDF is as it was written here."""
    content, seal, digest = data.rpartition(_SEAL)
    return bool(seal) and digest.strip() == hashlib.sha256(content).hexdigest().encode()
