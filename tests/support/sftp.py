"""A real OpenSSH server on loopback, with keys and a home of its own."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import subprocess

from support.ports import free_port, started

_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
CONFIGURATION = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/authorized
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin yes
Subsystem sftp internal-sftp
"""
CLIENT = """
Host plans
  HostName 127.0.0.1
  Port {port}
  User {user}
  IdentityFile {folder}/client
"""


def missing():
    """Why there can be no server here; empty where there can."""
    found = shutil.which("sshd", path=_PATH) and shutil.which("ssh-keygen")
    return "" if found else "openssh-server is not installed"


@contextlib.contextmanager
def server(folder):
    """A home whose ``.ssh`` knows the server as ``plans``, and the folder that is shared."""
    port = free_port()
    (folder / "share").mkdir()
    for name in ("host", "client"):
        _run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name)
    shutil.copy(folder / "client.pub", folder / "authorized")
    home = folder / "home" / ".ssh"
    home.mkdir(parents=True)
    told = {"port": port, "folder": folder, "user": getpass.getuser()}
    (home / "config").write_text(CLIENT.format(**told))
    (home / "known_hosts").write_text(f"[127.0.0.1]:{port} {(folder / 'host.pub').read_text()}")
    (folder / "sshd_config").write_text(CONFIGURATION.format(**told))
    if os.geteuid() == 0:
        os.makedirs("/run/sshd", exist_ok=True)  # noqa: PTH103 - where sshd locks itself in
    command = [shutil.which("sshd", path=_PATH), "-D", "-e", "-f", folder / "sshd_config"]
    with started(command, port, folder / "log"):
        yield home.parent, folder / "share"


def _run(*command):
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
