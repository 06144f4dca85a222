"""Files as the use cases see them: read whole, and changed whole or not at all, whoever else is at work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from sheetplan.app.journal import Note
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import NOW, Patience, Put, Rewrite, Saved, Version

from .fs import FS
from .network import file_system
from .refusals import refusals
from .traces import Traces
from .writing import retrying

T = TypeVar("T")


class FileStore:
    """The local or mounted file system."""

    def __init__(self, file_system: Callable[[Path], FS] = file_system) -> None:
        self._file_system = file_system

    def read(self, path: Path) -> bytes:
        """Return all bytes of a file, recovering it first where a killed run has left it without its name.

        Raises:
            Refusal: there is no such file, or it cannot be read.
        """
        fs = self._file_system(path)
        with refusals(fs, path, denied=Refusal("may-not-read")):
            for _ in range(3):  # the name may be gone for the moment in which another run publishes
                try:
                    return retrying(fs, lambda: fs.read(path))
                except FileNotFoundError:
                    traces = Traces(fs.resolve(path))
                    if any(map(traces.is_taken, fs.names(traces.versions))):
                        self.recover(path)
            return fs.read(path)

    def rewrite(
        self, path: Path, work: Callable[[bytes], tuple[T, Rewrite | None]], patience: Patience = NOW
    ) -> tuple[T, Saved | None]:
        """Change a workbook; return what the work found, and that it was saved if there was anything to.

        Args:
            path: the workbook.
            work: computes from the bytes that stand there; called again where they changed meanwhile.
            patience: whether to wait for people who have it open.

        Raises:
            Refusal: somebody has it open, it may not be written, or the drive does not answer.
        """
        read = self.read(path)
        found, wish = work(read)
        if wish is None or wish.data == read:
            return found, None
        from .rewriting import rewrite  # noqa: PLC0415 - a check starts without it

        return rewrite(self._file_system(path), path, work, patience, read=read, first=(found, wish))

    def create(self, path: Path, data: bytes) -> Path:
        """Write a new file beside any that exists (``_v2``, ``_v3`` …); return where it went.

        A file that already holds these very bytes is left as it is.
        """
        return self.put(path, data, may_replace=lambda _: False).path

    def put(self, path: Path, data: bytes, *, may_replace: Callable[[bytes], bool]) -> Put:
        """Write a file beside any that may not give way to it; return where it went, and why."""
        from .documents import put  # noqa: PLC0415 - a check starts without it

        fs = self._file_system(path)
        with refusals(fs, path, denied=Refusal("read-only-folder", folder=str(path.parent))):
            fs.make_folder(path.parent)
            return put(fs, path, data, may_replace)

    def recover(self, path: Path) -> bool:
        """Clear up what a killed run has left; return whether there was anything."""
        from .rewriting import recover_alone  # noqa: PLC0415

        return recover_alone(self._file_system(path), path)

    def conflict_copies(self, path: Path) -> tuple[str, ...]:
        """Return the names of copies that sync programs laid beside a workbook, if one can look there."""
        from .conflicts import conflict_copies  # noqa: PLC0415

        fs = self._file_system(path)
        try:
            return tuple(conflict_copies(path.name, fs.names(path.parent), [fs.host()]))
        except OSError:
            return ()

    def versions(self, path: Path) -> list[Version]:
        """Return the kept states of a workbook, the newest first."""
        from .versions import versions_of  # noqa: PLC0415

        fs = self._file_system(path)
        with refusals(fs, path, denied=Refusal("may-not-read")):
            return versions_of(fs, Traces(fs.resolve(path)))

    def notes(self, path: Path) -> tuple[Note, ...]:
        """Return what the journal says was saved in a workbook, oldest first."""
        from .journal import notes  # noqa: PLC0415

        fs = self._file_system(path)
        with refusals(fs, path, denied=Refusal("may-not-read")):
            return notes(fs, Traces(fs.resolve(path)))

    def latest(self, path: Path) -> Iterator[Note]:
        """Yield the same, the newest first; what lies further back than is asked for stays unread."""
        from .journal import latest  # noqa: PLC0415

        fs = self._file_system(path)
        with refusals(fs, path, denied=Refusal("may-not-read")):
            yield from latest(fs, Traces(fs.resolve(path)))
