"""What is done again and again, and when: fixtures/background/schedule.yaml."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task

from background.enqueuing import enqueue_once
from background.errors import ScheduleError
from background.models import Run

FRESH = timedelta(hours=1)
KEYS = {"id", "task", "args", "every_minutes", "daily_at"}


@dataclass(frozen=True)
class Periodic:
    """every: how far its moments lie apart, counted from midnight; or at: once a day."""

    id: str
    task: str
    args: tuple
    every: timedelta | None
    at: time | None

    def moment_before(self, now: datetime) -> datetime:
        """The newest at which it was to be done."""
        local = timezone.localtime(now)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        if self.every:
            return midnight + (local - midnight) // self.every * self.every
        today = midnight.replace(hour=self.at.hour, minute=self.at.minute)
        return today if today <= local else today - timedelta(days=1)

    def key_at(self, now: datetime) -> str:
        return f"{self.id}@{self.moment_before(now):%Y-%m-%dT%H:%M}"

    @property
    def work(self) -> Task:
        return import_string(self.task)


def enqueue_due(now: datetime) -> list[str]:
    """What was asked for now; each once for each of its moments, however many ask.

    What was missed while no worker lived is done once, not for each moment that passed.
    """
    due = {each.key_at(now): each for each in schedule()}
    for key in asked_before(due):
        del due[key]
    return [
        each.id
        for key, each in due.items()
        if _is_its_turn(each, now) and enqueue_once(each.work, key, *each.args)
    ]


def asked_before(keys: Iterable[str]) -> set[str]:
    return set(Run.objects.filter(key__in=keys).values_list("key", flat=True))


def _is_its_turn(periodic: Periodic, now: datetime) -> bool:
    """What was never done has missed nothing: a new site does not begin with its night."""
    is_fresh = now - periodic.moment_before(now) < FRESH
    return is_fresh or Run.objects.filter(key__startswith=f"{periodic.id}@").exists()


def schedule() -> tuple[Periodic, ...]:
    return read_schedule(settings.TASK_SCHEDULE)


@cache
def read_schedule(path: Path) -> tuple[Periodic, ...]:
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    periodic = tuple(_periodic(row) for row in rows)
    names = [each.id for each in periodic]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ScheduleError(f"{path.name}: {', '.join(sorted(twice))} stands twice")
    return periodic


def _periodic(row: dict) -> Periodic:
    unknown = row.keys() - KEYS
    if unknown:
        raise ScheduleError(f"{row.get('id')}: {', '.join(sorted(unknown))} is unknown")
    if ("every_minutes" in row) == ("daily_at" in row):
        raise ScheduleError(f"{row.get('id')}: either every_minutes or daily_at")
    minutes, at = row.get("every_minutes"), row.get("daily_at")
    try:
        return Periodic(
            id=row["id"],
            task=row["task"],
            args=tuple(row.get("args", ())),
            every=timedelta(minutes=minutes) if minutes else None,
            at=time.fromisoformat(at) if at else None,
        )
    except (KeyError, ValueError, TypeError) as error:
        raise ScheduleError(f"{row.get('id')}: {error}") from error
