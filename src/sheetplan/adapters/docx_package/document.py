"""A document made here, met again: whether anybody changed it, and what they wrote."""

from __future__ import annotations

from sheetplan.adapters.docx_package.package import Package
from sheetplan.adapters.docx_package.refusal import TemplateRefused
from sheetplan.adapters.docx_package.regions import kept_regions
from sheetplan.adapters.docx_package.trace import PART, Trace, lines_of, read_trace


def traced(data: bytes) -> Trace | None:
    """The trace that a document carries; None for one that was not made here.

    Raises:
        TemplateRefused: the file is no plain, sound .docx.
    """
    return _trace(Package(data))


def is_untouched(data: bytes) -> bool:
    """Whether a file is a document of ours that nobody has saved since: it may give way to a newer one."""
    try:
        package = Package(data)
        trace = _trace(package)
    except TemplateRefused:
        return False
    return trace is not None and trace.made == package.print_of({})


def handwritten(data: bytes) -> dict[str, str]:
    """What people wrote into the places for handwriting of a document, as markup by name."""
    try:
        package = Package(data)
        trace = _trace(package)
    except TemplateRefused:
        return {}
    return kept_regions(package.story_root(package.main), dict(trace.regions)) if trace else {}


def lines(data: bytes) -> tuple[str, ...]:
    """The text of a document as it stands, one line a paragraph, its body first."""
    package = Package(data)
    stories = sorted(package.stories(), key=lambda name: name != package.main)
    return tuple(line for name in stories for line in lines_of(package.story_root(name)))


def _trace(package: Package) -> Trace | None:
    name = PART if PART in package else package.holding(b"urn:sheetplan:trace:1")
    return read_trace(package.part(name)) if name else None
