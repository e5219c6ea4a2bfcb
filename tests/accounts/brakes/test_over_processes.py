"""What is stated of tries holds over all processes together, on the pages themselves."""

import json
from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

from reports.limits import CODES_A_MINUTE, WRONG_A_DAY_FROM_ONE_PLACE
from survey.rounds.views_later import LINKS_AN_HOUR
from tests.accounts.addresses import confirmed
from tests.accounts.brakes import turns
from tests.builders import make_assessment, make_enterprise, make_result, make_user
from tests.databases import ask, copied_database
from tests.processes import all_at_once
from tests.survey.wizard import hold

WRONG_PASSWORDS = 5  # in five minutes, as docs/operations.md says
PROCESSES = 2


@pytest.fixture
def facts(transactional_db) -> dict:
    owner = confirmed(make_user("chu@quan.example"))
    result = make_result(make_assessment(make_enterprise(owner)))
    draft = make_assessment()
    here = Client()
    hold(here, draft)
    return {
        "email": owner.email,
        "too_many": "Đăng nhập sai nhiều lần quá",
        "login": reverse("account_login"),
        "unknown": reverse("reports:verify", args=["AAAA-BBBB-CCCC"]),
        "check": reverse("reports:verify"),
        "printed": {
            "code": result.verification_code,
            "name": "Quán khác",
            "level": "5",
            "points": "1",
            "day": "01/01/2026",
        },
        "session": here.session.session_key,
        "later": reverse("survey:later", args=[draft.public_id]),
    }


@pytest.mark.sql
def test_two_processes_at_once_answer_as_many_tries_as_are_stated(tmp_path, facts):
    with copied_database(tmp_path) as database:
        assert tried_by_processes(database, facts) == {
            "password": WRONG_PASSWORDS,
            "code": CODES_A_MINUTE,
            "printed": WRONG_A_DAY_FROM_ONE_PLACE,
            "letter": LINKS_AN_HOUR,
        }
        links = ask(database, "SELECT count(*) FROM survey_resumelink")
        assert links == [(LINKS_AN_HOUR,)]


def tried_by_processes(database: str, facts: dict) -> dict[str, int]:
    programs = [
        ("-m", turns.__name__, json.dumps(facts | {"who": who}))
        for who in range(PROCESSES)
    ]
    answered = Counter()
    for told in all_at_once(programs, database):
        answered.update(json.loads(told))
    return dict(answered)
