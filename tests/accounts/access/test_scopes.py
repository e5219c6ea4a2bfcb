"""How much a consent shows, as lists ask for it."""

import pytest

from accounts.access.scopes import Scope, consents_to, scope_of_items
from accounts.models import Consent
from tests.builders import NOW, make_organisation
from tests.personas import make_share

pytestmark = pytest.mark.django_db
SCOPES = [Scope.AGGREGATE, Scope.PILLARS, Scope.ANSWERS, Scope.EVIDENCE]


@pytest.mark.parametrize("scope", SCOPES)
def test_a_consent_keeps_how_much_its_items_come_to(scope):
    association = make_organisation("association", "Hội")
    consent = make_share(make_organisation(), association, scope.name.lower())
    assert consent.scope == scope == scope_of_items(consent.items)
    assert list(consents_to(association, NOW)) == [consent]


def test_a_consent_that_shows_nothing_of_results_is_in_no_list():
    association = make_organisation("association", "Hội")
    consent = make_share(make_organisation(), association)
    Consent.objects.filter(pk=consent.pk).update(scope=Scope.NOTHING)
    assert not consents_to(association, NOW).exists()
