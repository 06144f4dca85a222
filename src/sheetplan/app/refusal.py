"""Why a run stopped before anything was written: a stable code and the facts of its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sheetplan.language import Wording
from sheetplan.model.values import EMPTY


class Phrase(NamedTuple):
    """A sentence within a sentence: where its wording stands, and its facts."""

    path: tuple[str, ...]
    facts: Mapping[str, object] = EMPTY


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a mishap
    """A file, folder or wish that sheetplan will not work with. Nothing was written.

    Attributes:
        code: names the sentence in the wording's ``refusals``.
        facts: what the sentence speaks about: plain values, a `Phrase`, or the problems of a template.
    """

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code, facts)

    def __reduce__(self) -> tuple[object, ...]:
        """Return how another process makes the same refusal."""
        return _refusal, (self.code, self.facts)

    @property
    def passing(self) -> bool:
        """Return whether somebody merely has the file at the moment."""
        return self.code.startswith(("open-elsewhere", "other-run"))

    def worded(self, file: Path | str, words: Wording) -> str:
        """Return why a file was refused: which, why, and what to do."""
        facts = {name: _worded(fact, words) for name, fact in self.facts.items()}
        return words.text("refusals", self.code, **{"file": file, **facts})


def _refusal(code: str, facts: Mapping[str, object]) -> Refusal:
    return Refusal(code, **facts)


def _worded(fact: object, words: Wording) -> object:
    from sheetplan.documents.problem import Problem, place, sentence  # noqa: PLC0415 - few runs refuse

    match fact:
        case Phrase():
            return words.text(*fact.path, **fact.facts)
        case Problem():
            said = words.section("template_problems")
            return f"  {place(fact, said)}: {sentence(fact, said)}"
        case tuple():
            return "\n".join(str(_worded(part, words)) for part in fact)
        case _:
            return fact
