"""The shared strings, read only: new text is written into its cell."""

from sheetplan.xlsx.markup import element_pattern, prefix
from sheetplan.xlsx.refusal import WorkbookRefused

from .cells import plain_text


class SharedStrings:
    """The text behind each string index, taken apart when asked for."""

    def __init__(self, data: bytes) -> None:
        self._prefix = prefix(data)
        opening = b"<%bsi>" % self._prefix
        if data.count(opening) == data.count(opening[:-1]):
            self._raw = data.split(opening)[1:]
        else:
            items = element_pattern(self._prefix, b"si").finditer(data)
            self._raw = [match[2] or b"" for match in items]
        self._texts: dict[int, str] = {}

    def text(self, index: int) -> str:
        """The plain text of one string."""
        if index not in self._texts:
            if index >= len(self._raw):
                raise WorkbookRefused("unreadable-part", f"shared string {index}")
            self._texts[index] = plain_text(self._raw[index], self._prefix)
        return self._texts[index]
