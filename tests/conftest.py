"""Settings of all tests."""

import os
from pathlib import Path

from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

# What this user has gathered of finished events is none of a test's business.
os.environ["XDG_DATA_HOME"] = str(Path(__file__).with_name("no-such-folder"))
