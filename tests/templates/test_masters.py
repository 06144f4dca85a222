"""The empty masters that ship are what the declarations make."""

import pytest

from sheetplan.adapters.xlsx_lint import lint
from sheetplan.build.__main__ import master
from sheetplan.language import LANGUAGES
from support.schema import schema_errors
from support.shared import REPOSITORY


@pytest.fixture(params=LANGUAGES)
def shipped(request):
    return request.param, (REPOSITORY / "workbook" / f"sheetplan.{request.param}.xlsx").read_bytes()


def test_what_is_committed_equals_a_fresh_build(shipped):
    language, data = shipped
    assert data == master(language), "run: python3 dev.py build"


def test_it_is_one_that_excel_need_not_repair(shipped):
    assert lint(shipped[1]) == []


def test_it_keeps_to_the_schema(shipped):
    assert schema_errors(shipped[1]) == []
