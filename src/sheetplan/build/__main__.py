"""``python -m sheetplan.build``: make everything that ships from its declarations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sheetplan.build.addin import ADDINS, build_addin
from sheetplan.build.catalogue import write_catalogue
from sheetplan.build.content import WorkbookContent
from sheetplan.build.documents import write_templates
from sheetplan.build.reference import write_reference
from sheetplan.build.rule_sets import load_rule_sets, with_rule_sets
from sheetplan.build.workbook import build_workbook
from sheetplan.language import LANGUAGES

ROOT = Path(__file__).parents[3]


def main() -> None:
    """Write templates, master workbooks, generated pages and the catalogue of messages into the checkout."""
    made = (
        *write_templates(ROOT / "templates"),
        *write_masters(ROOT / "workbook"),
        *write_addins(ROOT / "workbook"),
        *write_reference(ROOT / "docs"),
        *write_catalogue(ROOT / "src" / "sheetplan" / "language"),
    )
    for path in made:
        print(path.relative_to(ROOT))  # noqa: T201 - a developer's command


def write_masters(folder: Path) -> Iterator[Path]:
    """Yield the empty master workbook of each language as it is written."""
    for language in LANGUAGES:
        path = folder / f"sheetplan.{language}.xlsx"
        path.write_bytes(master(language))
        yield path


def write_addins(folder: Path) -> Iterator[Path]:
    """Yield the add-in of each language as it is written."""
    for language, name in ADDINS.items():
        path = folder / name
        path.write_bytes(build_addin(language, folder / "addin"))
        yield path


def master(language: str) -> bytes:
    """Return the empty master workbook of a language."""
    content = WorkbookContent(forms={"settings": {"language": language}})
    return build_workbook(
        with_rule_sets(content, load_rule_sets(ROOT / "templates" / "rulesets"), language), language
    )


if __name__ == "__main__":
    main()
