"""Workers killed while they invite members, write their letters and send them."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.associations.campaigns.killing import MEMBERS
from tests.background.killing import killed
from tests.databases import ask, copied_database
from tests.silence import SlowMailServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sql]

INVITED = "SELECT member_id, written FROM associations_invitation"
STATES = "SELECT state, count(*) FROM accounts_letter GROUP BY state"
CAMPAIGNS = "SELECT state FROM associations_campaign"
TO = re.compile(r"^To: (\S+)\r?$", re.MULTILINE)


def test_each_member_is_invited_once_and_gets_one_letter(tmp_path: Path):
    with copied_database(tmp_path) as url, SlowMailServer(seconds=0) as mail:
        ended = killed(
            module="tests.associations.campaigns.killing",
            DATABASE_URL=url,
            EMAIL_URL=mail.url,
            EMAIL_PER_MINUTE="0",
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        invited = ask(url, INVITED)
        states = ask(url, STATES)
        campaigns = ask(url, CAMPAIGNS)
    assert len({member for member, _written in invited}) == len(invited) == MEMBERS
    assert {written for _member, written in invited} == {1}
    assert states == [("sent", MEMBERS)]
    assert campaigns == [("running",)]
    came = Counter(TO.search(letter)[1] for letter in mail.letters)
    assert len(came) == MEMBERS
    assert set(came.values()) == {1}
