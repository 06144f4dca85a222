"""Servers that tests start on loopback: a free port, and waiting until somebody answers there."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time


def free_port():
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def started(command, port, log):
    """A server, from when it answers on its port until the end of the block."""
    with log.open("wb") as said:
        daemon = subprocess.Popen(command, stdout=said, stderr=said, start_new_session=True)
        try:
            _wait_for(port, daemon)
            yield
        finally:
            daemon.terminate()
            daemon.wait(20)


def _wait_for(port, daemon):
    for _ in range(200):
        if daemon.poll() is not None:
            raise RuntimeError("the server did not start")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("the server does not answer")
