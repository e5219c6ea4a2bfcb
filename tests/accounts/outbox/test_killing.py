"""Workers killed while they hand letters to a real mail server: none comes twice, none is lost.

One whose bearer died in the very moment may have left or not; that is said of it.
"""

import os
import re
import subprocess
import sys
from collections import Counter

import pytest
from django.conf import settings

from tests.databases import ask, empty_database
from tests.silence import SlowMailServer

LETTERS = 40
KILLS = 5
TO = re.compile(r"^To: (\S+)\r?$", re.MULTILINE)


@pytest.mark.django_db
def test_no_letter_comes_twice_and_none_is_lost(tmp_path):
    with empty_database(tmp_path) as url, SlowMailServer(seconds=0.02) as mail:
        ended = killed(DATABASE_URL=url, EMAIL_URL=mail.url)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        states = dict(
            ask(url, "SELECT state, count(*) FROM accounts_letter GROUP BY state")
        )
        sent = ask(url, """SELECT "to" FROM accounts_letter WHERE state = 'sent'""")
    came = Counter(TO.search(letter)[1] for letter in mail.letters)
    assert set(came.values()) == {1}
    assert set(states) <= {"sent", "handed"}
    assert sum(states.values()) == LETTERS
    assert states.get("handed", 0) <= KILLS
    assert {to for (to,) in sent} <= set(came)


def killed(**environment: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "tests.background.killing", "--letters"]
    command += ["--tasks", str(LETTERS), "--kills", str(KILLS)]
    return subprocess.run(
        command,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tests.background.settings",
            "EMAIL_PER_MINUTE": "0",
        }
        | environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
