"""The Word templates of a company and of the house: found by name, compiled once, filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sheetplan.adapters.docx_package.comments import annotate
from sheetplan.adapters.docx_package.document import handwritten, is_untouched, lines, traced
from sheetplan.adapters.docx_package.refusal import TemplateRefused
from sheetplan.adapters.docx_package.template import DocxTemplate
from sheetplan.adapters.docx_package.trace import Trace
from sheetplan.app.refusal import Phrase, Refusal
from sheetplan.documents.context import Context
from sheetplan.documents.fields import document_fields
from sheetplan.documents.kinds import titles
from sheetplan.documents.problem import Problem
from sheetplan.language import wording


class TemplateLibrary:
    """Templates in folders, the first that has one wins: ``活动协作函.docx``, or ``zh/活动协作函.docx``."""

    def __init__(self, own: Sequence[Path], shipped: Path) -> None:
        self._own = tuple(own)
        self._shipped = shipped
        self._compiled: dict[Path, DocxTemplate] = {}

    def render(self, document: str, context: Context, beside: Path) -> bytes:
        """Return a filled document.

        Args:
            document: its key.
            context: what it says.
            beside: the workbook's folder; templates in its ``templates`` come first.

        Raises:
            Refusal: the template is missing, unusable, or has tags that nobody knows.
        """
        path = self.find(document, context.language, beside)
        template = self._template(path, context.language)
        if template.problems:
            problems = template.problems
            raise Refusal("template-problems", template=path.name, count=len(problems), problems=problems)
        try:
            return template.render(context)
        except TemplateRefused as refused:
            raise _refusal(path, refused) from refused

    def find(self, document: str, language: str, beside: Path) -> Path:
        """Return the template of a document.

        Raises:
            Refusal: there is none.
        """
        names = [f"{title}.docx" for title in titles(document, wording(language))]
        for folder in (beside / "templates", *self._own):
            for path in _candidates(folder, language, names):
                if path.is_file():
                    return path
        path = self._shipped / language / names[0]
        if not path.is_file():
            raise Refusal("template-missing", template=str(path))
        return path

    def _template(self, path: Path, language: str) -> DocxTemplate:
        if path not in self._compiled:
            try:
                data = path.read_bytes()
                self._compiled[path] = DocxTemplate(data, document_fields(language))
            except OSError as error:
                raise Refusal("template-missing", template=str(path)) from error
            except TemplateRefused as refused:
                raise _refusal(path, refused) from refused
        return self._compiled[path]

    def lint(self, path: Path, language: str) -> tuple[Problem, ...]:
        """Return everything that is wrong in a template.

        Raises:
            Refusal: the file cannot be a template.
        """
        return self._template(path, language).problems

    def lacking(self, path: Path, document: str, language: str) -> tuple[str, ...]:
        """Return the fields that the house's own template prints and this one does not."""
        ours = self._shipped / language / f"{titles(document, wording(language))[0]}.docx"
        if not ours.is_file():
            return ()
        wanted, used = (self._template(each, language).names for each in (ours, path))
        return tuple(name for name in wanted if name not in used)

    def annotated(self, path: Path, language: str, said_in: str) -> bytes:
        """Return a copy of a template with a comment on each tag that is wrong."""
        problems = self.lint(path, language)
        return annotate(path.read_bytes(), problems, wording(said_in).section("template_problems"))

    def handwritten(self, path: Path) -> dict[str, str]:
        """Return what people wrote into the places for handwriting of a document that may be there."""
        return handwritten(path.read_bytes()) if path.is_file() else {}

    def is_untouched(self, data: bytes) -> bool:
        """Return whether a document is ours and nobody has saved it since."""
        return is_untouched(data)

    def traced(self, data: bytes) -> Trace | None:
        """Return what a document says about its making; None for one that was not made here.

        Raises:
            Refusal: it is no Word document.
        """
        try:
            return traced(data)
        except TemplateRefused as refused:
            raise Refusal("not-our-document") from refused

    def lines(self, data: bytes) -> tuple[str, ...]:
        """Return the text of a document as it stands, one line a paragraph, its body first."""
        return lines(data)


def _candidates(folder: Path, language: str, names: Sequence[str]) -> Iterator[Path]:
    for place in (folder, folder / language):
        yield from (place / name for name in names)


def _refusal(path: Path, refused: TemplateRefused) -> Refusal:
    reason = Phrase(("template_refusals", refused.code), {"detail": refused.detail})
    return Refusal("template-refused", template=path.name, detail=reason)
