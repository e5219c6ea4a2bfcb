"""Hôm nay: what waits, in the numbers of the pages it leads to."""

import pytest
from django.urls import reverse

from associations.models import Affiliation
from tests.builders import (
    make_answers,
    make_assessment,
    make_evidence,
    make_organisation,
    make_result,
)
from tests.personas import make_affiliation, make_owner, make_share, make_staff

pytestmark = pytest.mark.django_db


def page(staff):
    staff.client.cookies["django_language"] = "en"
    address = reverse("associations:today", args=[staff.organisation.public_id])
    return staff.client.get(address)


def make_asking(staff, name):
    make_affiliation(
        make_organisation(name=name),
        staff.organisation,
        state=Affiliation.State.ASKED,
    )


def make_proved(staff, name, scope="evidence"):
    assessment = make_assessment(make_organisation(name=name))
    make_answers(assessment)
    make_evidence(assessment)
    make_result(assessment)
    make_share(assessment.organisation, staff.organisation, scope)


def test_where_nothing_waits_it_says_so_kindly(staff):
    assert "Nothing waits for you today" in page(staff).content.decode()


def test_a_request_waits_until_it_is_answered(staff):
    make_asking(staff, "Quán 1")
    make_asking(staff, "Quán 2")
    [waiting] = page(staff).context["waiting"]
    assert waiting.what == "2 requests to join"
    assert staff.client.get(waiting.url).context["page"].paginator.count == 2


def test_files_wait_where_they_may_be_seen(staff):
    """Defect of others: counts on two pages that mean two things."""
    make_proved(staff, "Quán 1")
    make_proved(staff, "Quán 2", scope="answers")
    make_result(make_assessment(make_organisation(name="Quán 3")))
    [waiting] = page(staff).context["waiting"]
    assert waiting.count == 1
    assert staff.client.get(waiting.url).context["page"].paginator.count == 1


def test_it_is_the_first_page_of_who_works_for_an_association(staff):
    answer = staff.client.get(reverse("own_home"), follow=True)
    assert answer.redirect_chain[-1][0] == page(staff).request["PATH_INFO"]


def test_others_find_no_page(staff):
    address = reverse("associations:today", args=[staff.organisation.public_id])
    assert make_owner().client.get(address).status_code == 404
    other = make_staff("Hội Cơ khí", "nhanvien@cokhi.example")
    assert other.client.get(address).status_code == 404
