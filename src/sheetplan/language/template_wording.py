"""The sentences about templates, from one TOML file per language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def template_wording(language: str, section: str = "template_problems") -> dict[str, str]:
    """The sentences of one section, by code."""
    text = resources.files(__package__).joinpath(f"templates.{language}.toml").read_text("utf-8")
    return dict(tomllib.loads(text)[section])
