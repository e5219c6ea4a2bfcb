"""Work is asked for in the transaction that needs it, and under one key once."""

from contextlib import suppress

import pytest
from django.db import transaction

from background.enqueuing import enqueue_for, enqueue_once
from background.models import Run, State
from tests.background.effects import in_one
from tests.background.world import do_what_waits, in_a_while

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]


def test_what_is_asked_for_waits_until_a_worker_comes(counted):
    in_one.enqueue(7)
    assert counted() == []
    assert Run.objects.get().state == State.WAITING

    do_what_waits()
    assert counted() == [(7, 0)]
    assert Run.objects.get().state == State.DONE


class Slip(Exception):
    pass


def test_what_is_taken_back_with_its_transaction_is_never_done(counted):
    with suppress(Slip), transaction.atomic():
        in_one.enqueue(7)
        raise Slip

    do_what_waits()
    assert counted() == []
    assert not Run.objects.exists()


def test_under_one_key_it_is_done_once(counted):
    assert enqueue_once(in_one, "week 48", 7)
    assert not enqueue_once(in_one, "week 48", 7)
    do_what_waits()
    assert not enqueue_once(in_one, "week 48", 7)
    assert enqueue_once(in_one, "week 49", 7)

    do_what_waits()
    assert counted() == [(7, 0), (7, 0)]


def test_without_a_key_it_is_done_as_often_as_it_is_asked_for(counted):
    in_one.enqueue(7)
    in_one.enqueue(7)
    do_what_waits()
    assert counted() == [(7, 0), (7, 0)]


def test_it_is_known_who_waits_for_it(django_user_model):
    lan = django_user_model.objects.create_user("lan@example.com", "mật khẩu dài")
    run = enqueue_for(lan, in_one, 7)
    assert Run.objects.get(asked_by=lan) == run
    assert run.args == [7]


def test_what_is_for_later_is_not_done_now(counted):
    later = in_a_while(hours=1)
    in_one.using(run_after=later).enqueue(7)
    do_what_waits()
    assert counted() == []
    assert Run.objects.get().due_at == later
