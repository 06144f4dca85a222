"""What number formats tell of amounts."""

import pytest

from sheetplan.table.recognition.number_formats import currency_shown, scale_shown


@pytest.mark.parametrize(
    ("number_format", "currency"),
    [
        ("[$$-409]#,##0.00", "USD"),
        ("[$€-2] #,##0", "EUR"),
        ("[$USD] #,##0", "USD"),
        ("[$CHF-807] #,##0", "CHF"),
        ("[$$-C09]#,##0", "AUD"),
        ("[$¥-411]#,##0", "JPY"),
        ("[$¥-804]#,##0", "CNY"),
        ('"¥"#,##0.00', "CNY"),
        ('#,##0"元"', "CNY"),
        ('_("$"* #,##0.00_);_("$"* \\(#,##0.00\\)', "USD"),
        ("[$-409]#,##0", ""),
        ("#,##0.00", ""),
        ("General", ""),
    ],
)
def test_a_format_shows_a_currency(number_format, currency):
    assert currency_shown(number_format, chinese=True) == currency


@pytest.mark.parametrize(("chinese", "currency"), [(True, "CNY"), (False, "USD")])
def test_the_currency_of_the_computer_is_that_of_the_sheets_language(chinese, currency):
    assert currency_shown("44", chinese=chinese) == currency


@pytest.mark.parametrize(
    ("number_format", "scale"),
    [
        ("#,##0.00", 1),
        ("#,##0.0_);(#,##0.0)", 1),
        ("#,##0,", 1000),
        ('#,##0.0,"k"', 1000),
        ("0.0,,", 1_000_000),
        ("0!.0,", 10_000),
        ('0\\.0,"万元"', 10_000),
        ("0!.0000", 10_000),
    ],
)
def test_a_format_may_show_numbers_divided(number_format, scale):
    assert scale_shown(number_format) == scale
