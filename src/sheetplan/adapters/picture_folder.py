"""Pictures that lie beside a workbook: a floor plan, a logo, a photograph of each item."""

from __future__ import annotations

from pathlib import Path

from sheetplan.language import LANGUAGES, wording

SIZE_LIMIT = 20 * 1024 * 1024
_ENDINGS = (".png", ".jpg", ".jpeg")


class PictureFolder:
    """The pictures of one folder, and of ``图片`` or ``pictures`` in it."""

    def __init__(self, *folders: Path) -> None:
        self._folders = [folder / inner for folder in folders for inner in ("图片", "pictures", "")]

    def file_of(self, key: str) -> str | None:
        """Return the file of a picture that documents have a place for; None where it is not there."""
        stems = [str(wording(language).section("fields", "pictures")[key]) for language in LANGUAGES]
        names = [stem + ending for stem in (*stems, key) for ending in _ENDINGS]
        return next((name for name in names for folder in self._folders if (folder / name).is_file()), None)

    def read(self, name: str) -> bytes | None:
        """Return a picture's bytes; None where there is no such picture, or none in these folders."""
        if Path(name).name != name or "\\" in name or not name.casefold().endswith(_ENDINGS):
            return None
        found = next((folder / name for folder in self._folders if (folder / name).is_file()), None)
        if found is None or found.stat().st_size > SIZE_LIMIT:
            return None
        return found.read_bytes()
