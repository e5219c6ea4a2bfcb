"""Pages of an association's reviews: 20,000 results that wait for one reviewer, 20,000 findings of
two who looked each alone, and 5,000 results that nobody reviews yet.

Of the database that DATABASE_URL names.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from time import process_time

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Consent, Organisation, User
from associations.models import Assignment, Finding, Review, ReviewedResult
from associations.review.locks.queries import still_open
from associations.review.standing import LEAST
from indexes.documents.reader import read
from performance.frame.browser import IN_PROCESS
from performance.frame.crowd import make_crowd
from performance.frame.population import AT_ONCE
from performance.frame.timing import Measurement, measure, scaled
from survey.models import Evidence, Result
from survey.models.outcome import FrozenOutcome
from tests.builders import NOW, make_index_version
from tests.personas import make_persona

WAITING = 20_000
NOT_BEGUN = 5_000
# Each by two people, who find two answers each.
DECIDED = 5_000
FEW = 200
ANSWERS = ("1.1.1", "1.1.2")
A_PAGE = 0.150  # seconds
A_LEADER = 0.060
MOST_QUERIES = 15
LAST = 10_000  # beyond the end stands the last page
COPIED = [field.attname for field in FrozenOutcome._meta.fields]


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    with transaction.atomic(), override_settings(**IN_PROCESS):
        few = _queries(*make_reviews(FEW))
        transaction.set_rollback(True)
    with transaction.atomic(), override_settings(**IN_PROCESS):
        association, clients = make_reviews(scaled(WAITING, FEW))
        many = _queries(association, clients)
        assert few == many, (few, many)
        yield from _measured(association, clients, many)
        transaction.set_rollback(True)


def make_reviews(waiting: int) -> tuple[Organisation, dict[str, Client]]:
    """clients: of whoever opens the pages, by role."""
    file = settings.FIXTURES_DIR / "indexes" / "dbi-2021-sme.yaml"
    crowd = make_crowd(
        make_index_version(read(file).data),
        waiting + waiting * NOT_BEGUN // WAITING,
    )
    association = crowd.association
    # Whoever shares something shares all of it: nothing is to be left out of the lists.
    Consent.objects.filter(grantee=association).update(scope=LEAST)
    reviewer = make_persona("xem@hoi.example", association, "reviewer")
    second = make_persona("hai@hoi.example", association, "reviewer")
    manager = make_persona("quan-ly@hoi.example", association, "manager")
    newest = Result.objects.filter(newest_of__isnull=False).order_by("pk")
    results = list(newest)
    _give(association, reviewer.user, results[:waiting])
    decided = results[: waiting * DECIDED // WAITING]
    _decide(association, [reviewer.user, second.user], decided)
    _prove(results[waiting:])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return association, {"reviewer": reviewer.client, "manager": manager.client}


def _give(association: Organisation, reviewer: User, results: Sequence[Result]) -> None:
    reviews = []
    for number, result in enumerate(results):
        review = Review(
            association=association,
            organisation_id=result.organisation_id,
            result=result,
            phase="association.one",
            opened_at=NOW - timedelta(minutes=number),
        )
        reviews.append(review)
    _assign(Review.objects.bulk_create(reviews, AT_ONCE), reviewer)


def _assign(reviews: Sequence[Review], reviewer: User, **fields) -> list[Assignment]:
    assignments = []
    for review in reviews:
        assignment = Assignment(
            review=review,
            reviewer=reviewer,
            given_at=review.opened_at,
            waiting_since=review.opened_at,
            **fields,
        )
        assignments.append(assignment)
    return Assignment.objects.bulk_create(assignments, AT_ONCE)


def _decide(
    association: Organisation, people: Sequence[User], results: Sequence[Result]
) -> None:
    reviews = []
    for number, result in enumerate(results):
        at = NOW - timedelta(minutes=number)
        review = Review(
            association=association,
            organisation_id=result.organisation_id,
            result=result,
            phase="association.two",
            wanted=len(people),
            state=Review.State.DECIDED,
            opened_at=at,
            decided_at=at,
        )
        reviews.append(review)
    decided = Review.objects.bulk_create(reviews, AT_ONCE)
    for place, person in enumerate(people):
        done = _assign(decided, person, state=Assignment.State.DONE)
        _find(done, place)
    _freeze(decided)


def _find(assignments: Sequence[Assignment], place: int) -> None:
    findings = []
    for number, assignment in enumerate(assignments):
        for question in ANSWERS:
            finding = Finding(
                assignment=assignment,
                question=question,
                verdict=Finding.Verdict.ADJUSTED,
                # Of three answers the two differ in one.
                level=number % 5 + (place and number % 3 == 0),
                found_at=assignment.given_at,
            )
            findings.append(finding)
    Finding.objects.bulk_create(findings, AT_ONCE)


def _freeze(reviews: Sequence[Review]) -> None:
    outcomes = []
    for review in reviews:
        declared = {name: getattr(review.result, name) for name in COPIED}
        outcome = ReviewedResult(review=review, created_at=NOW, **declared)
        outcomes.append(outcome)
    ReviewedResult.objects.bulk_create(outcomes, AT_ONCE)


def _prove(results: Sequence[Result]) -> None:
    files = []
    for result in results:
        file = Evidence(
            assessment_id=result.assessment_id,
            question="1.1.1",
            kind="pdf",
            name="anh.pdf",
            size=1,
            uploaded_at=NOW,
        )
        files.append(file)
    Evidence.objects.bulk_create(files, AT_ONCE)


def _addresses(association: Organisation) -> dict[str, tuple[str, str, float]]:
    """Who asks for what, and how long it may take."""
    of = [association.public_id]
    queue = reverse("associations:review_queue", args=of)
    reviews = reverse("associations:reviews", args=of)
    waiting = reverse("associations:to_begin", args=of)
    return {
        "queue of a reviewer": ("reviewer", queue, A_PAGE),
        "queue, last": ("reviewer", f"{queue}?trang={LAST}", A_PAGE),
        "queue, handed in": ("reviewer", f"{queue}?xem=da-nop", A_PAGE),
        "all reviews": ("manager", reviews, A_LEADER),
        "all reviews, further on": ("manager", f"{reviews}?trang=9", A_LEADER),
        "nobody reviews yet": ("manager", waiting, A_PAGE),
    }


def _queries(association: Organisation, clients: dict[str, Client]) -> dict[str, int]:
    numbers = {}
    for name, (role, address, _most) in _addresses(association).items():
        # What is kept between two openings is read by the first.
        clients[role].get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = clients[role].get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        assert len(queries) <= MOST_QUERIES, (name, len(queries))
        numbers[name] = len(queries)
    return numbers


def _measured(
    association: Organisation,
    clients: dict[str, Client],
    queries: dict[str, int],
) -> Iterator[Measurement]:
    for name, (role, address, most) in _addresses(association).items():
        ask = partial(clients[role].get, address)
        asked = f"{name}, {queries[name]} queries"
        yield measure(asked, ask, rounds=5, at_most=most, clock=process_time)
    days = (date(2020, 1, 1), date(2030, 1, 1))
    count = partial(still_open, association, *days, timezone.now())
    yield measure(
        "what keeps a period open",
        count,
        rounds=5,
        at_most=A_PAGE,
        clock=process_time,
    )
