"""What is done again and again is asked for once for each of its moments."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as site
from django.core.management import get_commands
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from background.errors import ScheduleError
from background.models import Run
from background.periodic import run_command
from background.schedule import enqueue_due, read_schedule
from tests.background.world import do_what_waits

OPERATIONS = site.BASE_DIR / "docs" / "operations.md"
OF_THE_NIGHT = re.compile(r"(forget|sweep|refresh)(_|$)")
SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")
EVENING = datetime(2026, 11, 30, 22, 10, tzinfo=SAIGON)
NIGHT = datetime(2026, 11, 30, 1, 20, tzinfo=SAIGON)
NIGHTLY = "- {id: night, task: background.periodic.pulse, daily_at: '01:15'}\n"
HOURLY = "- {id: hour, task: background.periodic.pulse, every_minutes: 60}\n"


@pytest.fixture
def schedule(tmp_path, settings):
    """Of these lines."""

    def of(text: str) -> Path:
        path = tmp_path / "schedule.yaml"
        path.write_text(text, encoding="utf-8")
        settings.TASK_SCHEDULE = path
        read_schedule.cache_clear()
        return path

    return of


@pytest.fixture(autouse=True)
def _forget_what_was_read():
    yield
    read_schedule.cache_clear()


@pytest.mark.django_db
@pytest.mark.usefixtures("embedded")
class TestAsking:
    def test_it_is_asked_for_once_however_many_ask(self, schedule):
        schedule(NIGHTLY + HOURLY)
        assert enqueue_due(NIGHT) == ["night", "hour"]
        assert enqueue_due(NIGHT + timedelta(minutes=30)) == []
        assert Run.objects.count() == 2

    def test_each_moment_asks_anew(self, schedule):
        schedule(NIGHTLY + HOURLY)
        enqueue_due(NIGHT)
        assert enqueue_due(NIGHT + timedelta(minutes=50)) == ["hour"]
        assert enqueue_due(NIGHT + timedelta(days=1)) == ["night", "hour"]

    def test_what_was_missed_is_done_once(self, schedule):
        schedule(HOURLY)
        enqueue_due(EVENING)
        assert enqueue_due(EVENING + timedelta(days=3)) == ["hour"]

    def test_a_new_site_does_not_begin_with_the_night_that_was(self, schedule):
        schedule(NIGHTLY)
        assert enqueue_due(EVENING) == []
        assert enqueue_due(EVENING + timedelta(hours=3, minutes=10)) == ["night"]
        assert enqueue_due(EVENING + timedelta(days=2)) == ["night"]

    def test_two_who_ask_in_the_same_moment_get_one(self, schedule, monkeypatch):
        """The other one has asked between this one's look and its own asking."""
        schedule(HOURLY)
        enqueue_due(EVENING)
        monkeypatch.setattr("background.schedule.asked_before", lambda _keys: set())
        assert enqueue_due(EVENING) == []


@given(
    minutes=st.sampled_from([1, 5, 15, 60, 240, 1440]),
    now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),
)
def test_the_newest_moment_is_the_last_that_was_not_yet_to_come(minutes, now):
    now = now.replace(tzinfo=SAIGON)
    periodic = read_schedule(site.TASK_SCHEDULE)[0]
    periodic = type(periodic)(**{**vars(periodic), "every": timedelta(minutes=minutes)})
    moment = periodic.moment_before(now)
    assert timedelta(0) <= now - moment < timedelta(minutes=minutes)
    assert (moment - moment.replace(hour=0, minute=0)) % periodic.every == timedelta(0)


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (NIGHTLY + NIGHTLY, "night stands twice"),
        ("- {id: a, task: b, daily_at: '01:15', every: 3}", "a: every is unknown"),
        ("- {id: a, task: b}", "a: either every_minutes or daily_at"),
        ("- {id: a, task: b, daily_at: '25:00'}", "a: "),
        ("- {task: b, daily_at: '05:00'}", "None: 'id'"),
    ],
    ids=["twice", "unknown", "neither", "hour", "nameless"],
)
def test_a_wrong_line_is_told(schedule, lines, what):
    with pytest.raises(ScheduleError, match=what):
        read_schedule(schedule(lines))


def test_each_line_of_the_site_names_a_task_that_is_there():
    names = [periodic.work.name for periodic in read_schedule(site.TASK_SCHEDULE)]
    assert {"pulse", "tidy", "run_command"} <= set(names)


def test_what_was_done_every_night_still_is():
    commands = {each.args[0] for each in read_schedule(site.TASK_SCHEDULE) if each.args}
    assert commands == {
        "forget",
        "incidents",
        "privacy_health",
        "refresh_benchmark",
        "verify_audit",
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("embedded")
def test_its_clock_is_that_of_the_site(schedule):
    schedule(NIGHTLY)
    for minute in (14, 15):
        enqueue_due(datetime(2026, 11, 29, 18, minute, tzinfo=ZoneInfo("UTC")))
    for minute in (14, 15):
        enqueue_due(datetime(2026, 11, 30, 18, minute, tzinfo=ZoneInfo("UTC")))
    keys = Run.objects.order_by("key").values_list("key", flat=True)
    assert list(keys) == ["night@2026-11-30T01:15", "night@2026-12-01T01:15"]
    assert timezone.localtime(EVENING).utcoffset() == timedelta(hours=7)


def test_the_document_tells_what_each_is_for():
    text = OPERATIONS.read_text(encoding="utf-8")
    table = text.partition("### Every night")[2].partition("\n## ")[0]
    told = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert told == [periodic.id for periodic in read_schedule(site.TASK_SCHEDULE)]


def test_whatever_forgets_or_counts_anew_is_done_again_and_again():
    called = {each.args[0] for each in read_schedule(site.TASK_SCHEDULE) if each.args}
    wanted = {name for name in get_commands() if OF_THE_NIGHT.match(name)}
    assert wanted
    assert wanted <= called


@pytest.mark.django_db
@pytest.mark.usefixtures("embedded")
class TestCommands:
    def test_each_that_is_called_again_and_again_is_done(self):
        called = [each for each in read_schedule(site.TASK_SCHEDULE) if each.args]
        for each in called:
            each.work.enqueue(*each.args)
        do_what_waits()
        states = {run.args[0]: run.state for run in Run.objects.all()}
        assert states == {each.args[0]: "done" for each in called}

    def test_one_that_fails_is_told_and_holds_up_none_of_the_others(self):
        for name in ("check_index", "work_health", "verify_audit"):  # of no file
            run_command.enqueue(name)
        do_what_waits()
        told = {run.args[0]: (run.state, run.error) for run in Run.objects.all()}
        assert told == {
            "check_index": ("waiting", "CommandError"),
            "work_health": ("waiting", "SystemExit"),
            "verify_audit": ("done", ""),
        }
