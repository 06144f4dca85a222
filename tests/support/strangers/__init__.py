"""Workbooks as event teams make them for themselves."""

from support.strangers import amounts, days, either, sums, turned, usual  # noqa: F401 - each declares its workbooks
from support.strangers.making import STRANGERS, layout, made

__all__ = ["STRANGERS", "layout", "made"]
