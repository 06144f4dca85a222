"""What a workbook keeps of its adoption is data that anybody may have changed."""

import pytest

from sheetplan.table.adoption import dumped, loaded
from sheetplan.table.cell import Adopted

ONE = Adopted("tasks", "Timeline", {"title": "Work\n<package> & more"}, {"duration": "1"})


def test_what_was_written_down_is_read_again():
    assert loaded(dumped([ONE])) == (ONE,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "{}",
        "[1]",
        '[{"sheet": "tasks"}]',
        '[{"sheet": "nowhere", "name": "x", "headings": {}, "given": {}}]',
        '[{"sheet": "tasks", "name": "x", "headings": {"nonsense": "y"}, "given": {}}]',
        '[{"sheet": "tasks", "name": "x", "headings": {"title": 7}, "given": {}}]',
        '[{"sheet": ["tasks"], "name": "x", "headings": {}, "given": {}}]',
    ],
)
def test_what_is_not_of_our_writing_does_not_count(text):
    assert loaded(text) == ()
