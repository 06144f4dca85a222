"""The words of templates and about them, from TOML files per language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def template_wording(language: str, section: str = "template_problems") -> dict[str, str]:
    """The sentences of one section, by code."""
    return dict(_read(f"templates.{language}.toml")[section])


@cache
def document_words(language: str) -> dict[str, Any]:
    """The fixed words of the shipped documents."""
    return _read(f"documents.{language}.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))
