"""Plans in the XML of Microsoft Project (MSPDI), which every program for projects reads and writes."""

from .reading import NotAProject, read_project
from .writing import write_project

__all__ = ["NotAProject", "read_project", "write_project"]
