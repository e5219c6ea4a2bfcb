"""Workers killed while they hand letters to a real mail server: none comes twice, none is lost.

One whose bearer died in the very moment may have left or not; that is said of it.
"""

import os
import re
import sys
import time
from collections import Counter

import pytest

from tests.background.killing import ROOT, killed
from tests.databases import ask, copied_database
from tests.processes import running
from tests.silence import SlowMailServer

LETTERS = 20
KILLS = 6
STATES = "SELECT state, count(*) FROM accounts_letter GROUP BY state"
TO = re.compile(r"^To: (\S+)\r?$", re.MULTILINE)


@pytest.mark.django_db(transaction=True)
def test_no_letter_comes_twice_and_none_is_lost(tmp_path):
    with copied_database(tmp_path) as url, SlowMailServer(seconds=0.02) as mail:
        ended = killed(
            "--letters",
            "--tasks",
            LETTERS,
            "--kills",
            KILLS,
            DATABASE_URL=url,
            EMAIL_URL=mail.url,
            EMAIL_PER_MINUTE="0",
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        states = dict(ask(url, STATES))
        sent = ask(url, """SELECT "to" FROM accounts_letter WHERE state = 'sent'""")
    came = Counter(TO.search(letter)[1] for letter in mail.letters)
    assert set(came.values()) == {1}
    assert set(states) <= {"sent", "handed"}
    assert sum(states.values()) == LETTERS
    assert states.get("handed", 0) <= KILLS
    assert {to for (to,) in sent} <= set(came)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_asked_to_end_finishes_the_letter_in_hand(tmp_path):
    with copied_database(tmp_path) as url, SlowMailServer(seconds=1) as mail:
        here = {"DATABASE_URL": url, "EMAIL_URL": mail.url}
        written = killed("--letters", "--tasks", 3, "--only-write", **here)
        assert written.returncode == 0, written.stderr
        command = [sys.executable, "manage.py", "work"]
        settings = {"DJANGO_SETTINGS_MODULE": "tests.background.settings"}
        with running(command, cwd=ROOT, env=os.environ | settings | here) as worker:
            wait_for(url, "handed")
            worker.terminate()
            worker.wait(20)
        states = dict(ask(url, STATES))
        assert "handed" not in states
        assert states["sent"] == len(mail.letters) >= 1


def wait_for(url: str, state: str) -> None:
    for _each in range(1200):
        if state in dict(ask(url, STATES)):
            return
        time.sleep(0.05)
    raise TimeoutError
