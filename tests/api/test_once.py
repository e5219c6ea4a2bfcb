"""What a program sends twice under one key is done once."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import ApiAnswer
from api import callers
from api import once as module
from survey.models import AnswerChange
from tests.api.programs import Program, make_program
from tests.builders import make_assessment
from tests.personas import make_owner

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def owner():
    return make_owner()


@pytest.fixture
def program(owner) -> Program:
    return make_program(owner.user)


@pytest.fixture
def path(owner) -> str:
    return f"/assessments/{make_assessment(owner.organisation).public_id}/answers"


def send(program, path, level: int, key: str = "a-1"):
    body = {"answers": {"1.1.1": {"level": level}}}
    return program.ask("PATCH", path, body, **{"Idempotency-Key": key})


def test_sent_again_it_gets_its_first_answer_and_does_nothing(program, path):
    first = send(program, path, 1)
    send(program, path, 2, key="a-2")
    again = send(program, path, 1)
    assert (again.status_code, again.content) == (200, first.content)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers["ETag"] == first.headers["ETag"]
    assert AnswerChange.objects.count() == 2


def test_something_else_under_the_same_key_is_refused(program, path):
    send(program, path, 1)
    answer = send(program, path, 2)
    assert (answer.status_code, answer.json()["code"]) == (422, "key_taken")


def test_while_it_is_being_done_the_second_is_told_to_come_again(program, path):
    send(program, path, 1)
    ApiAnswer.objects.update(status=None)
    answer = send(program, path, 1)
    assert (answer.status_code, answer.json()["code"]) == (409, "key_at_work")
    assert answer.headers["Retry-After"] == "1"


def test_whose_first_one_broke_this_moment_comes_again_and_is_the_first(
    program, path, monkeypatch
):
    """The row stood in the way when it was to be kept, and is gone when it is looked for."""
    send(program, path, 1)
    with monkeypatch.context() as patched:
        patched.setattr(QuerySet, "first", lambda _rows: None)
        patched.setattr(callers, "token_of", lambda *_: ApiAnswer.objects.get().token)
        answer = send(program, path, 1)
    assert (answer.status_code, answer.json()["code"]) == (409, "key_at_work")
    assert answer.headers["Retry-After"] == "1"
    assert AnswerChange.objects.count() == 1


def test_what_was_given_up_or_is_a_day_old_is_done_anew(program, path):
    for change in ({"status": None, "minutes": 3}, {"status": 200, "minutes": 1441}):
        send(program, path, 1)
        began_at = timezone.now() - timedelta(minutes=change["minutes"])
        ApiAnswer.objects.update(status=change["status"], began_at=began_at)
        assert "Idempotency-Replayed" not in send(program, path, 1).headers


def test_what_was_refused_is_refused_again_in_the_same_words(program, path):
    first = send(program, path, 9)
    again = send(program, path, 9)
    assert first.status_code == again.status_code == 422
    assert first.content == again.content
    assert again.headers["Content-Type"] == "application/problem+json"


def test_what_broke_may_be_sent_again(program, path, monkeypatch):
    def fail(*_args: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(module, "_keep", fail)
        with pytest.raises(RuntimeError):
            send(program, path, 1)
    # What had been done was taken back with it.
    assert not AnswerChange.objects.exists()
    assert send(program, path, 1).status_code == 200
    assert AnswerChange.objects.count() == 1


def test_a_key_of_one_program_is_none_of_another(owner, program, path):
    send(program, path, 1)
    answer = send(make_program(owner.user), path, 2)
    assert answer.status_code == 200


@pytest.mark.parametrize("key", ["", "a b", "đ" * 3, "a" * 101])
def test_a_key_that_is_none_is_refused(program, path, key):
    assert send(program, path, 1, key=key).json()["code"] == "wrong_key"
