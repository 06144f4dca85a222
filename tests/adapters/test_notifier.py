"""Messages that arrive once or are told not to have, through real services on this machine."""

import importlib

import pytest

from sheetplan.adapters.notifier import Channel, Ledger, channels, send
from sheetplan.app.digests import Digest
from sheetplan.app.refusal import Refusal
from support.loopback import mail_server, webhook

keyring = pytest.importorskip("keyring", reason="needs keyring, of the extra notify")

from keyring.backend import KeyringBackend  # noqa: E402
from keyring.backends.fail import Keyring as NoKeyring  # noqa: E402

DIGEST = Digest("王芳", "王芳，2026-06-01：逾期 1 项", "已逾期\n- 2026-05-29  发布会 · T12 印刷节目单")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of services that we do not use
apprise = pytest.importorskip("apprise", reason="needs apprise, of the extra notify")


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Services and retries that keep nobody waiting."""
    monkeypatch.setattr(apprise.URLBase, "socket_read_timeout", 0.5)
    monkeypatch.setattr("sheetplan.adapters.notifier.PAUSE", 0.01)


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path / "data" / "sent.sqlite")


@pytest.fixture
def hook():
    with webhook() as service:
        yield service


@pytest.fixture
def post():
    with mail_server() as box:
        yield box


def json_channel(hook):
    return Channel("env:HOOK", f"json://127.0.0.1:{hook.port}/secret-token")


def test_a_message_arrives_whole(hook, ledger):
    assert send(DIGEST, json_channel(hook), ledger, retries=0).state == "sent"
    ((_, message),) = hook.messages
    assert (message["title"], message["message"]) == (DIGEST.title, DIGEST.body)


def test_nothing_is_sent_twice(hook, ledger):
    states = [send(DIGEST, json_channel(hook), ledger, retries=0).state for _ in range(2)]
    assert (states, len(hook.messages)) == (["sent", "before"], 1)


def test_another_message_is_sent(hook, ledger):
    for digest in (DIGEST, DIGEST._replace(title="next day")):
        send(digest, json_channel(hook), ledger, retries=0)
    assert len(hook.messages) == 2


def test_a_refusal_is_tried_again_as_often_as_set(hook, ledger):
    hook.answers = [500, 500]
    assert send(DIGEST, json_channel(hook), ledger, retries=2).state == "sent"
    assert len(hook.messages) == 3


def test_a_refusal_to_the_end_is_told_without_the_secret_and_sent_by_the_next_run(hook, ledger):
    hook.answers = [500]
    found = send(DIGEST, json_channel(hook), ledger, retries=0)
    assert (found.state, "500" in found.detail, "secret-token" in found.detail) == ("failed", True, False)
    assert send(DIGEST, json_channel(hook), ledger, retries=0).state == "sent"


def test_where_no_answer_comes_nothing_is_sent_again_unless_asked_for(hook, ledger):
    hook.delay = 1.5
    states = [send(DIGEST, json_channel(hook), ledger, retries=2).state for _ in range(2)]
    assert (states, len(hook.messages)) == (["unknown", "unknown"], 1)
    hook.delay = 0
    assert send(DIGEST, json_channel(hook), ledger, retries=0, again=True).state == "sent"


def test_a_service_that_is_not_there_has_got_nothing(ledger):
    channel = Channel("env:HOOK", "json://127.0.0.1:1/x")
    assert send(DIGEST, channel, ledger, retries=1).state == "failed"


def test_a_run_that_was_killed_while_sending_does_not_send_again(hook, ledger):
    channel = json_channel(hook)
    ledger.note(DIGEST.fingerprint, channel.name, "sending")
    assert (send(DIGEST, channel, ledger, retries=0).state, hook.messages) == ("unknown", [])


@pytest.mark.parametrize(
    "service",
    [
        ("wecombot://abcdefghijklmnop", "NotifyWeComBot", "notify_url"),
        ("feishu://abcdefgh-abcd-abcd-abcd-abcdefghijkl", "NotifyFeishu", "notify_url"),
        ("dingtalk://abcdefghijklmnopqrstuvwxyz", "NotifyDingTalk", "notify_url"),
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#team", "NotifySlack", "webhook_url"),
    ],
)
def test_chat_services_are_spoken_to_as_they_want(hook, ledger, monkeypatch, service):
    address, plugin, attribute = service
    kind = getattr(importlib.import_module(f"apprise.plugins.{address.partition(':')[0]}"), plugin)
    path = getattr(kind, attribute).split("/", 3)[3]
    monkeypatch.setattr(kind, attribute, f"http://127.0.0.1:{hook.port}/{path}")
    assert send(DIGEST, Channel("env:CHAT", address), ledger, retries=0) == ("sent", "")
    assert "T12 印刷节目单" in str(hook.messages[0][1])


def mail(box):
    return Channel("env:MAIL", f"mailto://127.0.0.1:{box.port}?from=plan@a.cn&to=fang@a.cn&mode=insecure")


def test_mail_arrives(post, ledger):
    assert send(DIGEST, mail(post), ledger, retries=0).state == "sent"
    assert b"fang@a.cn" in post.letters[0]


def test_a_mail_server_that_refuses_is_told(post, ledger):
    post.refuses = True
    assert (send(DIGEST, mail(post), ledger, retries=0).state, post.letters) == ("failed", [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[channels]\n"王芳" = ["json://user:password@host"]', "open-secret"),
        ('[channels]\n"王芳" = ["env:NO_SUCH_VARIABLE"]', "no-secret"),
        ("[channels\n", "bad-channels"),
        ("x = 1", "bad-channels"),
    ],
)
def test_settings_that_are_no_good_are_refused(tmp_path, text, code):
    (tmp_path / "remind.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        channels(tmp_path / "remind.toml")
    assert caught.value.code == code


def test_settings_that_are_not_there_are_refused_as_any_file_is(tmp_path):
    with pytest.raises(Refusal) as caught:
        channels(tmp_path / "remind.toml")
    assert caught.value.code == "no-such-file"


def test_secrets_come_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("HOOK", "json://here")
    (tmp_path / "remind.toml").write_text('[channels]\n"Ann Li" = ["env:HOOK"]')
    assert channels(tmp_path / "remind.toml") == {"annli": (Channel("env:HOOK", "json://here"),)}


class Memory(KeyringBackend):
    """A keyring that forgets."""

    priority = 1

    def __init__(self, known=()):
        super().__init__()
        self.known = dict(known)

    def get_password(self, service, username):
        return self.known.get((service, username))

    def set_password(self, service, username, password):
        self.known[service, username] = password


@pytest.fixture
def keyring_of():
    """Yield what puts a keyring in place of the system's."""
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def settings_with(tmp_path, source):
    path = tmp_path / "remind.toml"
    path.write_text(f'[channels]\n"王芳" = ["{source}"]\n', encoding="utf-8")
    return path


def test_an_address_may_lie_in_the_keyring(keyring_of, tmp_path, hook, ledger):
    keyring_of(Memory())
    address = f"json://127.0.0.1:{hook.port}/hush"
    keyring.set_password("office/sheetplan", "slack", address)
    ((channel,),) = channels(settings_with(tmp_path, "keyring:office/sheetplan/slack")).values()
    assert channel == Channel("keyring:office/sheetplan/slack", address)
    assert send(DIGEST, channel, ledger, retries=0).state == "sent"
    assert len(hook.messages) == 1


@pytest.mark.parametrize("ring", [Memory(), NoKeyring()], ids=["it is not there", "there is no keyring"])
def test_what_the_keyring_does_not_hold_is_refused(keyring_of, tmp_path, ring):
    keyring_of(ring)
    with pytest.raises(Refusal) as told:
        channels(settings_with(tmp_path, "keyring:sheetplan/slack"))
    assert (told.value.code, told.value.facts) == ("no-secret", {"source": "keyring:sheetplan/slack"})
