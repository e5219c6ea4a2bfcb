"""How a provider does, by months, and beside others without any of them being told."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.access.visitors import Visitor
from accounts.held import Held
from providers.desk.better import advice_for
from providers.desk.describe import going
from providers.desk.figures import Figures, figures_of
from providers.exposure.services import count_last_month
from providers.leads.services import accept_lead
from providers.models import MonthCount, ProviderMonth
from providers.openings.services import note_opening
from tests.builders import NOW, make_provider, make_user
from tests.providers.desk.examples import ask

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

LAST_MONTH = date(2026, 11, 1)
NEXT_MONTH = NOW + timedelta(days=12)


@pytest.fixture
def provider():
    return make_provider()


def of_month(provider, **fields) -> ProviderMonth:
    return ProviderMonth.objects.create(provider=provider, month=LAST_MONTH, **fields)


def others(hours: list[float], answers: int = 3) -> None:
    for number, took in enumerate(hours):
        other = make_provider(f"Nhà {number}", f"nha-{number}")
        of_month(other, suggested=9, answers=answers, hours=took)


def test_what_was_asked_in_a_month_stands_there_with_what_came_of_it(provider):
    user = make_user()
    taken = ask(provider, "Quán phở")
    ask(provider, "Quán trà")
    ask(provider, "Quán cũ", asked_at=NOW - timedelta(days=31))
    accept_lead(lead=taken, by=user, now=NOW)
    figures = figures_of(provider, NEXT_MONTH)
    told = [
        (each.first_day.month, each.asked, each.accepted) for each in figures.months
    ]
    assert told == [(12, 0, 0), (11, 2, 1), (10, 1, 0)]
    assert (figures.asked, figures.accepted, figures.agreed) == (3, 1, 0)
    assert going(figures).accepted == "1 (33\u00a0%)"


def test_how_often_one_was_suggested_is_told_from_five_on_once_the_month_is_over(
    provider,
):
    of_month(provider, suggested=5, opened=4)
    assert figures_of(provider, NOW).months[0].suggested is None
    last = figures_of(provider, NEXT_MONTH).last
    assert (last.suggested, last.opened) == (5, None)


def test_the_median_of_others_takes_five_of_them_and_is_told_in_steps(provider):
    of_month(provider, answers=9, hours=100)
    others([2, 3, 9, 20])
    assert figures_of(provider, NEXT_MONTH).others is None
    more = make_provider("Nhà 9", "nha-9")
    of_month(more, suggested=9, answers=3, hours=30)
    # It is 9 with one of them, which nobody can read out of 12.
    assert figures_of(provider, NEXT_MONTH).others == 12


def test_who_answered_less_than_three_times_is_nobody_to_be_measured_by(provider):
    others([2, 3, 9, 20, 30, 40], answers=2)
    assert figures_of(provider, NEXT_MONTH).others is None


def test_one_that_is_slower_than_half_of_the_others_is_told_so(provider):
    of_month(provider, answers=3, hours=30)
    others([2, 3, 9, 20, 30])
    told = going(figures_of(provider, NEXT_MONTH))
    assert told.is_slower
    assert (told.own_hours, told.others_hours) == ("30 giờ", "12 giờ")


def test_answers_are_timed_without_weekends_and_kept_beside_what_was_opened(provider):
    friday = datetime(2026, 11, 20, 17, tzinfo=timezone.get_default_timezone())
    monday = friday + timedelta(days=2, hours=16)
    ask(provider, asked_at=friday, answered_at=monday)
    of_month(provider, opened=7)
    count_last_month(now=NEXT_MONTH)
    kept = ProviderMonth.objects.get(provider=provider)
    assert (kept.answers, kept.hours, kept.opened) == (1, 16, 7)
    assert kept.suggested == 0


def test_what_came_in_the_way_is_told_from_five_cases_on_with_what_to_do(provider):
    codes = {"first": 30, "budget": 12, "area": 6, "hidden": 9, "size": 2, "sector": 4}
    count = MonthCount.objects.create(
        month=LAST_MONTH,
        content={"of": {str(provider.pk): codes}},
        counted_at=NOW,
    )
    advice = advice_for(provider, count)
    # That somebody hid it is nothing to be done about; two and four stand with others.
    assert [each.often for each in advice] == [
        "trong 12 trường hợp",
        "trong 6 trường hợp",
    ]
    assert advice_for(make_provider("Kia", "kia"), count) == []
    assert advice_for(provider, None) == []


def test_each_person_opens_a_provider_once_a_day_and_its_own_people_never(provider):
    reader, own = make_user("lan@quan.example"), make_user("binh@sao.example")
    visitors = [
        Visitor(reader, {}, Held(), frozenset()),
        Visitor(reader, {}, Held(), frozenset()),
        Visitor(own, {provider.organisation_id: "manager"}, Held(), frozenset()),
        Visitor(None, {}, Held(), frozenset()),
    ]
    for visitor in visitors:
        note_opening(provider=provider, visitor=visitor, now=NOW)
    assert ProviderMonth.objects.get().opened == 1


def test_without_requests_there_is_no_share():
    assert going(Figures(figures_of(make_provider(), NOW).months)).accepted == "0"
