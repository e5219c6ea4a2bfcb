"""Both sides see what changed, the provider only under consent; all see it of ten and more."""

import pytest
from django.urls import reverse

from accounts.models import Consent
from providers.models import SolutionEffect
from tests.builders import NOW

pytestmark = pytest.mark.django_db
NO_PROOF = "không phải bằng chứng"


def page(name: str, lead) -> str:
    return reverse(f"providers:{name}", args=[lead.public_id])


def test_the_page_comes_with_the_delivery(visit, ask, owner, staff):
    lead = ask()
    assert visit("get", owner, page("changed", lead)).status_code == 404
    theirs = visit("get", staff, page("changed_for_provider", lead))
    assert theirs.status_code == 404


def test_before_a_second_assessment_it_says_what_to_do(visit, delivered, owner):
    answer = visit("get", owner, page("changed", delivered))
    assert answer.status_code == 200
    assert answer.context["changed"] is None


def test_the_firm_sees_it_with_the_words_that_it_is_no_proof(
    visit, delivered, assess_again, owner
):
    assess_again(delivered.organisation)
    text = visit("get", owner, page("changed", delivered)).content.decode()
    assert "1.1.1" in text
    assert NO_PROOF in text


def test_the_provider_sees_it_only_while_the_firm_lets_it(
    visit, delivered, assess_again, owner, staff
):
    assess_again(delivered.organisation)
    theirs = page("changed_for_provider", delivered)

    def sees() -> bool:
        return "1.1.1" in visit("get", staff, theirs).content.decode()

    assert not sees()
    visit("post", owner, page("changed", delivered), {"deed": "show"})
    assert sees()
    visit("post", owner, page("changed", delivered), {"deed": "hide"})
    assert not sees()


def test_taken_back_on_the_page_of_consents_it_is_gone_as_well(
    visit, delivered, assess_again, owner, staff
):
    assess_again(delivered.organisation)
    visit("post", owner, page("changed", delivered), {"deed": "show"})
    consent = Consent.objects.get(purpose=Consent.Purpose.CHANGE)
    visit("post", owner, reverse("associations:withdraw", args=[consent.public_id]))
    answer = visit("get", staff, page("changed_for_provider", delivered))
    assert answer.context["changed"] is None


def test_without_consent_and_without_anything_new_the_page_is_the_same(
    visit, delivered, assess_again, staff
):
    address = page("changed_for_provider", delivered)
    before = visit("get", staff, address)
    assess_again(delivered.organisation)
    after = visit("get", staff, address)
    assert before.context["changed"] is after.context["changed"] is None


def test_everybody_reads_what_was_counted_with_the_words_that_it_is_no_proof(
    visit, provider, solution
):
    address = reverse("providers:helped", args=[provider.slug])
    empty = visit("get", None, address).content.decode()
    assert NO_PROOF in empty
    SolutionEffect.objects.create(
        solution=solution,
        index_id="small",
        change=1.5,
        firms=12,
        change_alike=0.4,
        alike=31,
        counted_at=NOW,
    )
    text = visit("get", None, address).content.decode()
    for told in ("1,5", "0,4", "12", "31", NO_PROOF):
        assert told in text
