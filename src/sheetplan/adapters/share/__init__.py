"""Workbooks on shared drives: many hands, and nothing lost."""

from .store import FileStore

__all__ = ["FileStore"]
