"""``python -m sheetplan.build``: make everything that ships from its declarations."""

from __future__ import annotations

from pathlib import Path

from sheetplan.build.documents import write_templates
from sheetplan.build.reference import write_reference

ROOT = Path(__file__).parents[3]


def main() -> None:
    """Write the Word templates, the master workbooks and the generated pages into the checkout."""
    for path in (*write_templates(ROOT / "templates"), *write_reference(ROOT / "docs")):
        print(path.relative_to(ROOT))  # noqa: T201 - a developer's command


if __name__ == "__main__":
    main()
