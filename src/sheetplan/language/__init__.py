"""Everything a person reads, in every language: headings, choices, messages. No other room holds prose."""

from sheetplan.language.wording import LANGUAGES, Wording, display_width, fill, fold, outline, wording

__all__ = ["LANGUAGES", "Wording", "display_width", "fill", "fold", "outline", "wording"]
