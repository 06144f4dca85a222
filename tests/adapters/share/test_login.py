"""Who we are on a server, and where the password is kept."""

from __future__ import annotations

import pytest

from sheetplan.adapters.share.login import login

keyring = pytest.importorskip("keyring", reason="needs keyring, of the extra remote")

from keyring.backend import KeyringBackend  # noqa: E402
from keyring.backends.fail import Keyring as NoKeyring  # noqa: E402


class Memory(KeyringBackend):
    """A keyring with one password."""

    priority = 1

    def get_password(self, service, username):
        return {("sheetplan", "smb://anna@server:4450"): "kept"}.get((service, username))

    def set_password(self, service, username, password):
        raise NotImplementedError


@pytest.fixture(autouse=True)
def ring(monkeypatch):
    monkeypatch.delenv("SHEETPLAN_SMB_PASSWORD", raising=False)
    before = keyring.get_keyring()
    keyring.set_keyring(Memory())
    yield
    keyring.set_keyring(before)


def test_an_address_says_who_and_where_and_the_keyring_knows_the_password():
    assert login("smb", "anna@server:4450") == {
        "host": "server",
        "port": 4450,
        "username": "anna",
        "password": "kept",
    }


def test_the_environment_comes_before_the_keyring(monkeypatch):
    monkeypatch.setenv("SHEETPLAN_SMB_PASSWORD", "given")
    assert login("smb", "anna@server:4450")["password"] == "given"  # noqa: S105


@pytest.mark.parametrize(
    ("server", "known"),
    [("server", {"host": "server"}), ("[::1]:22", {"host": "::1", "port": 22}), ("[::1]", {"host": "::1"})],
)
def test_who_is_not_named_is_known_by_the_ticket_or_the_key_of_the_system(server, known):
    assert login("smb", server) == known


def test_where_there_is_no_keyring_there_is_no_password():
    keyring.set_keyring(NoKeyring())
    assert login("sftp", "anna@server") == {"host": "server", "username": "anna"}
