"""Adopted budgets whose amounts are in thousands, in 万, or in another currency."""

from datetime import date

import pytest

from sheetplan.adapters.xlsx_patch.patch import WorkbookPatch
from sheetplan.app.adopting import adopt_file
from sheetplan.app.importing import ImportWish, import_into, read_source
from sheetplan.app.mending import fix_file
from sheetplan.app.refusal import Refusal
from sheetplan.app.reports import report_file
from sheetplan.app.workbooks import check_file
from sheetplan.table.recognition.units import Unit
from sheetplan.wiring import house
from support.docx_text import docx_text
from support.strangers import made


@pytest.fixture
def home():
    return house(today=date(2026, 3, 20))


@pytest.fixture
def adopted(tmp_path, home):
    """Adopts one of the strangers' workbooks, and tells where it is and what was found."""

    def adopt(name, **told):
        path = tmp_path / "theirs.xlsx"
        path.write_bytes(made(name))
        (likeness,) = adopt_file(home, path, (), **told).likenesses
        return path, likeness

    return adopt


def budget(home, path):
    """What each line is planned to cost and has cost."""
    return [(line.unit_price, line.actual) for line in check_file(home, path, None).parsed.plan.budget]


def standing(home, path):
    """The cells of the first sheet."""
    return home.workbooks.read(path.read_bytes()).grids[0]


def test_amounts_in_ten_thousands_are_read_whole(adopted, home):
    path, _ = adopted("万元预算")
    assert budget(home, path) == [(125_000, 118_000), (80_000, None), (None, None)]


def test_what_is_mended_stands_in_the_unit_of_its_column(adopted, home):
    path, _ = adopted("万元预算")
    fix_file(home, path, None, lambda _: True)
    assert [standing(home, path).cell(*place) for place in ((3, 3), (4, 2))] == [7.5, 3.2]
    assert budget(home, path) == [(125_000, 118_000), (80_000, 75_000), (32_000, None)]


def test_what_is_imported_stands_in_the_unit_of_its_column(adopted, home, tmp_path):
    path, _ = adopted("万元预算")
    source = tmp_path / "spent.csv"
    source.write_text("费用项,实际金额\n餐饮,31000\n", encoding="utf-8")
    wish = ImportWish()
    import_into(home, read_source(home, source, wish), path, wish)
    assert standing(home, path).cell(5, 3) == 3.1


def test_an_adopted_budget_is_imported_whole(adopted, home, tmp_path):
    path, _ = adopted("万元预算")
    ours, wish = tmp_path / "ours.xlsx", ImportWish()
    import_into(home, read_source(home, path, wish), ours, wish)
    assert [line.unit_price for line in check_file(home, ours, None).parsed.plan.budget][:2] == [
        125_000,
        80_000,
    ]


def test_an_adopted_budget_in_dollars_is_imported_at_a_rate(adopted, home, tmp_path):
    path, _ = adopted("美元预算")
    wish = ImportWish()
    (first, *_) = import_into(home, read_source(home, path, wish), tmp_path / "ours.xlsx", wish).taken.untaken
    assert (first.flaw.code, first.flaw.facts) == ("other-currency", {"currency": "USD"})


@pytest.mark.parametrize("name", ["各说各的", "写万元填元"])
def test_a_doubtful_unit_is_not_guessed(adopted, name):
    _, likeness = adopted(name)
    assert likeness.money.doubt
    assert not likeness.money.units


def test_somebody_says_which_unit_it_is(adopted, home):
    path, likeness = adopted("各说各的", unit=Unit(1000, ""))
    assert not likeness.money.doubt
    assert budget(home, path) == [(30_000, 28_000), (12_000, 15_000)]


@pytest.mark.parametrize(
    ("name", "heading"), [("美元预算", "预算金额（美元）"), ("costs_in_thousands", "Planned (USD)")]
)
def test_documents_name_the_currency(adopted, home, name, heading):
    path, _ = adopted(name)
    done = report_file(home, path, documents=("budget",), folder=lambda path: path.parent, status_date=None)
    assert heading in docx_text(done.documents[0].path.read_bytes())


