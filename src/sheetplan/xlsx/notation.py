"""How cells are called: letters for columns, numbers for rows."""

from functools import lru_cache


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """The letters of a column: 28 is AB."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@lru_cache(maxsize=1024)
def column_number(name: str) -> int:
    """The number of a column: AB is 28."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def a1(row: int, column: int) -> str:
    """The reference of a cell: row 7, column 3 is C7."""
    return f"{letters(column)}{row}"
