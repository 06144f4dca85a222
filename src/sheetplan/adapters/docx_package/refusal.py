"""Why a file is not accepted as a template."""

from __future__ import annotations


class TemplateRefused(Exception):  # noqa: N818 - the name says what happened
    """A file that cannot serve as a template; `code` names the cause and keys its sentence."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
