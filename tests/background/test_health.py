"""Whoever watches over the site is told when nobody works, when work waits, and what failed."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from background.models import Run, State
from background.periodic import KEPT, pulse, tidy
from background.queries import health
from tests.background.effects import in_one
from tests.background.world import do_what_waits, in_a_while

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]


def told() -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("work_health", stdout=out, stderr=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def _somebody_works():
    pulse.enqueue()
    do_what_waits()


def test_without_a_worker_it_is_not_well():
    code, words = told()
    assert code == 1
    assert "No worker is alive" in words


@pytest.mark.usefixtures("_somebody_works")
def test_with_one_it_is():
    assert told() == (0, "0 waiting, 0 running, 0 failed\n")


@pytest.mark.usefixtures("_somebody_works")
def test_a_worker_that_went_is_missed_after_a_quarter_of_an_hour():
    assert not health(in_a_while(minutes=14)).is_silent
    assert health(in_a_while(minutes=16)).is_silent


@pytest.mark.usefixtures("_somebody_works")
def test_what_waits_too_long_is_told():
    in_one.enqueue(7)
    assert told()[0] == 0
    Run.objects.filter(state=State.WAITING).update(
        due_at=timezone.now() - timedelta(minutes=16)
    )
    code, words = told()
    assert code == 1
    assert "waits too long" in words
    assert "1 waiting" in words


@pytest.mark.usefixtures("_somebody_works")
def test_what_is_not_due_yet_does_not_wait():
    in_one.using(run_after=in_a_while(hours=1)).enqueue(7)
    assert health(timezone.now()).oldest is None


@pytest.mark.usefixtures("_somebody_works")
def test_what_failed_is_told_until_somebody_looked():
    in_one.enqueue(7)
    Run.objects.filter(state=State.WAITING).update(
        state=State.FAILED, finished_at=timezone.now()
    )
    code, words = told()
    assert code == 1
    assert "1 failed" in words


def test_messages_that_were_brought_are_forgotten_and_others_are_not(counted):
    in_one.enqueue(7)
    do_what_waits()
    in_one.using(run_after=in_a_while(hours=1)).enqueue(8)
    tidy.enqueue()
    do_what_waits()
    assert DBTaskResult.objects.count() == 3

    DBTaskResult.objects.filter(started_at__isnull=False).update(
        started_at=timezone.now() - KEPT - timedelta(hours=1)
    )
    tidy.enqueue()
    do_what_waits()
    left = DBTaskResult.objects.exclude(args_kwargs__args=[])
    assert [message.args_kwargs["args"] for message in left] == [[8]]
