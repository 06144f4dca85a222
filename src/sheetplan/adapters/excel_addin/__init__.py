"""The add-in in a user's own folders: put there, taken away, looked at. Excel itself is never touched."""

from .diagnosis import Diagnosis, diagnose
from .install import FileState, install, states, uninstall
from .places import Machine, UnknownSystem, this_machine, wanted_files

__all__ = [
    "Diagnosis",
    "FileState",
    "Machine",
    "UnknownSystem",
    "diagnose",
    "install",
    "states",
    "this_machine",
    "uninstall",
    "wanted_files",
]
