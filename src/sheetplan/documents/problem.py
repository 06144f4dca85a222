"""What is wrong in a template: a value with a stable code, worded elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Fault:
    """Why a tag cannot stand: code, arguments for the sentence, nearest known name."""

    code: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""


@dataclass(frozen=True)
class Problem:
    """A fault and where it stands: part of the package, paragraph, and offset in its text."""

    code: str
    part: str
    paragraph: int
    text: str
    tag: str
    offset: int = 0
    arguments: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""


def sentence(problem: Problem, wording: Mapping[str, str]) -> str:
    """The problem in words: its own sentence, followed by the nearest known name if there is one."""
    said = wording[problem.code].format(tag=problem.tag, **problem.arguments)
    return said + (wording["hint"].format(hint=problem.hint) if problem.hint else "")


def place(problem: Problem, wording: Mapping[str, str]) -> str:
    """Where the problem stands, as a person looks for it."""
    return wording["place"].format(part=problem.part, paragraph=problem.paragraph, text=problem.text)
