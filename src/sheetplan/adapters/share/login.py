"""Who we are on a server: the name from the address, the password from the environment or the keyring."""

from __future__ import annotations

import contextlib
import os
from typing import Any

SERVICE = "sheetplan"
"""Under which the keyring of the system keeps our passwords."""


def login(scheme: str, server: str) -> dict[str, Any]:
    """Return host, port, user and password, as fsspec calls them, of ``user@host:port``."""
    user, _, place = server.rpartition("@")
    host, port = (place, "") if place.endswith("]") else (place.partition(":")[::2])
    if place.startswith("["):
        host, _, port = place[1:].partition("]")
    said = {
        "host": host,
        "port": int(port.lstrip(":")) if port else None,
        "username": user,
        "password": password(scheme, server) if user else None,
    }
    return {name: value for name, value in said.items() if value}


def password(scheme: str, server: str) -> str | None:
    """Return the password of a user on a server: ``SHEETPLAN_SMB_PASSWORD``, or what the keyring holds."""
    return os.environ.get(f"SHEETPLAN_{scheme.upper()}_PASSWORD") or _from_keyring(f"{scheme}://{server}")


def _from_keyring(name: str) -> str | None:
    try:
        import keyring  # noqa: PLC0415 - an optional extra
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError:
        return None
    found: str | None = None
    with contextlib.suppress(KeyringError):  # a server has none, and may know us by other means
        found = keyring.get_password(SERVICE, name)
    return found
