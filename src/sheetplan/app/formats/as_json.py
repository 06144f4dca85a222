"""Our own JSON: everything that is known about a finding. ``docs/findings.schema.json`` describes it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sheetplan.app.checked import Checked
from sheetplan.language import Wording

VERSION = 1
"""Changes where a key is taken away or comes to mean something else; new keys may come any time."""


def write(results: Sequence[Checked], words: Wording) -> str:  # noqa: ARG001 - one signature for all formats
    """Return what was checked as JSON."""
    files = [
        {
            "file": result.file,
            "status_date": result.status_date,
            "refusal": result.refusal,
            "findings": list(result.findings),
            "accepted": list(result.accepted),
        }
        for result in results
    ]
    return json.dumps({"version": VERSION, "files": files}, ensure_ascii=False, indent=2)
