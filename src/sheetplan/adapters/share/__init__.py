"""Workbooks on shared drives: many hands, and nothing lost."""

from .network import server_of
from .store import FileStore

__all__ = ["FileStore", "server_of"]
