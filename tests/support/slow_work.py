"""Work that takes a moment, for processes that know nothing of the tests."""

import time


def named(path):
    """The name of a file, after a moment in which its process can be killed."""
    time.sleep(0.3)
    return path.stem


class Warmth:
    """What work has at hand after the first file."""

    files = 0


def warmed(warmth, _path):
    """How many files the same work has done in its process."""
    warmth.files += 1
    return warmth.files
