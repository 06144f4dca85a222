"""Reminders from the command line."""

from __future__ import annotations

import pytest

from support.house import demo
from support.loopback import webhook
from support.processes import sheetplan

DAY = ("--status-date", "2024-03-20")


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.xlsx").write_bytes(demo("zh"))
    (tmp_path / "remind.toml").write_text('[channels]\n"*" = ["env:HOOK"]')
    return tmp_path


def test_without_being_told_to_send_nothing_is_sent(office, monkeypatch):
    pytest.importorskip("apprise", reason="needs apprise, of the extra notify")
    with webhook() as hook:
        monkeypatch.setenv("HOOK", f"json://127.0.0.1:{hook.port}")
        done = sheetplan("remind", "plans", *DAY, "--channels", "remind.toml", folder=office)
        assert (done.returncode, hook.messages, "would be sent with --send" in done.stdout) == (0, [], True)


def test_each_is_told_once_however_often_it_runs(office, monkeypatch):
    pytest.importorskip("apprise", reason="needs apprise, of the extra notify")
    with webhook() as hook:
        monkeypatch.setenv("HOOK", f"json://127.0.0.1:{hook.port}")
        runs = [
            sheetplan("remind", "plans", *DAY, "--channels", "remind.toml", "--send", folder=office)
            for _ in range(2)
        ]
        titles = [message["title"] for _, message in hook.messages]
    assert ([run.returncode for run in runs], len(titles)) == ([0, 0], len(set(titles)))
    assert "sent before, not again" in runs[1].stdout


def test_calendars_are_written_for_each_team(office):
    done = sheetplan("remind", "plans", *DAY, "--by", "team", "--ics", "calendars", folder=office)
    assert done.returncode == 0
    assert all(path.read_bytes().startswith(b"BEGIN:VCALENDAR") for path in (office / "calendars").iterdir())


def test_an_address_in_the_settings_is_refused_in_one_line(office):
    (office / "remind.toml").write_text('[channels]\n"*" = ["json://u:p@host"]')
    done = sheetplan("remind", "plans", *DAY, "--channels", "remind.toml", "--send", folder=office)
    assert (done.returncode, done.stderr.count("\n"), "u:p" in done.stderr) == (2, 1, False)
