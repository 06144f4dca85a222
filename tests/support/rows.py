"""Rows for tests, from values as a test writes them down."""

from typing import get_type_hints

from pydantic import ConfigDict, create_model


def model_of(row_type, *, strict=False):
    """Return a pydantic model with the fields of a row type, by which its declared types can be held."""
    hints = {name: hint for name, hint in get_type_hints(row_type).items() if name in row_type.columns()}
    config = ConfigDict(strict=strict, extra="forbid")
    return create_model(row_type.__name__, __config__=config, **{k: (v, None) for k, v in hints.items()})


def row_of(row_type, row=0, **values):
    """Return a row; numbers and dates may be written as pydantic understands them."""
    return row_type(row=row, **model_of(row_type)(**values).model_dump(exclude_unset=True))
