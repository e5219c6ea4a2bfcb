"""Tasks whose effects can be counted: a line in a table that takes the same number twice."""

import os
import time
from datetime import timedelta

from django.db import connection

from background.performing import Job
from background.tasks import task

LEASE = timedelta(seconds=4)
PARTS = 3
MOMENT = float(os.environ.get("MOMENT", "0.02"))  # seconds


def make_table() -> None:
    with connection.cursor() as cursor:
        # What a test wrote outside of a transaction stays behind it.
        cursor.execute("DROP TABLE IF EXISTS effects")
        cursor.execute("CREATE TABLE effects (number integer, part integer)")


def add(number: int, part: int = 0) -> None:
    """It takes a moment, in which a worker can be killed."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO effects VALUES (%s, %s)", [number, part])
    time.sleep(MOMENT)


def effects() -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, part FROM effects ORDER BY number, part")
        return cursor.fetchall()


def parts_of(number: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT part FROM effects WHERE number = %s ORDER BY part", [number]
        )
        return [part for (part,) in cursor.fetchall()]


@task(tries=20, lease=LEASE)
def in_one(_job: Job, number: int) -> None:
    add(number)


@task(tries=20, lease=LEASE, in_one=False)
def in_parts(job: Job, number: int) -> None:
    for part in range(PARTS):
        with job.part():
            if part not in parts_of(number):
                add(number, part)
        job.say(part + 1, PARTS)


@task(in_one=False, title="Counting slowly")
def counts_slowly(job: Job, parts: int) -> None:
    """Long enough for somebody to look at it, and to call it off."""
    for part in range(parts):
        # Nothing is written meanwhile: others write, too.
        time.sleep(0.5)
        job.say(part + 1, parts)
