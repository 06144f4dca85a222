"""Conditional formats of our own: a formula paints an area."""

import re

from sheetplan.xlsx.markup import attributes, children, inside, plain, quoted

from .tail import BEFORE_RULES

_PRIORITY = re.compile(rb"\spriority\s*=\s*[\"'](\d+)")


def with_rule(tail: bytes, areas: str, formula: str, look: int, prefix: bytes) -> bytes:
    """What follows the rows of a sheet, with a rule behind all others; the same if it is there already."""
    condition = b"<%bformula>%b</%bformula>" % (prefix, plain(formula), prefix)
    blocks = (part for part in children(tail) if part.local == b"conditionalFormatting")
    standing = (item for part in blocks if part.get(b"sqref") == areas for item in inside(tail, part))
    for item in standing:
        paints = attributes(item.attributes).get(b"dxfId") == b"%d" % look
        if paints and tail[item.inner : item.inner_end] == condition:
            return tail
    priority = max((int(found) for found in _PRIORITY.findall(tail)), default=0) + 1
    rule = b'<%bcfRule type="expression" dxfId="%d" priority="%d">%b</%bcfRule>' % (
        prefix, look, priority, condition, prefix,
    )  # fmt: skip
    block_of = b'<%bconditionalFormatting sqref="%b">%b</%bconditionalFormatting>'
    written = block_of % (prefix, quoted(areas), rule, prefix)
    at = max((part.end for part in children(tail) if part.local in BEFORE_RULES), default=0)
    return tail[:at] + written + tail[at:]
