"""Work that takes a moment, for processes that know nothing of the tests."""

import time


def named(path):
    """The name of a file, after a moment in which its process can be killed."""
    time.sleep(0.3)
    return path.stem
