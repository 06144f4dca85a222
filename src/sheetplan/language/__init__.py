"""Everything a person reads, in every language: headings, choices, messages. No other room holds prose."""

from pathlib import Path

from sheetplan.language.wording import LANGUAGES, Wording, display_width, fill, fold, outline, wording

CATALOGUES = Path(__file__).parent
"""Where gettext finds what libraries say by themselves."""

__all__ = ["CATALOGUES", "LANGUAGES", "Wording", "display_width", "fill", "fold", "outline", "wording"]
