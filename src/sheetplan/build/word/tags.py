"""Tags of a template, written in Chinese here and in the template's language there."""

from __future__ import annotations

import re

from sheetplan.documents.fields import column_kinds, document_fields, field_names
from sheetplan.documents.formats import FORMAT_PAIRS
from sheetplan.documents.template import WORDS
from sheetplan.model.kinds import Kind

_TAG = re.compile(r"\{([#/?^]?)([^{}:|]*:)?([^{}|]*)(?:\|([^{}]*))?\}")
_LISTED = list(WORDS)
_ENGLISH_WORDS = dict(zip(_LISTED[::2], _LISTED[1::2], strict=True))
_SUITED = {
    "日期": "日期",
    "率": "百分比",
    "占比": "百分比",
    "总额": "千分位",
    "额度": "千分位",
    "支出": "千分位",
    "时刻": "时刻",
}


class Tags:
    """The tags of one language."""

    def __init__(self, language: str) -> None:
        self._chinese = language == "zh"
        self._names = field_names(language)
        self._fields = document_fields("zh")

    def filled(self, text: str) -> str:
        """Return a text with each ``{字段|格式}`` as a tag."""
        return _TAG.sub(self._tag, text)

    def tag(self, name: str, shape: str = "") -> str:
        """Return the tag of a field."""
        return self.filled(f"{{{name}|{shape}}}" if shape else f"{{{name}}}")

    def name(self, name: str) -> str:
        """Return a field's name."""
        return self._names[self._known(name)]

    def column(self, name: str) -> str:
        """Return the heading of a column."""
        return self._names[self._known(name)].rpartition(".")[2].removesuffix(" text")

    def kind(self, name: str) -> Kind | None:
        """Return the kind of a column, if it stands on a sheet."""
        return column_kinds("zh").get(self._known(name))

    @staticmethod
    def suited(name: str) -> str:
        """Return the format that a field of that name wants, or none."""
        return next((shape for ending, shape in _SUITED.items() if name.endswith(ending)), "")

    def _tag(self, found: re.Match[str]) -> str:
        sign, word, name, shape = (found[1], (found[2] or "")[:-1], found[3], found[4] or "")
        if not self._chinese:
            word = _ENGLISH_WORDS.get(word, word)
            shape = FORMAT_PAIRS.get(shape, shape)
        said = self._said(sign, name)
        return "{{" + sign + (f"{word}:" if word else "") + said + (f"|{shape}" if shape else "") + "}}"

    def _said(self, sign: str, name: str) -> str:
        if sign == "/" and name in WORDS:
            return name if self._chinese else _ENGLISH_WORDS[name]
        return (
            self._names[self._known(name)]
            if name in self._names or "." in name or self._fields.table(name) or self._fields.scalar(name)
            else name
        )

    def _known(self, name: str) -> str:
        """Return the full name of a field that goes by several.

        Raises:
            KeyError: there is no such field.
        """
        if name in self._names:
            return name
        *table, last = name.rsplit(".", 1)
        if table:
            full = self._fields.table(table[0])
            return f"{full}.{self._fields.column(full, last)}"
        return self._fields.scalar(name) or self._fields.table(name)
