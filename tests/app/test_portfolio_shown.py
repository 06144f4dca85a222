"""What is known of a workbook among many, and how it is shown."""

import io
import shutil
import subprocess

import pytest

from sheetplan.adapters import portfolio_page, portfolio_workbook
from sheetplan.app.portfolio import know_file, recalled, tables
from sheetplan.engine.portfolio import Entry, portfolio_of
from sheetplan.language import LANGUAGES, wording
from support.built import opened
from support.house import real_house, recalculated_demo

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
browser = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    path = tmp_path_factory.mktemp("plans") / "a.xlsx"
    path.write_bytes(recalculated_demo("zh"))
    return recalled(know_file(real_house(), path, status_date=None).result)


@pytest.fixture(scope="module")
def portfolio(facts):
    """Three events: the example, one that costs more, and one that is over."""
    first = facts._replace(name="A", type="发布会", state="preparing")
    dearer = first._replace(name="B & <b>", budget=facts.budget * 2)
    events = first, dearer, first._replace(name="C", type="年会", state="finished")
    entries = [Entry(f"/plans/{number}.xlsx", each) for number, each in enumerate(events)]
    return portfolio_of(entries)


@pytest.fixture(params=LANGUAGES)
def words(request):
    return wording(request.param)


def test_the_figures_are_those_of_the_workbook(facts):
    assert (facts.name, facts.type, facts.tasks > 30, facts.budget > 0) == (
        "2024企业新品发布会",
        "线下新品发布会",
        True,
        True,
    )


def test_a_workbook_opens_with_a_sheet_for_each_table(portfolio, words, tmp_path):
    shown = tables(portfolio, words)
    data = portfolio_workbook.portfolio_workbook(portfolio, shown, words, tmp_path)
    book = opened(data)
    assert book.sheetnames == [words.text("portfolio", "tables", table.key) for table in shown]
    assert [book.worksheets[0].cell(row, 1).value for row in (2, 3, 4)][-1] == "C"
    assert book.worksheets[0].cell(2, 1).hyperlink.target.endswith(".xlsx")


def test_a_workbook_that_nobody_saved_since_may_be_replaced(portfolio, words, tmp_path):
    data = portfolio_workbook.portfolio_workbook(portfolio, tables(portfolio, words), words, tmp_path)
    saved = io.BytesIO()
    book = opened(data)
    book.properties.lastModifiedBy = "Anna"
    book.save(saved)
    assert portfolio_workbook.is_untouched(data)
    assert not portfolio_workbook.is_untouched(saved.getvalue())
    assert not portfolio_workbook.is_untouched(b"something else")


@pytest.fixture(scope="module")
def page(portfolio, tmp_path_factory):
    words, folder = wording("en"), tmp_path_factory.mktemp("page")
    path = folder / "portfolio.html"
    path.write_bytes(portfolio_page.portfolio_page(portfolio, tables(portfolio, words), words, folder))
    return path


def test_the_page_needs_nothing_from_anywhere(page):
    text = page.read_text(encoding="utf-8")
    assert ("http:" in text, "https:" in text, "B &amp; &lt;b&gt;" in text) == (False, False, True)


def driven(page, script):
    """What a browser shows after a person did something, as the script says it."""
    driver = page.with_name("driven.html")
    text = page.read_text(encoding="utf-8")
    driver.write_text(text.replace("</body>", f"<script>document.title = {script};</script></body>"), "utf-8")
    done = subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={page.parent}/profile",
         "--dump-dom", driver.as_uri()],
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    return done.stdout.partition("<title>")[2].partition("</title>")[0]


ROWS = (
    "[...document.querySelectorAll('#events tbody tr')]"
    ".filter(row => !row.hidden).map(row => row.cells[0].textContent).join()"
)
CLICK = "document.querySelector('#events th').click()"
TYPED = "document.querySelector('form').dispatchEvent(new Event('input'))"


@browser
@pytest.mark.parametrize(
    ("deed", "rows"),
    [
        ("0", "A,B &amp; &lt;b&gt;,C"),
        (f"{CLICK}, {CLICK}", "C,B &amp; &lt;b&gt;,A"),
        (f"q.value = 'C', {TYPED}", "C"),
        (f"state.value = 'finished', {TYPED}", "C"),
        (f"type.value = '年会', {TYPED}", "C"),
    ],
)
def test_rows_are_sorted_and_filtered_in_a_browser(page, deed, rows):
    for name in ("state", "type"):
        deed = deed.replace(f"{name}.", f"document.getElementById('{name}').")
    assert driven(page, f"({deed}, {ROWS})") == rows


@browser
def test_figures_add_up_what_is_shown(page, portfolio):
    deed = f"document.getElementById('type').value = '年会', {TYPED}"
    shown = driven(page, f"({deed}, document.querySelector('[data-sum=budget]').textContent)")
    assert shown == f"{portfolio.entries[-1].facts.budget:,.0f}"
