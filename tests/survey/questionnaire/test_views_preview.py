"""The questionnaire as an owner would see it, for whoever manages indexes."""

import pytest
from django.test import Client
from django.urls import reverse

from survey.models import Answer, Assessment
from tests.builders import (
    index_document,
    make_index_version,
    make_user,
    make_version_of,
)
from tests.pages import assert_clean_page
from tests.personas import make_administrator
from tests.survey.wizard import FIRST, PEOPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_administrator().client


def preview(client: Client, version, **asked: str):
    return client.get(reverse("survey:preview", args=[version.pk]), asked)


def text_of(client: Client, version, **asked: str) -> str:
    return preview(client, version, **asked).content.decode()


@pytest.mark.parametrize("slug", ["", "khong-co", FIRST])
def test_the_first_page_is_shown_unless_another_is_asked_for(administrator, slug):
    version = make_index_version()
    assert "<h1>Khách hàng</h1>" in text_of(administrator, version, step=slug)
    assert "<h1>Con người</h1>" in text_of(administrator, version, step=PEOPLE)


def test_a_page_is_for_reading_only(administrator):
    page = preview(administrator, make_index_version(), step=PEOPLE)
    assert_clean_page(page)
    form = page.content.decode().partition("<fieldset")[2]
    assert "disabled" in form.partition(">")[0]
    assert "hx-post" not in form
    assert "checked" not in form


def test_nothing_can_be_sent_to_it_and_nothing_is_kept(administrator):
    address = reverse("survey:preview", args=[make_index_version().pk])
    assert administrator.post(address, {"1.1.1": "3"}).status_code == 405
    preview(administrator, make_index_version())
    assert not Assessment.objects.exists()
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("vi", "vi"), ("en", "en"), ("en-GB", "en"), ("fr", "vi"), ("", "vi")],
)
def test_the_language_asked_for_is_spoken_vietnamese_for_any_other(
    administrator, asked, shown
):
    text = text_of(administrator, make_index_version(), lang=asked)
    assert f'<html lang="{shown}"' in text
    assert ("Khách hàng" in text, "Customers" in text) == (shown == "vi", shown == "en")


def test_an_index_with_variants_shows_the_first_unless_another_is_chosen(administrator):
    version = make_version_of("wide")
    tools = version.index_in("shop").page_of("3.1.s-1").slug
    assert "Máy tính tiền" in text_of(administrator, version, step=tools)
    assert "Cảm biến" in text_of(administrator, version, step=tools, variant="farm")
    assert "Máy tính tiền" in text_of(
        administrator, version, step=tools, variant="mine"
    )


def test_pages_beside_the_way_say_so_in_the_list(administrator):
    text = text_of(administrator, make_version_of("wide"))
    assert text.count("– từng tiêu chí") == len(
        [
            page
            for page in make_version_of("wide").index_in("shop").pages
            if page.refines
        ]
    )


def test_a_partial_index_leads_back_with_a_word_of_why(administrator):
    document = index_document("dbi-2023-sme")
    page = administrator.get(
        reverse("survey:preview", args=[make_index_version(document).pk]), follow=True
    )
    assert page.redirect_chain[-1][0].startswith("/quan-tri/indexes/indexversion/")
    assert "một phần" in page.content.decode()


def test_who_works_in_the_administration_without_the_right_is_refused():
    clerk = Client()
    clerk.force_login(make_user("nv@so.example", is_staff=True))
    assert preview(clerk, make_index_version()).status_code == 403


def test_a_version_that_is_not_there_is_not_found(administrator):
    address = reverse("survey:preview", args=[4711])
    assert administrator.get(address).status_code == 404
