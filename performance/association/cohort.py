"""What an association sees of all its members, with 20,000 of them, a table of all of them, and
the report to the city.

Of the database that DATABASE_URL names.
"""

import resource
import sys
from collections.abc import Iterator
from functools import partial
from time import perf_counter, process_time

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Consent, Organisation
from associations.cohort.queries import forget_cohorts
from associations.models import Export
from indexes.documents.reader import read
from performance.frame.browser import IN_PROCESS
from performance.frame.crowd import make_crowd
from performance.frame.timing import Measurement, measure, measured_once, scaled
from tests.builders import NOW, make_index_version
from tests.personas import make_persona

MEMBERS = 20_000
# What SQLite does is done in this process; PostgreSQL works beside it.
CLOCK = process_time if connection.vendor == "sqlite" else perf_counter
A_PAGE = 0.150  # seconds
MOST_QUERIES = 15
LAST = 10_000  # beyond the end stands the last page
# Read once a process, and once more whenever its members change by hundreds.
FIRST_LOOK = 3.0
A_FILE = 60.0
FORMS = (
    (Export.Form.XLSX, A_FILE),
    (Export.Form.CSV, A_FILE),
    (Export.Form.PDF, 20.0),
    (Export.Form.SLIDES, 20.0),
)
PAGES = (
    ("today", ""),
    ("cohort", ""),
    ("cohort", "nganh=C&quymo=small"),
    ("cohort", "ky=2"),
    ("cell", ""),
    ("cell", f"theo=sector&nhom=C&muc=1&trang={LAST}"),
    ("beside", "nganh=C&nganh2=G"),
    ("needs", ""),
    ("exports", ""),
    ("members", ""),
    ("members", f"trang={LAST}"),
)


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    file = settings.FIXTURES_DIR / "indexes" / "dbi-2021-sme.yaml"
    at_once = {"default": {"BACKEND": "background.engines.at_once.Backend"}}
    alone = override_settings(**IN_PROCESS, SECOND_STEP_OF="nobody", TASKS=at_once)
    with alone, transaction.atomic():
        version = make_index_version(read(file).data)
        association = make_crowd(version, scaled(MEMBERS, 100)).association
        officer = make_persona("nhan-vien@hoi.example", association, "officer")
        yield _first_look(officer.client, association)
        for name, asked in PAGES:
            yield _measured(officer.client, association, name, asked)
        yield _after_a_withdrawal(officer.client, association)
        for form, at_most in FORMS:
            yield _exported(officer.client, association, form, at_most)
        forget_cohorts()
        transaction.set_rollback(True)


def _address(association: Organisation, name: str, asked: str = "") -> str:
    address = reverse(f"associations:{name}", args=[association.public_id])
    return f"{address}?{asked}" if asked else address


def _first_look(client: Client, association: Organisation) -> Measurement:
    """In a process that has read nothing of it yet."""

    def look() -> None:
        forget_cohorts()
        client.get(_address(association, "cohort"))

    return measure(
        "cohort, read for the first time",
        look,
        rounds=3,
        at_most=FIRST_LOOK,
        clock=CLOCK,
    )


def _measured(
    client: Client,
    association: Organisation,
    name: str,
    asked: str,
) -> Measurement:
    ask = partial(client.get, _address(association, name, asked))
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    assert answer.status_code == 200, (name, asked, answer.status_code)
    assert len(queries) <= MOST_QUERIES, (name, asked, len(queries))
    words = f"{name} {asked}, {len(queries)} queries"
    return measure(words, ask, rounds=5, at_most=A_PAGE, clock=CLOCK)


def _after_a_withdrawal(client: Client, association: Organisation) -> Measurement:
    """One member less each time: no page tells of it any more."""
    standing = Consent.objects.filter(grantee=association).order_by("pk")
    keys = iter(standing.values_list("pk", flat=True)[:100])

    def look() -> None:
        Consent.objects.filter(pk=next(keys)).update(withdrawn_at=NOW)
        client.get(_address(association, "cohort"))

    return measure(
        "cohort, after a withdrawal",
        look,
        rounds=5,
        at_most=2 * A_PAGE,
        clock=CLOCK,
    )


def _exported(
    client: Client, association: Organisation, form: str, at_most: float
) -> Measurement:
    """Once: it makes what it measures."""
    before = _memory()
    began = CLOCK()
    client.post(_address(association, "exports"), {"form": form})
    took = CLOCK() - began
    export = Export.objects.get(form=form)
    assert export.is_ready
    more = _memory() - before
    name = f"{form} of {export.rows} members, {more:.0f} MB more"
    return measured_once(name, took, at_most)


def _memory() -> float:
    """The most that this process has had, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 / (1024 if sys.platform == "darwin" else 1)
