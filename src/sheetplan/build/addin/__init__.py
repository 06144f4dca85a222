"""The add-in for Excel's ribbon, built from text on any machine: the same text gives the same bytes."""

from .addin import ADDINS, build_addin

__all__ = ["ADDINS", "build_addin"]
