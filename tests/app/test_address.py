"""Addresses: paths whose questions a server answers, and which hold no secret."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from sheetplan.app.address import Address, address, is_address, masked
from sheetplan.app.refusal import Refusal


@pytest.mark.parametrize(
    "text", ["smb://anna@server:4450/share/计划 #1.xlsx", "s3://bucket", "sftp://[::1]:22/srv"]
)
def test_an_address_is_written_as_it_was_typed(text):
    assert str(address(text)) == text


def test_an_address_is_taken_apart_like_a_path():
    book = address("smb://server/share/spring/a.xlsx")
    assert (book.scheme, book.server, book.name, book.suffix) == ("smb", "server", "a.xlsx", ".xlsx")
    assert str(book.parent / "b.xlsx") == "smb://server/share/spring/b.xlsx"
    assert Path("out") / book.parent.relative_to(address("smb://server/share")) == Path("out/spring")


def test_another_process_is_sent_the_same_address():
    book = address("smb://server/share/a.xlsx")
    again = pickle.loads(pickle.dumps(book))  # noqa: S301
    assert (again, type(again), str(again)) == (book, Address, str(book))


@pytest.mark.parametrize(
    "name", ["plans/a.xlsx", r"\\server\share\a.xlsx", r"C:\plans\a.xlsx", "C:/a.xlsx", "a:b"]
)
def test_the_name_of_a_file_is_no_address(name):
    assert not is_address(name)


@pytest.mark.parametrize(
    "text",
    ["smb://anna:hush@server/a", "smb://anna:hu/sh@server/a", "smb://anna@b:hush@c/a", "sftp://:hush@s/a"],
)
def test_a_password_is_refused_and_masked(text):
    with pytest.raises(Refusal, match="open-password"):
        address(text)
    assert "sh" not in str(masked(text)).removeprefix("smb").replace("…", "")


@pytest.mark.parametrize("text", ["http://server/a.xlsx", "gs://bucket/a", "smb:///a"])
def test_other_stores_are_refused(text):
    with pytest.raises(Refusal, match="unknown-store"):
        address(text)


def test_an_address_is_never_looked_for_on_this_machine():
    with pytest.raises(AttributeError):
        address("smb://server/share/a.xlsx").open()
