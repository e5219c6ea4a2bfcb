"""Lists with thousands of enterprises behind them: how often and how the database is asked."""

import json
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models import Count, QuerySet
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Consent
from associations.belonging.queries import requests_to
from associations.cohort.queries import (
    counted_results,
    forget_cohorts,
    sources_of,
    standing_consents,
)
from associations.members.queries import Filters as MemberFilters
from associations.members.queries import members_known
from associations.members.states import ASKS, BELONGS, STATES
from associations.models import Member
from associations.results.queries import ORDERS, Filters, shared_results
from performance.frame.crowd import ADMINISTRATION, make_crowd
from providers.leads.queries import leads_of
from tests.builders import make_index_version, make_organisation
from tests.personas import make_administrator, make_persona

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

# SQLite does not tell how often it went through a loop: there a few are enough.
ENTERPRISES = {"postgresql": 20_000, "sqlite": 300}
MOST_LOOPS = 10_000
MOST_QUERIES = 10
MOST_OF_A_WHOLE = 15  # of a page about all members
FILTERS = (
    {},
    {"name": "doanh nghiep 7"},
    {"sector": "C", "size": "small"},
    {"level": 2},
    {"scope": 2},
    {"index": "small"},
)


@pytest.fixture(scope="module")
def crowd_of_all(django_db_setup, django_db_blocker):
    """Made once for the tests of this file and taken away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        enterprises = ENTERPRISES[connection.vendor]
        crowd = make_crowd(make_index_version(), enterprises, kinds=20)
        # Else the end of each test would check the rows of all of them anew.
        connection.check_constraints()
        yield crowd
        transaction.set_rollback(True)


@pytest.fixture
def crowd(crowd_of_all, db):
    forget_cohorts()
    yield crowd_of_all
    forget_cohorts()


def loops_in(plan: dict) -> Iterator[int]:
    """How often each nested loop of a plan went through its inner side."""
    for part in plan.get("Plans", ()):
        is_inner = part["Parent Relationship"] == "Inner"
        if is_inner and plan["Node Type"] == "Nested Loop":
            yield part["Actual Loops"]
        yield from loops_in(part)


def assert_no_long_loop(rows: QuerySet) -> None:
    if connection.vendor != "postgresql":
        return
    explained = rows.explain(analyze=True, format="json")
    [whole] = json.loads(explained)
    assert max(loops_in(whole["Plan"]), default=0) <= MOST_LOOPS, explained


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("asked", FILTERS)
def test_no_plan_of_the_results_loops_over_thousands(crowd, asked, order):
    filters = Filters(**asked, order=order)
    shared = shared_results(crowd.association, filters, timezone.now())
    count = shared.count()
    assert count > 0
    last = max(0, count - 25)
    assert_no_long_loop(shared.values("pk")[:25])
    assert_no_long_loop(shared.values("pk")[last : last + 25])


@pytest.mark.parametrize(
    "asked",
    [{}, {"name": "doanh nghiep 7"}, *({"state": state.code} for state in STATES)],
)
def test_no_plan_of_the_members_loops_over_thousands(crowd, asked):
    known = members_known(crowd.association, MemberFilters(**asked))
    count = known.count()
    assert bool(count) == (asked.get("state") in (None, BELONGS, ASKS))
    assert_no_long_loop(known.values("pk")[:25])
    assert_no_long_loop(known.values("pk")[max(0, count - 25) :])


def test_no_plan_of_the_other_lists_loops_over_thousands(crowd):
    leads = leads_of([crowd.provider], "", timezone.now())
    for rows in (requests_to(crowd.association), leads):
        count = rows.count()
        assert count > 100
        assert_no_long_loop(rows.values("pk")[:25])
        assert_no_long_loop(rows.values("pk")[count - 25 : count])


@pytest.mark.parametrize("name", ["results", "members", "requests"])
@pytest.mark.parametrize("asked", ["", "?trang=9999", "?ten=doanh+nghiep", "?xep=ngay"])
def test_a_page_of_the_staff_takes_few_queries(crowd, name, asked):
    staff = make_persona("nhanvien@dong.example", crowd.association, "officer")
    address = reverse(f"associations:{name}", args=[crowd.association.public_id])
    with CaptureQueriesContext(connection) as queries:
        page = staff.client.get(address + asked)
    assert "Doanh nghiệp" in page.content.decode()
    assert len(queries) <= MOST_QUERIES


WHOLE = [
    ("today", {}),
    ("cohort", {}),
    ("cohort", {"ky": "2"}),
    ("cell", {"theo": "sector", "nhom": "C"}),
    ("cell", {"tieuchi": "1.1.1"}),
    ("beside", {"nganh": "C", "nganh2": "G"}),
    ("needs", {}),
    ("exports", {}),
    ("members", {}),
]
FEW = 200


@pytest.fixture
def few(crowd):
    """Another association, to which the first of the crowd belong, and with which they share."""
    association = make_organisation("association", "Hội của ít hội viên")
    consents = list(Consent.objects.filter(grantee=crowd.association)[:FEW])
    for consent in consents:
        consent.pk, consent.public_id = None, uuid4()
        consent.grantee = association
    Consent.objects.bulk_create(consents)
    members = list(Member.objects.filter(association=crowd.association)[:FEW])
    for member in members:
        member.pk, member.public_id = None, uuid4()
        member.association = association
    Member.objects.bulk_create(members)
    return association


@pytest.mark.parametrize(("name", "asked"), WHOLE)
def test_a_page_about_all_members_asks_as_often_for_thousands_as_for_few(
    crowd, few, name, asked
):
    counts = []
    for association in (few, crowd.association):
        email = f"canbo@{association.pk}.example"
        officer = make_persona(email, association, "officer")
        address = reverse(f"associations:{name}", args=[association.public_id])
        # What a process keeps of a cohort is read by the first look.
        officer.client.get(address, asked)
        with CaptureQueriesContext(connection) as queries:
            assert officer.client.get(address, asked).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= MOST_OF_A_WHOLE


def test_no_plan_of_what_is_counted_of_all_members_loops_over_thousands(crowd):
    now = timezone.now()
    shared = counted_results(crowd.association, now)
    for rows in (
        shared.values("index_version").annotate(Count("pk")).order_by(),
        shared.values("pk").order_by(),
        shared.filter(index_version__in=[1, 2]).values("pk", "levels").order_by(),
        standing_consents(crowd.association, now).values("enterprise", "scope"),
    ):
        assert_no_long_loop(rows)
    assert sources_of(crowd.association, now).answered[0].results > 100


def test_the_requests_of_a_provider_take_few_queries(crowd):
    seller = make_persona("ban@dong.example", crowd.provider.organisation, "officer")
    with CaptureQueriesContext(connection) as queries:
        page = seller.client.get(reverse("providers:leads"), {"page": 9999})
    assert len(page.context["page"]) > 0
    assert len(queries) <= MOST_QUERIES


@pytest.mark.parametrize("name", ADMINISTRATION)
def test_a_list_of_the_administration_takes_few_queries(crowd, name):
    administrator = make_administrator()
    address = reverse(f"admin:{name}_changelist")
    with CaptureQueriesContext(connection) as queries:
        page = administrator.client.get(address, {"p": 2})
    assert len(page.context["cl"].result_list) > 0
    # Beside them it is written down that an administrator read, at the end of a chain.
    reading = [query for query in queries if query["sql"].startswith("SELECT")]
    reading = [query for query in reading if "accounts_audithead" not in query["sql"]]
    assert len(reading) <= MOST_QUERIES
