"""Whoever once had an account behind it never falls back to the browser it began in."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.held import BEGUN
from accounts.models import Organisation
from survey.errors import SurveyError
from survey.rounds.claims import claim
from survey.rounds.resume_links import open_resume_link, send_resume_link
from tests.builders import (
    NOW,
    make_assessment,
    make_organisation,
    make_result,
    make_user,
)
from tests.pages import assert_clean_page
from tests.personas import remembering

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def test_deleting_the_owners_account_opens_nothing_to_the_browser_it_began_in():
    enterprise = make_organisation()
    result, draft = (
        make_result(make_assessment(enterprise)),
        make_assessment(enterprise, round=2),
    )
    old_browser, owner = remembering(Client(), BEGUN, enterprise), make_user()
    claim(organisation=enterprise, user=owner, now=NOW)
    owner.delete()
    for address in (
        reverse("reports:result", args=[result.public_id]),
        reverse("survey:review", args=[draft.public_id]),
        reverse("survey:claim", args=[draft.public_id]),
    ):
        assert old_browser.get(address).status_code == 404
    assert (
        enterprise.name not in old_browser.get(reverse("survey:mine")).content.decode()
    )


def test_signing_out_warns_of_a_draft_that_is_in_no_account():
    draft = make_assessment()
    client = remembering(Client(), BEGUN, draft.organisation)
    client.force_login(make_user())
    sign_out = reverse("account_logout")
    assert (
        f'href="{sign_out}"' in client.get(reverse("survey:mine")).content.decode()
    ), "a page, not a button"
    page = client.get(sign_out).content.decode()
    assert draft.organisation.name in page
    assert reverse("survey:mine") in page.partition("<main")[2]
    assert_clean_page(page)
    client.post(reverse("survey:claim", args=[draft.public_id]), follow=True)
    assert draft.organisation.name not in client.get(sign_out).content.decode()


def test_nobody_claims_what_was_owned_before_and_no_emailed_link_opens_it():
    draft, owner, tokens = make_assessment(), make_user(), []
    send_resume_link(
        assessment=draft,
        email="a@b.example",
        now=NOW,
        build_url=lambda t: tokens.append(t) or t,
    )
    claim(organisation=draft.organisation, user=owner, now=NOW)
    owner.delete()
    with pytest.raises(SurveyError, match="claimed"):
        claim(
            organisation=draft.organisation, user=make_user("khac@co.example"), now=NOW
        )
    with pytest.raises(SurveyError, match="claimed"):
        open_resume_link(token=tokens[0], now=NOW)


def test_a_profile_saved_while_somebody_claims_leaves_the_claim_standing():
    read_before = make_organisation()
    claim(organisation=Organisation.objects.get(), user=make_user(), now=NOW)
    read_before.name = "Phở Hòa Bình Mới"
    read_before.save(update_fields=["name"])
    assert Organisation.objects.values_list(
        "name", "search_key", "claimed_at"
    ).get() == (
        "Phở Hòa Bình Mới",
        "pho hoa binh moi",
        NOW,
    )
