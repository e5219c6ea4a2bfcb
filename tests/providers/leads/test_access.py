"""Who sees a request to a provider, and who may answer or withdraw it."""

import pytest
from django.urls import reverse

from accounts.models import Consent
from accounts.services import give_consent
from providers.models import Lead
from tests.builders import (
    NOW,
    actions_logged,
    make_membership,
    make_organisation,
    make_provider,
    make_user,
)
from tests.providers.conftest import address

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def people(owner, staff, result):
    """Everybody who might come by."""
    colleague, other_owner = (
        make_user("dongnghiep@quanpho.example"),
        make_user("chu@tiemmay.example"),
    )
    make_membership(colleague, result.organisation, "member")
    make_membership(other_owner, make_organisation(name="Tiệm may An"))
    other_staff = make_user("nv@khac.example")
    make_membership(other_staff, make_provider("Công ty Khác", "khac").organisation)
    follower, association = (
        make_user("canbo@hoi.example"),
        make_organisation("association", "Hội Quán ăn"),
    )
    make_membership(follower, association)
    give_consent(
        enterprise=result.organisation,
        grantee=association,
        purpose="follow",
        items=["answers"],
        text_version="1",
        by=owner,
        now=NOW,
    )
    return {
        "owner": owner,
        "colleague": colleague,
        "other owner": other_owner,
        "provider staff": staff,
        "other provider": other_staff,
        "association with consent": follower,
        "nobody": None,
    }


WHO_MAY = {
    #                          ask  asked lead leads suggestions
    "owner": (200, 200, 404, 404, 200),
    "colleague": (403, 403, 404, 404, 200),
    "other owner": (404, 404, 404, 404, 404),
    "provider staff": (404, 404, 200, 200, 404),
    "other provider": (404, 404, 404, 200, 404),
    "association with consent": (403, 403, 404, 404, 403),
    "nobody": (302, 302, 302, 302, 404),
}


@pytest.mark.parametrize("who", WHO_MAY)
def test_who_may_see_a_request(ask, people, visit, result, solution, who):
    lead = ask()
    pages = (
        reverse("roadmap:ask", args=[result.public_id, solution.slug]),
        address("asked", lead),
        address("lead", lead),
        reverse("providers:leads"),
        reverse("roadmap:suggestions", args=[result.public_id]),
    )
    assert (
        tuple(visit("get", people[who], page).status_code for page in pages)
        == WHO_MAY[who]
    )


@pytest.mark.parametrize(
    "who",
    [
        "colleague",
        "other owner",
        "other provider",
        "association with consent",
        "nobody",
    ],
)
def test_nobody_else_answers_withdraws_or_opens_a_request(ask, people, visit, who):
    lead = ask()
    for action in ("accept", "decline", "contact"):
        answer = visit(
            "post",
            people[who],
            address("lead", lead),
            {"deed": action, "reason": "Không"},
        )
        assert answer.status_code in (302, 404)
    assert visit("post", people[who], address("asked", lead)).status_code in (
        302,
        403,
        404,
    )
    lead.refresh_from_db()
    assert lead.state == Lead.State.SENT


def test_a_provider_lists_its_own_requests_only(ask, people, visit):
    ask()
    lists = {
        who: visit("get", people[who], reverse("providers:leads"))
        for who in ("provider staff", "other provider")
    }
    assert "Quán phở Hòa Bình" in lists["provider staff"].content.decode()
    assert "Quán phở Hòa Bình" not in lists["other provider"].content.decode()


def test_getting_pages_changes_nothing(ask, people, visit, result, solution):
    lead = ask()
    before = (
        actions_logged("lead."),
        list(Lead.objects.values()),
        list(Consent.objects.values()),
    )
    for name, who in (("asked", "owner"), ("lead", "provider staff")):
        visit("get", people[who], address(name, lead))
    visit(
        "get",
        people["owner"],
        reverse("roadmap:ask", args=[result.public_id, solution.slug]),
    )
    assert (
        actions_logged("lead."),
        list(Lead.objects.values()),
        list(Consent.objects.values()),
    ) == before
