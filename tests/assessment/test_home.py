"""Where each role lands after signing in."""

import pytest
from django.urls import reverse

from accounts.held import BEGUN
from tests.builders import (
    make_assessment,
    make_lead,
    make_membership,
    make_organisation,
    make_result,
    make_solution,
)
from tests.personas import (
    make_administrator,
    make_colleague,
    make_owner,
    make_persona,
    make_provider_staff,
    make_staff,
    remembering,
)

pytestmark = pytest.mark.django_db
HOME = "/cua-toi/"


def page_of(persona) -> str:
    persona.client.cookies["django_language"] = "en"
    return persona.client.get(HOME).content.decode()


def test_an_owner_sees_the_level_and_goes_on_with_the_draft():
    owner = make_owner()
    result = make_result(make_assessment(owner.organisation))
    draft = make_assessment(owner.organisation, round=2)
    page = page_of(owner)
    assert owner.organisation.name in page
    assert f'data-level="{result.level}"' in page
    assert reverse("reports:result", args=[result.public_id]) in page
    assert reverse("survey:step", args=[draft.public_id, "tiep"]) in page


def test_an_owner_without_an_enterprise_is_shown_how_to_start():
    assert reverse("survey:start") in page_of(make_persona("moi@quanpho.example"))


def test_association_staff_go_straight_to_their_list():
    staff = make_staff()
    assert staff.client.get(HOME).url == reverse(
        "associations:today", args=[staff.organisation.public_id]
    )


def test_provider_staff_go_straight_to_their_desk():
    staff = make_provider_staff()
    of = [staff.organisation.public_id]
    assert staff.client.get(HOME).url == reverse("providers:desk", args=of)


def test_administrators_go_straight_to_the_administration():
    assert make_administrator().client.get(HOME).url == reverse("admin:index")


def test_whoever_has_several_roles_chooses():
    several = make_owner()
    association = make_organisation("association", "Hội Cơ khí")
    make_membership(several.user, association, "officer")
    page = page_of(several)
    assert "Where to?" in page
    assert reverse("associations:today", args=[association.public_id]) in page
    assert several.organisation.name in page


def test_requests_to_providers_are_links_for_the_owner_only():
    owner = make_owner()
    result = make_result(make_assessment(owner.organisation), level=1)
    lead = make_lead(result, make_solution(), owner.user)
    link = reverse("providers:asked", args=[lead.public_id])
    assert link in page_of(owner)
    assert "waiting for an answer" in page_of(owner)
    assert link not in page_of(make_colleague(owner))


def test_answers_given_before_signing_in_can_be_kept():
    newcomer = make_persona("moi@quanpho.example")
    started = make_assessment(make_organisation(name="Tiệm bánh")).organisation
    remembering(newcomer.client, BEGUN, started)
    page = page_of(newcomer)
    assert "Tiệm bánh" in page
    assert reverse("survey:mine") in page


def test_many_enterprises_take_as_many_queries_as_one(django_assert_num_queries):
    def count_with(number: int) -> int:
        for n in range(number):
            enterprise = make_organisation(name=f"Doanh nghiệp {number}-{n}")
            make_membership(owner.user, enterprise)
            make_result(make_assessment(enterprise))
            make_assessment(enterprise, round=2)
        with django_assert_num_queries(9, exact=False) as taken:
            owner.client.get(HOME)
        return len(taken)

    owner = make_owner()
    count_with(1)
    assert count_with(1) == count_with(8)
