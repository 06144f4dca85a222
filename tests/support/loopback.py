"""Servers on this machine that take messages as chat and mail services do, and misbehave if told to."""

from __future__ import annotations

import json
import socketserver
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Webhook:
    """What a chat service was sent; `answers` are the status codes of its next answers, then 200."""

    def __init__(self, port):
        self.port, self.messages, self.answers, self.delay = port, [], [], 0.0


@contextmanager
def webhook():
    """Yield a chat service that runs until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            service.messages.append((self.path, json.loads(sent)))
            time.sleep(service.delay)
            self.send_response(service.answers.pop(0) if service.answers else 200)
            self.end_headers()
            said = "ok" if "/services/" in self.path else '{"errcode": 0, "code": 0}'  # Slack, and the others
            self.wfile.write(said.encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # whoever did not wait for the answer
    service = Webhook(server.server_address[1])
    with _running(server):
        yield service


class Mailbox:
    """Letters that a mail server took; it refuses all recipients if told to."""

    def __init__(self, port):
        self.port, self.letters, self.refuses = port, [], False


@contextmanager
def mail_server():
    """Yield a mail server that runs until the end of the block."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            self._say(220, "loopback")
            for line in self.rfile:
                verb = line[:4].upper().strip()
                if verb == b"DATA":
                    self._say(354, "go on")
                    box.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                    self._say(250, "taken")
                elif verb == b"RCPT" and box.refuses:
                    self._say(550, "no such person")
                elif verb == b"QUIT":
                    return self._say(221, "bye")
                else:
                    self._say(250, "well")
            return None

        def _say(self, code, text):
            self.wfile.write(f"{code} {text}\r\n".encode())

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    box = Mailbox(server.server_address[1])
    with _running(server):
        yield box


@contextmanager
def _running(server):
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
