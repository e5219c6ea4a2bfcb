"""The list of an association's officers: what is due first stands first, and costs the same."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Organisation
from associations.complaints.queries import OVER, WAITING, due_until, listed
from providers.models import Complaint
from tests.builders import NOW, make_provider
from tests.personas import Persona, make_staff

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
State = Complaint.State


@pytest.fixture
def staff() -> Persona:
    return make_staff(role="officer")


@pytest.fixture
def kept(staff):
    """One with this association, to be decided in so many days."""
    provider = make_provider()

    def make(state: str = State.ANSWERED, days: int = 5) -> Complaint:
        return Complaint.objects.create(
            provider=provider,
            association=staff.organisation,
            side=Complaint.Side.ENTERPRISE,
            category=Complaint.Category.TIME,
            state=state,
            opened_at=NOW,
            answer_by=TODAY + timedelta(days=days),
            decide_by=TODAY + timedelta(days=days),
        )

    return make


def address(association: Organisation, group: str = "") -> str:
    query = {"xem": group} if group else None
    return reverse("associations:complaints", args=[association.public_id], query=query)


def test_what_is_due_first_stands_first(staff, kept):
    late, soon, later = kept(days=-1), kept(days=1), kept(days=9)
    assert list(listed(staff.organisation, "")) == [late, soon, later]
    assert set(due_until(staff.organisation, TODAY)) == {late}


def test_each_stands_in_one_list(staff, kept):
    by_state = {state: kept(state) for state in State}
    lists = [set(listed(staff.organisation, group)) for group in ("", WAITING, OVER)]
    assert set.union(*lists) == set(by_state.values())
    assert sum(map(len, lists)) == len(by_state)
    assert lists[1] == {by_state[State.OPEN]}


@pytest.mark.parametrize("group", ["", WAITING, OVER])
def test_each_list_has_a_page(staff, kept, group):
    kept()
    answer = staff.client.get(address(staff.organisation, group))
    assert answer.status_code == 200


def test_a_list_that_there_is_not_is_not_found(staff):
    answer = staff.client.get(address(staff.organisation, "khac"))
    assert answer.status_code == 404


def test_the_list_costs_as_much_with_many_as_with_few(
    staff, kept, django_assert_num_queries
):
    page = address(staff.organisation)
    kept()
    staff.client.get(page)
    with CaptureQueriesContext(connection) as few:
        staff.client.get(page)
    for _ in range(12):
        kept()
    with django_assert_num_queries(len(few)):
        staff.client.get(page)


def test_the_first_page_counts_what_the_list_shows(staff, kept):
    kept()
    kept(State.OPEN)
    kept(days=-3)
    page = reverse("associations:today", args=[staff.organisation.public_id])
    rows = staff.client.get(page).context["waiting"]
    (row,) = [row for row in rows if "khieu-nai" in row.url]
    assert row.count == 2
    assert row.url == address(staff.organisation)


def test_readers_are_led_to_no_complaints():
    reader = make_staff("Hội khác", "doc@hoi.example", "reader")
    page = reverse("associations:today", args=[reader.organisation.public_id])
    told = reader.client.get(page).content.decode()
    assert address(reader.organisation) not in told
