"""Messages sent through whatever service a team uses, by apprise; what was sent is written down first.

Chat services and mail servers know no "only once". So a message is noted before it is sent and again after.
Where a service refuses it, it may be tried anew; where the answer never came, nobody knows, and it is not
sent again unless somebody asks for that.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import time
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sheetplan.app.digests import Digest
from sheetplan.app.refusal import Refusal
from sheetplan.language import fold

_SCHEMA = """create table if not exists sent (
message text, channel text, state text, at text, primary key (message, channel))"""
_NO_ANSWER = re.compile(r"read timed out|\btimed out", re.IGNORECASE)
_NEVER_LEFT = re.compile(r"connect timeout|ConnectTimeout|refused|NewConnectionError|Name or service")
PAUSE = 1.0
"""Seconds before the first retry; each further one waits twice as long."""


class Channel(NamedTuple):
    """Where a message goes: what the settings call it, and the secret address."""

    name: str
    address: str


class Sent(NamedTuple):
    """What became of a message: ``sent``, ``before``, ``failed``, or ``unknown`` where no answer came.

    Attributes:
        detail: what the service said.
    """

    state: str
    detail: str = ""


def channels(settings: Path) -> dict[str, tuple[Channel, ...]]:
    """Return the channels of each person or team, by the names as they are compared; ``*`` is for all others.

    The file names where secrets are kept, never the secrets: ``env:NAME`` or ``keyring:SERVICE/NAME``.

    Raises:
        Refusal: there is no such file, it is ill-written, or a secret is not where it says.
    """
    try:
        told = tomllib.loads(settings.read_text(encoding="utf-8-sig"))
        entries = {str(name): list(map(str, sources)) for name, sources in told["channels"].items()}
    except FileNotFoundError as error:
        raise Refusal("no-such-file") from error
    except (OSError, UnicodeError, tomllib.TOMLDecodeError, KeyError, AttributeError, TypeError) as error:
        raise Refusal("bad-channels", detail=str(error)) from error
    return {
        fold(name): tuple(Channel(source, secret(source)) for source in sources)
        for name, sources in entries.items()
    }


def secret(source: str) -> str:
    """Return a secret from where it is kept.

    Raises:
        Refusal: it stands in the settings itself, or is not where they say.
    """
    kind, _, name = source.partition(":")
    if kind == "env":
        found = os.environ.get(name)
    elif kind == "keyring":
        found = _from_keyring(*name.rpartition("/")[::2])
    else:
        raise Refusal("open-secret", beginning=kind)
    if not found:
        raise Refusal("no-secret", source=source)
    return found


def _from_keyring(service: str, name: str) -> str | None:
    try:
        import keyring  # noqa: PLC0415 - an optional extra
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError:
        raise Refusal("needs-extra", extra="notify", package="keyring") from None
    found: str | None = None
    with contextlib.suppress(KeyringError):  # there is none, or it stays locked
        found = keyring.get_password(service, name)
    return found


class Ledger:
    """What was sent, in SQLite."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(file, timeout=30)
        with self._database:
            self._database.execute(_SCHEMA)

    def state(self, message: str, channel: str) -> str:
        """Return what became of a message earlier; empty where it was never tried."""
        wanted = "select state from sent where message = ? and channel = ?"
        row = self._database.execute(wanted, (message, channel)).fetchone()
        return str(row[0]) if row else ""

    def note(self, message: str, channel: str, state: str) -> None:
        """Write down what becomes of a message, at once."""
        row = (message, channel, state, datetime.now(UTC).isoformat(timespec="seconds"))
        with self._database:
            self._database.execute("insert or replace into sent values (?, ?, ?, ?)", row)


def send(digest: Digest, channel: Channel, ledger: Ledger, *, retries: int, again: bool = False) -> Sent:
    """Return what became of a message that was to be sent.

    Args:
        digest: the message.
        channel: where it goes.
        ledger: what was sent before; a message that was, or may have been, is not sent twice.
        retries: how often to try again after a refusal.
        again: send it even if it is not known whether it arrived before.
    """
    before = ledger.state(digest.fingerprint, channel.name)
    if before == "sent":
        return Sent("before")
    if before in {"sending", "unknown"} and not again:
        return Sent("unknown")
    found = Sent("failed")
    for attempt in range(retries + 1):
        if attempt:
            time.sleep(PAUSE * 2 ** (attempt - 1))
        ledger.note(digest.fingerprint, channel.name, "sending")
        found = _delivered(digest, channel)
        ledger.note(digest.fingerprint, channel.name, found.state)
        if found.state != "failed":
            break
    return found


class PostOffice(NamedTuple):
    """Sends messages to whom the settings know.

    Attributes:
        known: channels by the names of people and teams as they are compared.
        retries: how often to try again after a refusal.
        again: whether to send what may have arrived already.
    """

    known: Mapping[str, Sequence[Channel]]
    ledger: Ledger
    retries: int
    again: bool

    def channels(self, to: str) -> Sequence[Channel]:
        """Return the channels for a person or team; those for all others where it has none."""
        return self.known.get(fold(to), self.known.get("*", ()))

    def send(self, digest: Digest, channel: Channel) -> Sent:
        """Return what became of a message that was to be sent."""
        return send(digest, channel, self.ledger, retries=self.retries, again=self.again)


def _delivered(digest: Digest, channel: Channel) -> Sent:
    apprise = _apprise()
    service = apprise.Apprise()
    if not service.add(channel.address):
        return Sent("failed", "no service of apprise has such an address")
    with apprise.LogCapture(level=apprise.logging.DEBUG) as log:
        delivered = service.notify(
            title=digest.title, body=digest.body, body_format=apprise.NotifyFormat.TEXT
        )
        said = log.getvalue()
    if delivered:
        return Sent("sent")
    unanswered = _NO_ANSWER.search(said) and not _NEVER_LEFT.search(said)
    return Sent("unknown" if unanswered else "failed", _reason(said, channel.address))


def _reason(said: str, address: str) -> str:
    """Return the last warning of the service, without what is secret."""
    lines = [
        line.partition(" - ")[2] or line for line in said.splitlines() if "WARNING" in line or "ERROR" in line
    ]
    reason = lines[-1] if lines else ""
    for part in filter(lambda part: len(part) > 5, re.split(r"[/:@?&=]+", address)):
        reason = reason.replace(part, "…")
    return reason.strip()


def _apprise() -> Any:
    try:
        import apprise  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise Refusal("needs-extra", extra="notify", package="apprise") from None
    return apprise
