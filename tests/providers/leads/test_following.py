"""What an owner lets its associations see of its requests: how they go, and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import AuditEvent, Consent
from associations.models import Affiliation
from providers.errors import ProviderError
from providers.leads.following import following, let_follow, stop_following
from providers.models import Lead
from tests.builders import NOW, make_provider, make_solution
from tests.personas import Persona, make_affiliation, make_staff
from tests.providers.conftest import address
from tests.providers.leads.examples import form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(result) -> Persona:
    """Of an association to which the firm belongs."""
    officer = make_staff(role="officer")
    make_affiliation(result.organisation, officer.organisation)
    return officer


@pytest.fixture
def let(officer, owner):
    def run(lead: Lead) -> Lead:
        let_follow(lead=lead, associations=[officer.organisation], by=owner, now=NOW)
        return lead

    return run


def post(visit, owner, lead: Lead, **sent):
    return visit("post", owner, address("lead_follower", lead), sent)


def test_nobody_follows_what_was_not_ticked(visit, owner, result, solution, officer):
    where = reverse("roadmap:ask", args=[result.public_id, "web"])
    form = visit("get", owner, where).context["forms"].shared
    assert [name for _key, name in form.fields["followers"].choices] == [
        officer.organisation.name
    ]
    assert not form["followers"].value()
    visit("post", owner, where, form_data())
    assert list(following(Lead.objects.get(), NOW)) == []


def test_one_tick_lets_an_association_follow_what_is_asked(
    visit, owner, result, solution, officer
):
    where = reverse("roadmap:ask", args=[result.public_id, "web"])
    key = str(officer.organisation.public_id)
    visit("post", owner, where, form_data(followers=key))
    consent = Consent.objects.get(purpose=Consent.Purpose.LEADS)
    assert (consent.grantee, consent.items) == (officer.organisation, ["course"])
    assert list(consent.leads_followed.values_list("lead", flat=True)) == [
        Lead.objects.get().pk
    ]


def test_to_which_a_firm_does_not_belong_is_not_offered(
    visit, owner, result, solution, officer, ask
):
    Affiliation.objects.update(state=Affiliation.State.ENDED)
    where = reverse("roadmap:ask", args=[result.public_id, "web"])
    form = visit("get", owner, where).context["forms"].shared
    assert "followers" not in form.fields
    with pytest.raises(ProviderError, match="not_a_member"):
        let_follow(lead=ask(), associations=[officer.organisation], by=owner, now=NOW)
    assert not Consent.objects.filter(purpose=Consent.Purpose.LEADS).exists()


def test_an_owner_lets_and_stops_it_on_the_page_of_the_request(
    visit, owner, officer, ask
):
    lead, key = ask(), str(officer.organisation.public_id)
    assert post(visit, owner, lead, deed="let", association=key).status_code == 302
    assert (
        f'value="{key}"' in visit("get", owner, address("asked", lead)).content.decode()
    )
    assert len(following(lead, NOW + timedelta(days=400))) == 1
    post(visit, owner, lead, deed="stop", association=key)
    assert not Consent.objects.get(purpose="leads").stands_at(NOW + timedelta(days=400))
    actions = AuditEvent.objects.filter(action__startswith="lead.")
    assert {"lead.followed", "lead.unfollowed"} <= set(
        actions.values_list("action", flat=True)
    )


def test_stopping_twice_leads_back_and_changes_nothing(visit, owner, let, officer, ask):
    lead, key = let(ask()), str(officer.organisation.public_id)
    # As from a second window, which does not know of the first.
    for _window in range(2):
        answer = post(visit, owner, lead, deed="stop", association=key)
        assert (answer.status_code, answer.url) == (302, address("asked", lead))
    assert AuditEvent.objects.filter(action="lead.unfollowed").count() == 1


def test_an_association_that_is_not_there_is_let_nowhere(visit, owner, officer, ask):
    lead = ask()
    for deed in ("let", "stop"):
        assert post(visit, owner, lead, deed=deed, association="x").status_code == 404


def test_what_stops_for_one_request_goes_on_for_the_others(let, ask, officer, owner):
    first = let(ask())
    other = let(ask(solution=make_solution(make_provider("Kia", "kia"), "kia")))
    assert Consent.objects.filter(purpose="leads").count() == 1, "one for both"
    stop_following(lead=first, association=officer.organisation, by=owner, now=NOW)
    assert (len(following(first, NOW)), len(following(other, NOW))) == (0, 1)


def test_letting_twice_is_noted_once(let, ask):
    lead = let(let(ask()))
    assert lead.followers.count() == 1
    assert AuditEvent.objects.filter(action="lead.followed").count() == 1
