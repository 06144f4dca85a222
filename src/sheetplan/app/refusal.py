"""Why a run stopped before anything was written: a stable code and the facts of its sentence."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a mishap
    """A file, folder or wish that sheetplan will not work with. Nothing was written.

    Attributes:
        code: names the sentence in the wording's ``refusals``.
        facts: what the sentence speaks about; the file's name is added by whoever knows it.
    """

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code, facts)
