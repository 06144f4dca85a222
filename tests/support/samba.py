"""A real SMB server on loopback, and the file system behind it as a real SMB client sees it."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import uuid
from datetime import UTC, datetime
from functools import wraps

from sheetplan.adapters.share.fs import FS, Stat
from support.ports import free_port, started

PEOPLE = ("daemon", "bin")
"""Accounts that every system has; on the server they are two people with a password."""
PASSWORD = "correct-horse"  # noqa: S105 - of a server that lives for one test
SHARE = "plans"
CONFIGURATION = """
[global]
  server role = standalone server
  workgroup = TEST
  netbios name = SHEETPLAN
  interfaces = 127.0.0.1
  bind interfaces only = yes
  smb ports = {port}
  disable netbios = yes
  map to guest = never
  server min protocol = SMB2_10
  passdb backend = tdbsam:{folder}/private/passdb.tdb
  private dir = {folder}/private
  state directory = {folder}/state
  cache directory = {folder}/cache
  lock directory = {folder}/lock
  pid directory = {folder}/pid
  ncalrpc dir = {folder}/ncalrpc
  log file = {folder}/log/%m.log
  load printers = no
  printing = bsd
  printcap name = /dev/null
  disable spoolss = yes
[plans]
  path = {folder}/share
  read only = no
  valid users = daemon bin
  force user = {user}
  strict locking = yes
  kernel share modes = no
"""


def missing():
    """Why there can be no server here; empty where there can."""
    if not shutil.which("smbd", path=_PATH) or not shutil.which("smbpasswd", path=_PATH):
        return "samba is not installed"
    if os.geteuid() != 0:
        return "a Samba server of one's own needs root"
    return ""


@contextlib.contextmanager
def server(folder):
    """The port of a server that shares a folder as ``plans``."""
    for name in ("private", "state", "cache", "lock", "pid", "ncalrpc", "log", "share"):
        (folder / name).mkdir(parents=True)
    port = free_port()
    configuration = folder / "smb.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port, user="root"))
    for person in PEOPLE:
        subprocess.run(
            [shutil.which("smbpasswd", path=_PATH), "-c", configuration, "-s", "-a", person],
            input=f"{PASSWORD}\n{PASSWORD}\n",
            text=True,
            check=True,
            capture_output=True,
        )
    command = [shutil.which("smbd", path=_PATH), "--foreground", "--no-process-group", "-s", configuration]
    with started(command, port, folder / "log/out"):
        yield port


SHARING_VIOLATION = 0xC0000043
_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


def told(method):
    """An operation whose error is the one that a mounted drive would give."""

    @wraps(method)
    def operate(*arguments, **named):
        try:
            return method(*arguments, **named)
        except OSError as error:
            if type(error).__module__ == "builtins":
                raise
            held = getattr(error, "ntstatus", 0) == SHARING_VIOLATION
            raise OSError(errno.EBUSY if held else error.errno or errno.EIO, str(error)) from error

    return operate


class SmbFS(FS):
    """A share of the server, as one person sees it; paths are those within the share."""

    remote = True
    denies_briefly = True

    def __init__(self, port, person="daemon"):
        import smbclient

        self._client, self._person = smbclient, person
        self._session = {
            "username": person,
            "password": PASSWORD,
            "port": port,
            "connection_cache": {},
        }
        self._open = {}
        self._machine = uuid.uuid4().hex[:8]

    @told
    def read(self, path):
        from smbprotocol.exceptions import EndOfFile

        with self._file(path, "rb") as file, contextlib.suppress(EndOfFile):
            return file.read()
        return b""

    @told
    def open_new(self, path, mode=0o666):  # noqa: ARG002 - the server decides
        return self._handle(path, "xb")

    @told
    def open_end(self, path):
        return self._handle(path, "ab")

    @told
    def open_over(self, path):
        if not self.exists(path):
            raise FileNotFoundError(2, "missing", str(path))
        return self._handle(path, "wb")

    @told
    def write(self, handle, data):
        self._open[handle].write(data)

    @told
    def sync(self, handle):
        self._open[handle].flush()

    @told
    def close(self, handle):
        self._open.pop(handle).close()

    @told
    def probe(self, path):
        self._file(path, "r+b").close()

    @told
    def rename(self, old, new):
        self._client.rename(self._unc(old), self._unc(new), **self._session)

    @told
    def link(self, old, new):
        self._client.link(self._unc(old), self._unc(new), **self._session)

    @told
    def remove(self, path):
        self._client.remove(self._unc(path), **self._session)

    @told
    def exists(self, path):
        try:
            self._client.lstat(self._unc(path), **self._session)
        except OSError as error:
            if error.errno in (2, 20):
                return False
            raise
        return True

    def is_folder(self, path):
        from smbclient import path as smb_path

        return smb_path.isdir(self._unc(path), **self._session)

    @told
    def stat(self, path):
        found = self._client.stat(self._unc(path), **self._session)
        return Stat(found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))

    @told
    def names(self, folder):
        try:
            return sorted(self._client.listdir(self._unc(folder), **self._session))
        except OSError as error:
            if error.errno in (2, 20):
                return []
            raise

    @told
    def make_folder(self, folder):
        self._client.makedirs(self._unc(folder), exist_ok=True, **self._session)

    def sync_folder(self, folder):
        pass

    def take_after(self, path, model):
        pass

    def resolve(self, path):
        return path

    def user(self):
        return self._person

    def host(self):
        return self._machine

    def hold(self, path):
        """Open a file as Excel does: others may read it, nobody may write."""
        return self._file(path, "r+b", share_access="r")

    def _file(self, path, mode, share_access="rwd"):
        return self._client.open_file(
            self._unc(path), mode=mode, share_access=share_access, buffering=0, **self._session
        )

    def _handle(self, path, mode):
        handle = max(self._open, default=2) + 1
        self._open[handle] = self._client.open_file(
            self._unc(path), mode=mode, share_access="rwd", **self._session
        )
        return handle

    def _unc(self, path):
        return rf"\\127.0.0.1\{SHARE}" + str(path).replace("/", "\\")
