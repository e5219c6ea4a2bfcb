"""Counted over all from ten firms on, beside as many like them; nobody's own is in it."""

import pytest

from accounts.models import Consent
from providers.errors import ProviderError
from providers.helped.queries import shown_to_provider
from providers.helped.services import count_effects, hide_change, show_change
from providers.models import SolutionEffect
from scoring.benchmark import MINIMUM
from tests.builders import NOW
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
