"""The desk of a provider: what is due, by whom it waits for, and the places of the month."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.services import withdraw_consent
from providers.desk.due import counts_of, waiting_at
from providers.models import Side
from tests.builders import NOW, make_provider
from tests.pages import assert_clean_page
from tests.personas import make_persona
from tests.providers.desk.examples import TODAY, ask, ask_many

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def provider():
    return make_provider(capacity_per_month=4)


@pytest.fixture
def worker(provider, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return make_persona("binh@sao.example", provider.organisation, "officer")


@pytest.fixture
def where(provider):
    return reverse("providers:desk", args=[provider.organisation.public_id])


def names(page) -> list[str]:
    return [row.lead.organisation.name for row in page.context["rows"]]


def test_what_is_due_first_stands_first_and_of_one_day_who_has_waited_longest(
    provider, worker, where
):
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    earlier = NOW - timedelta(days=2)
    ask(provider, "Tiệm bánh", due_on=tomorrow, state="talking")
    ask(provider, "Quán trà")
    ask(provider, "Quán phở", asked_at=earlier)
    ask(provider, "Tiệm may", due_on=yesterday, state="accepted")
    page = worker.client.get(where)
    assert_clean_page(page)
    assert names(page) == ["Tiệm may", "Quán phở", "Quán trà", "Tiệm bánh"]
    assert page.context["counts"].late == 1


def test_what_waits_for_the_enterprise_stands_apart_and_what_ended_nowhere(
    provider, worker, where
):
    ask(provider, "Quán chờ", state="offered")
    ask(provider, "Quán xong", state="closed", due_on=None)
    ended = ask(provider, "Quán thôi")
    withdraw_consent(consent=ended.consent, by=None, now=NOW)
    ask(make_provider("Khác", "khac"), "Quán của nơi khác")
    assert names(worker.client.get(where)) == []
    page = worker.client.get(where, {"xem": "doanh-nghiep"})
    assert_clean_page(page)
    assert names(page) == ["Quán chờ"]
    counts = page.context["counts"]
    assert (counts.ours, counts.theirs) == (0, 1)


@pytest.mark.parametrize(
    ("days", "said"),
    [(-2, "Trễ"), (0, "Hôm nay là hạn cuối"), (3, "Còn")],
    ids=["late", "today", "days left"],
)
def test_each_says_how_long_there_is(days, said, provider, worker, where):
    ask(provider, due_on=TODAY + timedelta(days=days))
    assert said in worker.client.get(where).content.decode()


def test_places_of_the_month_are_counted_and_a_pause_is_told(provider, worker, where):
    ask(provider)
    assert "Đã nhận 1 trên 4" in worker.client.get(where).content.decode()
    provider.paused_until = TODAY
    provider.save()
    assert "tạm ngừng nhận" in worker.client.get(where).content.decode()


def test_a_thousand_requests_take_as_many_queries_as_ten(
    provider, worker, where, django_assert_num_queries
):
    ask_many(provider, 10)
    with django_assert_num_queries(14):
        worker.client.get(where)
    other = make_provider("Đông", "dong")
    ask_many(other, 1000)
    busy = make_persona("an@dong.example", other.organisation, "officer")
    with django_assert_num_queries(14):
        page = busy.client.get(
            reverse("providers:desk", args=[other.organisation.public_id])
        )
    assert len(page.context["rows"]) == 20
    assert page.context["page"].paginator.count == 1000


def test_the_counts_are_those_of_the_lists(provider):
    for state in ("sent", "accepted", "talking", "agreed", "offered", "delivered"):
        ask(provider, state, state=state)
    counts = counts_of(provider, TODAY, NOW)
    assert counts.ours == waiting_at(provider, Side.PROVIDER, NOW).count() == 4
    assert counts.theirs == waiting_at(provider, Side.ENTERPRISE, NOW).count() == 2


def test_a_provider_that_is_not_listed_has_no_desk(worker, provider, where):
    provider.delete()
    assert worker.client.get(where).status_code == 404
