"""Copies that sync programs lay beside a workbook when two people changed it at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_SAID = re.compile(
    r"""^(?:
        .*(?:冲突|衝突|conflict|concurrent)      # 坚果云, Dropbox, Nextcloud, Syncthing, Seafile, Synology
        |-(?:DESKTOP|LAPTOP|PC|WIN)-[A-Z0-9]+  # OneDrive puts the name of the computer there
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def conflict_copies(name: str, others: Iterable[str], computers: Iterable[str] = ()) -> Iterator[str]:
    """Yield those names that sync programs would give to copies of a workbook.

    Args:
        name: of the workbook.
        others: the names in its folder.
        computers: names of machines that OneDrive may have put behind the name.
    """
    stem, dot, ending = name.rpartition(".")
    behind = {f"-{computer}".casefold() for computer in computers if computer}
    for other in others:
        if other == name or not other.startswith(stem) or not other.endswith(dot + ending):
            continue
        rest = other[len(stem) : len(other) - len(dot + ending)]
        if _SAID.match(rest) or rest.casefold() in behind:
            yield other
