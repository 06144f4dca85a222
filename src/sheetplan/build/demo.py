"""What a person fills into the workbook of the example event, slips included."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

from sheetplan.app.fill import Entries


def demo_entries(language: str, folder: Path) -> Entries:
    """Return the entries of the example event in one language, from ``<language>.toml`` in a folder."""
    return tomllib.loads((folder / f"{language}.toml").read_text("utf-8"), parse_float=Decimal)
