"""What an association says of itself is typed by it and read by everybody."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from associations.models import AssociationProfile
from tests.associations.staff.profile.test_services import picture_of
from tests.builders import PDF, make_organisation
from tests.pages import assert_clean_page
from tests.personas import make_staff

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Hội Cơ khí",
    "name_en": "Mechanics of Saigon",
    "about_vi": "Thợ giỏi của thành phố",
    "about_en": "Skilled people of the city",
    "offers_vi": "Lớp ngắn\nGặp nhà cung cấp",
    "offers_en": "Short classes",
    "phone": "0901 234 567",
    "website": "hoi.example",
    "sectors": ["C"],
}


@pytest.fixture
def manager():
    return make_staff()


def address(persona, name: str) -> str:
    return reverse(f"associations:{name}", args=[persona.organisation.public_id])


def page_of(persona, language: str = "vi") -> str:
    client = Client(HTTP_ACCEPT_LANGUAGE=language)
    client.cookies["django_language"] = language
    page = client.get(address(persona, "about"))
    assert_clean_page(page)
    return page.content.decode()


def test_what_is_typed_stands_on_the_page_in_both_languages(manager):
    assert_clean_page(manager.client.get(address(manager, "edit_profile")))
    answer = manager.client.post(address(manager, "edit_profile"), TYPED)
    assert answer.url == address(manager, "about")
    page = page_of(manager)
    assert "Thợ giỏi của thành phố" in page
    assert "<li>Gặp nhà cung cấp</li>" in page
    assert "https://hoi.example" in page
    english = page_of(manager, "en")
    assert "Mechanics of Saigon" in english
    assert "Short classes" in english


def test_a_picture_is_shown_to_everybody_and_runs_nothing(manager):
    file = SimpleUploadedFile("hinh.png", picture_of(kind="PNG"))
    typed = TYPED | {"picture": file, "picture_text_vi": "Một lớp học"}
    manager.client.post(address(manager, "edit_profile"), typed)
    answer = Client().get(address(manager, "picture"))
    assert answer["Content-Type"] == "image/png"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer.close()
    assert 'alt="Một lớp học"' in page_of(manager)
    taken = TYPED | {"takes_picture_away": "on"}
    manager.client.post(address(manager, "edit_profile"), taken)
    assert Client().get(address(manager, "picture")).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"website": "không phải"}, "website"),
        ({"phone": "abc"}, "phone"),
        ({"email": "a@b"}, "email"),
        ({"picture": SimpleUploadedFile("hinh.jpg", PDF)}, "picture"),
        ({"picture": SimpleUploadedFile("hinh.jpg", b"")}, "picture"),
        ({"sectors": ["XX"]}, "sectors"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_the_rest_stays(
    manager, wrong, field
):
    page = manager.client.post(address(manager, "edit_profile"), TYPED | wrong)
    assert_clean_page(page)
    assert set(page.context["form"].errors) == {field}
    assert "Thợ giỏi của thành phố" in page.content.decode()
    assert not AssociationProfile.objects.exists()


def test_an_association_that_says_nothing_has_a_page_all_the_same(manager):
    assert manager.organisation.name in page_of(manager)


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    django_assert_max_num_queries,
):
    for number in range(12):
        make_organisation("association", f"Hội {number}")
    with django_assert_max_num_queries(4):
        page = Client().get(reverse("associations:associations"))
    assert_clean_page(page)


def test_no_enterprise_has_such_a_page():
    enterprise = make_organisation()
    with translation.override("vi"):
        url = reverse("associations:about", args=[enterprise.public_id])
    assert Client().get(url).status_code == 404
