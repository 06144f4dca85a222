"""A document made here, met again: whether anybody changed it, and what they wrote."""

from __future__ import annotations

from sheetplan.adapters.docx_package.package import Package
from sheetplan.adapters.docx_package.refusal import TemplateRefused
from sheetplan.adapters.docx_package.regions import kept_regions
from sheetplan.adapters.docx_package.trace import PART, Making, Trace, lines_of, read_making, read_trace


def traced(data: bytes) -> Trace | None:
    """The trace that a document carries; None for one that was not made here.

    Raises:
        TemplateRefused: the file is no plain, sound .docx.
    """
    part = _part(Package(data))
    return read_trace(part) if part else None


def is_untouched(data: bytes) -> bool:
    """Whether a file is a document of ours that nobody has saved since: it may give way to a newer one."""
    try:
        package = Package(data)
        making = _making(package)
    except TemplateRefused:
        return False
    return making is not None and making.made == package.print_of({})


def handwritten(data: bytes) -> dict[str, str]:
    """What people wrote into the places for handwriting of a document, as markup by name."""
    try:
        package = Package(data)
        making = _making(package)
    except TemplateRefused:
        return {}
    if not making or not making.regions:
        return {}
    return kept_regions(package.story_root(package.main), making.regions)


def lines(data: bytes) -> tuple[str, ...]:
    """The text of a document as it stands, one line a paragraph, its body first."""
    package = Package(data)
    stories = sorted(package.stories(), key=lambda name: name != package.main)
    return tuple(line for name in stories for line in lines_of(package.story_root(name)))


def _making(package: Package) -> Making | None:
    part = _part(package)
    return read_making(part) if part else None


def _part(package: Package) -> bytes | None:
    """The part that holds the trace; none in a document that was not made here."""
    name = PART if PART in package else package.holding(b"urn:sheetplan:trace:1")
    return package.part(name) if name else None
