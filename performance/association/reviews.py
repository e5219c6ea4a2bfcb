"""Pages of an association's reviews, with 20,000 results of which each waits for one reviewer.

Of the database that DATABASE_URL names.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from time import process_time

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Consent, Organisation
from associations.models import Assignment, Review
from associations.review.standing import LEAST
from indexes.documents.reader import read
from performance.frame.browser import IN_PROCESS
from performance.frame.crowd import make_crowd
from performance.frame.population import AT_ONCE
from performance.frame.timing import Measurement, measure, scaled
from survey.models import Result
from tests.builders import NOW, make_index_version
from tests.personas import Persona, make_persona

ENTERPRISES = 20_000
A_PAGE = 0.150  # seconds
MOST_QUERIES = 15
LAST = 10_000  # beyond the end stands the last page


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    file = settings.FIXTURES_DIR / "indexes" / "dbi-2021-sme.yaml"
    document = read(file).data
    with transaction.atomic(), override_settings(**IN_PROCESS):
        crowd = make_crowd(make_index_version(document), scaled(ENTERPRISES, 100))
        association = crowd.association
        # Whoever shares something shares all of it: nothing is to be left out of the lists.
        Consent.objects.filter(grantee=association).update(scope=LEAST)
        reviewer = make_persona("xem@hoi.example", association, "reviewer")
        manager = make_persona("quan-ly@hoi.example", association, "manager")
        _give_all(association, reviewer)
        queue = reverse("associations:review_queue", args=[association.public_id])
        reviews = reverse("associations:reviews", args=[association.public_id])
        yield _measured(reviewer.client, "queue of a reviewer", queue)
        yield _measured(reviewer.client, "queue, last", f"{queue}?trang={LAST}")
        yield _measured(manager.client, "all reviews", reviews)
        transaction.set_rollback(True)


def _give_all(association: Organisation, reviewer: Persona) -> None:
    results = Result.objects.filter(newest_of__isnull=False).order_by("pk")
    reviews = []
    for number, result in enumerate(results.only("pk", "organisation_id")):
        review = Review(
            association=association,
            organisation_id=result.organisation_id,
            result=result,
            phase="association.one",
            opened_at=NOW - timedelta(minutes=number),
        )
        reviews.append(review)
    assignments = []
    for review in Review.objects.bulk_create(reviews, AT_ONCE):
        assignment = Assignment(
            review=review,
            reviewer=reviewer.user,
            given_at=review.opened_at,
            waiting_since=review.opened_at,
        )
        assignments.append(assignment)
    Assignment.objects.bulk_create(assignments, AT_ONCE)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _measured(client: Client, name: str, address: str) -> Measurement:
    ask = partial(client.get, address)
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    assert answer.status_code == 200, (address, answer.status_code)
    assert len(queries) <= MOST_QUERIES, (name, len(queries))
    asked = f"{name}, {len(queries)} queries"
    return measure(asked, ask, rounds=5, at_most=A_PAGE, clock=process_time)
