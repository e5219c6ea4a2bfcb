"""A mail server that mumbles is hung up on; one that answers is not."""

import os
import subprocess
import sys
import threading
from threading import Timer

import pytest
from django.core.mail import EmailMessage

from accounts.mail_server import WORDS, EmailBackend
from assessment import settings as of_site
from tests.silence import SlowMailServer, mumbling_server

WORD = 0.2  # seconds


def send(port: int, **options) -> int:
    backend = EmailBackend(host="127.0.0.1", port=port, timeout=WORD, **options)
    letter = EmailMessage("Thư", "Chào anh/chị.", "a@b.example", ["c@d.example"])
    return backend.send_messages([letter])


@pytest.mark.parametrize("use_ssl", [False, True])
def test_who_says_a_letter_now_and_then_is_left(use_ssl):
    """Each comes in time, so that it would never end."""
    pause = WORD / 2
    often_enough = int(WORD * WORDS / pause) * 5
    with mumbling_server(pause, often_enough) as port:
        asking = threading.Thread(target=_fail, args=[port, use_ssl], daemon=True)
        asking.start()
        asking.join(WORD * WORDS + 3)
        assert not asking.is_alive()


def _fail(port: int, use_ssl: bool) -> None:
    with pytest.raises(OSError):
        send(port, use_ssl=use_ssl)


def test_a_letter_that_is_taken_leaves_nobody_to_hang_up():
    with SlowMailServer(0) as server:
        assert send(int(server.url.rpartition(":")[2])) == 1
        assert len(server.letters) == 1
    timers = [each for each in threading.enumerate() if isinstance(each, Timer)]
    assert all(timer.finished.is_set() for timer in timers)


def test_a_site_whose_letters_go_to_a_mail_server_sends_them_so():
    command = "import assessment.settings as site; print(site.EMAIL_BACKEND)"
    asked = subprocess.run(
        [sys.executable, "-c", command],
        env=os.environ | {"EMAIL_URL": "smtp+tls://a:b@mail.example:587"},
        cwd=of_site.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout.strip() == f"{EmailBackend.__module__}.EmailBackend"
