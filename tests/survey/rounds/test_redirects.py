"""What is submitted leads to its result, read-only."""

import pytest
from django.urls import reverse

from survey.rounds.redirects import came_from, result_url
from survey.wording import problem
from tests.builders import make_assessment, make_result
from tests.survey.wizard import hold

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("named", "leads_to"),
    [
        ("/lo-trinh/?phan=2#s-1", "/lo-trinh/?phan=2#s-1"),
        ("https://elsewhere.example/", ""),
        ("//elsewhere.example/", ""),
        ("survey:mine", ""),
        ("inf", ""),
        ("a\x00b", ""),
        ("", ""),
    ],
)
def test_one_is_led_back_on_this_site_only(rf, named, leads_to):
    for request in (rf.get("/", {"next": named}), rf.post("/", {"next": named})):
        assert came_from(request) == leads_to


def test_what_a_form_names_wins_over_its_address(rf):
    assert came_from(rf.post("/?next=/a/", {"next": "/b/"})) == "/b/"


def test_a_result_has_its_page_and_what_has_none_leads_to_the_list():
    result = make_result()
    assert result_url(result) == reverse("reports:result", args=[result.public_id])
    assert result_url(None) == reverse("survey:mine")


@pytest.mark.parametrize("page", ["profile", "later", "variant"])
def test_every_page_of_a_submitted_round_leads_to_the_result(client, page):
    result = make_result(make_assessment())
    hold(client, result.assessment)
    address = reverse(f"survey:{page}", args=[result.assessment.public_id])
    response = client.get(address, follow=True)
    assert response.redirect_chain == [(result_url(result), 302)]
    assert str(problem("submitted")) in response.content.decode()


def test_htmx_is_told_to_load_the_whole_page(client):
    result = make_result(make_assessment())
    hold(client, result.assessment)
    address = reverse("survey:profile", args=[result.assessment.public_id])
    response = client.get(address, headers={"hx-request": "true"})
    assert response.status_code == 200
    assert response["HX-Redirect"] == result_url(result)
