"""Presentations: what `sheetplan.documents.deck` says, on slides of PowerPoint."""

from sheetplan.build.deck.deck import build_deck, is_untouched

__all__ = ["build_deck", "is_untouched"]
