"""Counted over all from ten firms on, beside as many like them; nobody's own is in it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Consent
from providers.errors import ProviderError
from providers.helped.queries import shown_to_provider
from providers.helped.services import count_effects, hide_change, show_change
from providers.models import Lead, SolutionEffect
from scoring.benchmark import MINIMUM
from tests.builders import NOW, make_solution
from tests.providers.helped.conftest import LATER

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def make_firms(firm, with_it: int, without: int, **kind) -> None:
    for number in range(with_it):
        firm(number, 3, has_it=True)
    for number in range(without):
        firm(100 + number, 2, has_it=False, **kind)


@pytest.fixture
def places(provider):
    provider.capacity_per_month = 100
    provider.save()


@pytest.mark.usefixtures("places")
def test_from_ten_firms_on_it_is_counted_beside_like_firms(firm, solution):
    make_firms(firm, MINIMUM, MINIMUM)
    assert count_effects(now=LATER) == 1
    effect = SolutionEffect.objects.get()
    assert effect.solution == solution
    assert (effect.change, effect.firms) == (2.0, MINIMUM)
    assert (effect.change_alike, effect.alike) == (1.0, MINIMUM)
    # Counted again it stands once.
    assert count_effects(now=LATER) == 1


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("with_it", "without", "kind"),
    [
        (MINIMUM - 1, MINIMUM, {}),
        (MINIMUM, MINIMUM - 1, {}),
        (MINIMUM, MINIMUM, {"sector": "C"}),
        (MINIMUM, MINIMUM, {"size": "micro"}),
    ],
    ids=["few with it", "few without", "another line", "another size"],
)
def test_fewer_or_other_firms_tell_nothing(firm, with_it, without, kind):
    make_firms(firm, with_it, without, **kind)
    assert count_effects(now=LATER) == 0
    assert not SolutionEffect.objects.exists()


def test_solutions_with_few_firms_cost_no_query_each(
    delivered, provider, solution, django_assert_num_queries
):
    # The first event of the log of all asks for what the next ones know.
    count_effects(now=LATER)
    with CaptureQueriesContext(connection) as few:
        assert count_effects(now=LATER) == 0
    for number in range(8):
        make_solution(provider, f"web-{number}")
    with django_assert_num_queries(len(few)):
        assert count_effects(now=LATER) == 0


@pytest.mark.usefixtures("places")
def test_a_firm_that_had_it_twice_counts_once(firm, solution):
    make_firms(firm, MINIMUM, MINIMUM)
    first, *_others, last = Lead.objects.order_by("pk")
    # What is over no more stands in the way of another request to the same provider.
    Lead.objects.filter(pk=first.pk).update(state=Lead.State.CLOSED)
    last.organisation = first.organisation
    last.save()
    assert count_effects(now=LATER) == 0


@pytest.mark.usefixtures("places")
def test_what_was_too_few_yesterday_and_no_more_is_told_of_is_taken_away(
    firm, solution
):
    """Firms that go take their part with them: nothing counted of them stays behind."""
    make_firms(firm, MINIMUM, MINIMUM)
    assert count_effects(now=LATER) == 1
    Lead.objects.first().delete()
    assert count_effects(now=LATER) == 0
    assert not SolutionEffect.objects.exists()


def test_the_provider_sees_it_by_a_consent_of_its_own(delivered, assess_again, owner):
    assess_again(delivered.organisation)
    assert shown_to_provider(delivered, NOW) is None
    consent = show_change(lead=delivered, by=owner, now=NOW)
    assert consent.purpose == Consent.Purpose.CHANGE
    assert shown_to_provider(delivered, NOW) == consent
    # The one behind the request is not touched by it.
    delivered.consent.refresh_from_db()
    assert delivered.consent.stands_at(NOW)
    hide_change(lead=delivered, by=owner, now=NOW)
    assert shown_to_provider(delivered, NOW) is None


def test_nothing_is_agreed_to_before_there_is_something(delivered, owner):
    with pytest.raises(ProviderError, match="nothing_changed_yet"):
        show_change(lead=delivered, by=owner, now=NOW)
    assert not Consent.objects.filter(purpose=Consent.Purpose.CHANGE).exists()
