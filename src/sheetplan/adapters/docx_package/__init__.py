"""Word files: templates of people are opened, checked and filled; nothing in them is executed."""

from sheetplan.adapters.docx_package.comments import annotate
from sheetplan.adapters.docx_package.document import handwritten, is_untouched, traced
from sheetplan.adapters.docx_package.refusal import TemplateRefused
from sheetplan.adapters.docx_package.template import DocxTemplate

__all__ = ["DocxTemplate", "TemplateRefused", "annotate", "handwritten", "is_untouched", "traced"]
