"""What a document is made of goes when it is written: a night shift would else fill up with them."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from sheetplan.app.pipeline import examine
from sheetplan.documents.compose import compose
from sheetplan.language import wording
from support.house import real_house
from support.sketch import day, sketch

PLAN = """
tasks T1 title=印刷 responsible=王芳 duration=3
tasks T2 title=布展 responsible=李明 duration=1 predecessors=T1
metrics M1 metric=线索 target=100 actual=95
"""


@pytest.fixture
def untidied() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def print_everything() -> None:
    examined = examine(sketch(PLAN, "zh"), status_date=day(5), today=day(5), holidays=real_house().holidays)
    context = compose(examined.parsed.plan, examined.outcome, wording("zh"))
    assert all(context.tables[name] for name in context.tables if "." not in name)


@pytest.mark.usefixtures("untidied")
def test_nothing_is_left_to_tidy_up():
    print_everything()  # what is loaded for the first one serves the next
    gc.collect()
    print_everything()
    assert gc.collect() == 0