def test_the_currency_that_somebody_says_goes_for_the_whole_workbook(tmp_path, home):
    path = tmp_path / "theirs.xlsx"
    path.write_bytes(made("美元预算"))
    adopt_file(home, path, (), unit=Unit(1000, "EUR"))
    found = check_file(home, path, None)
    assert found.parsed.layout.currency == found.parsed.plan.currency == "EUR"


def test_a_list_in_ten_thousands_is_imported_whole(home, tmp_path):
    source, ours, wish = tmp_path / "plan.csv", tmp_path / "ours.xlsx", ImportWish()
    source.write_text("费用项,单价（万元）,数量\n场地,12.5,2\n", encoding="utf-8")
    import_into(home, read_source(home, source, wish), ours, wish)
    assert budget(home, ours) == [(125_000, None)]


def test_text_in_a_column_in_ten_thousands_is_imported_whole(adopted, home, tmp_path):
    path, _ = adopted("万元预算")
    ours, wish = tmp_path / "ours.xlsx", ImportWish()
    import_into(home, read_source(home, path, wish), ours, wish)
    assert budget(home, ours)[2] == (32_000, 9_000)


def test_lines_that_are_bought_once_are_imported_with_their_quantity(adopted, home, tmp_path):
    path, _ = adopted("万元预算")
    ours, wish = tmp_path / "ours.xlsx", ImportWish()
    import_into(home, read_source(home, path, wish), ours, wish)
    assert {line.quantity for line in check_file(home, ours, None).parsed.plan.budget} == {1}


def test_all_lines_of_tables_side_by_side_are_imported(adopted, home, tmp_path):
    path, _ = adopted("线上线下并排")
    ours, wish = tmp_path / "ours.xlsx", ImportWish()
    import_into(home, read_source(home, path, wish), ours, wish)
    assert len(check_file(home, ours, None).parsed.plan.budget) == 4


def test_a_line_that_changes_does_not_turn_its_subtotal_into_a_cost(adopted, home):
    path, _ = adopted("手输小计")
    before = sum(price or 0 for price, _ in budget(home, path))
    patch = WorkbookPatch(path.read_bytes())
    patch.set_value("手输小计", 2, 2, 90000.0)
    path.write_bytes(patch.to_bytes())
    assert sum(price or 0 for price, _ in budget(home, path)) == before - 10_000


def test_a_subtotal_that_no_longer_adds_up_is_asked_for(adopted, home):
    path, _ = adopted("改过明细的小计")
    assert "CEL035" in {finding.code for finding in check_file(home, path, None).findings}


def test_the_sums_of_a_list_are_not_imported_as_costs(home, tmp_path):
    source, ours, wish = tmp_path / "plan.csv", tmp_path / "ours.xlsx", ImportWish()
    source.write_text("费用项,单价,数量\n主会场,100,1\n场地小计,100,1\n合计,100,1\n", encoding="utf-8")
    taken = import_into(home, read_source(home, source, wish), ours, wish).taken
    assert (taken.added, [one.flaw.code for one in taken.untaken]) == (1, ["sum-of-others"] * 2)


@pytest.mark.parametrize("told", [Unit(1000), Unit(None, "USD"), Unit(1000, "USD")])
def test_adopting_again_does_not_forget_the_unit_that_was_said(adopted, home, told):
    path, _ = adopted("月度预算与实际", unit=told)
    before = path.read_bytes()
    with pytest.raises(Refusal) as refused:
        adopt_file(home, path, (), add_columns=True)
    assert (refused.value.code, path.read_bytes()) == ("counted-otherwise", before)


def test_adopting_again_in_another_unit_is_as_somebody_says(adopted, home):
    path, _ = adopted("月度预算与实际", unit=Unit(1000))
    whole = budget(home, path)
    adopt_file(home, path, (), unit=Unit(1))
    assert [price and price * 1000 for price, _ in budget(home, path)] == [price for price, _ in whole]
