"""The catalogue of messages that gettext reads: what the click library says by itself, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sheetplan.language import wording


def write_catalogue(folder: Path) -> Iterator[Path]:
    """Yield the catalogue of Chinese messages as it is written, where gettext looks for it."""
    import polib  # noqa: PLC0415 - a developer's library

    ours = wording("zh").section("click")
    made = polib.POFile()
    made.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=1; plural=0;"}
    for key, said in wording("en").section("click").items():
        one, _, many = said.partition("\0")
        told = {"msgid_plural": many, "msgstr_plural": {0: ours[key]}} if many else {"msgstr": ours[key]}
        made.append(polib.POEntry(msgid=one, **told))
    path = folder / "zh" / "LC_MESSAGES" / "messages.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save_as_mofile(str(path))
    yield path
