"""The same request twice at the very same moment, each on a connection of its own."""

import threading

import pytest
from django.db import connection

from accounts.models import ApiAnswer
from api.v1 import answers as module
from survey.models import AnswerChange
from tests.api.programs import Program, make_program
from tests.builders import make_assessment
from tests.personas import make_owner

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sql]
LONGEST = 10  # seconds that one waits for the other before the test fails


@pytest.fixture
def owner():
    return make_owner()


@pytest.fixture
def program(owner) -> Program:
    return make_program(owner.user, **{"Accept-Language": "en"})


@pytest.fixture
def path(owner) -> str:
    return f"/assessments/{make_assessment(owner.organisation).public_id}/answers"


def send(program: Program, path: str, key: str, level: int = 1):
    body = {"answers": {"1.1.1": {"level": level}}}
    return program.ask("PATCH", path, body, **{"Idempotency-Key": key})


def test_of_two_at_once_under_one_key_one_does_it(at_once, program, path):
    both = at_once(
        lambda: send(program, path, "a-1"),
        lambda: send(program, path, "a-1"),
    )
    done = [each for each in both if each.status_code == 200]
    refused = [each for each in both if each.status_code != 200]
    assert done
    # Whoever came while it was being done comes again; whoever came later has the answer.
    assert {each.json()["code"] for each in refused} <= {"key_at_work"}
    [again] = at_once(lambda: send(program, path, "a-1"))
    assert at_once(AnswerChange.objects.count) == [1]
    assert again.content == done[0].content
    assert again.headers["Idempotency-Replayed"] == "true"


def test_the_second_is_told_to_wait_while_the_first_is_at_it(
    at_once, program, path, monkeypatch
):
    if connection.vendor == "sqlite":
        return  # there one writer at a time is let in at all
    at_work, answered = threading.Event(), threading.Event()
    hold = module.hold_draft

    def hold_long(*args: object) -> object:
        at_work.set()
        assert answered.wait(LONGEST)
        return hold(*args)

    def come_second():
        assert at_work.wait(LONGEST)
        answer = send(program, path, "a-1")
        answered.set()
        return answer

    monkeypatch.setattr(module, "hold_draft", hold_long)
    first, second = at_once(lambda: send(program, path, "a-1"), come_second)
    assert first.status_code == 200
    assert (second.status_code, second.json()["code"]) == (409, "key_at_work")
    assert second.headers["Retry-After"] == "1"
    assert "still being done" in second.json()["title"]


def test_two_keys_at_once_are_two_things(at_once, program, path):
    both = at_once(
        lambda: send(program, path, "a-1", level=1),
        lambda: send(program, path, "a-2", level=2),
    )
    assert [each.status_code for each in both] == [200, 200]
    [kept] = at_once(lambda: sorted(ApiAnswer.objects.values_list("status", flat=True)))
    assert kept == [200, 200]


def test_something_else_at_once_under_the_same_key_is_never_done(
    at_once, program, path
):
    both = at_once(
        lambda: send(program, path, "a-1", level=1),
        lambda: send(program, path, "a-1", level=2),
    )
    codes = sorted(each.json().get("code", "") for each in both)
    assert codes == ["", "key_taken"]
    assert at_once(AnswerChange.objects.count) == [1]
