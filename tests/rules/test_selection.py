"""Which rules are asked for."""

from __future__ import annotations

import pytest

from sheetplan.rules.rule import Finding, Hit, Severity
from sheetplan.rules.selection import Selection, unknown


@pytest.mark.parametrize(
    ("select", "ignore", "code", "wanted"),
    [
        ((), (), "TSK001", True),
        (("TSK",), (), "TSK001", True),
        (("TSK",), (), "BUD001", False),
        (("TSK001", "BUD"), (), "BUD004", True),
        ((), ("BUD",), "BUD004", False),
        ((), ("BUD",), "TSK001", True),
        (("BUD",), ("BUD004",), "BUD004", False),
        (("BUD",), ("BUD004",), "BUD005", True),
        (("BUD004",), ("BUD",), "BUD004", True),
        (("BUD",), ("BUD",), "BUD004", False),
    ],
)
def test_the_longest_beginning_decides(select, ignore, code, wanted):
    assert Selection(select, ignore).wants(code) is wanted


@pytest.mark.parametrize(
    ("least", "shown"),
    [("error", ["error"]), ("warning", ["error", "warning"]), ("note", ["error", "warning", "note"])],
)
def test_what_matters_less_is_left_out(least, shown):
    findings = [Finding("TSK001", severity, Hit("tasks")) for severity in Severity]
    assert [found.severity for found in Selection(least=Severity(least)).of(findings)] == shown


def test_a_beginning_of_no_code_is_unknown():
    assert unknown(["TSK", "T", "XYZ", "TSK999", "ID"]) == ("XYZ", "TSK999")
