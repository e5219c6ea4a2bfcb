"""How measurements ask for pages: in process, with nothing kept on disk."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import override_settings
from django.urls import reverse

from performance.frame.browser import IN_PROCESS, holder
from tests.builders import make_assessment, make_organisation

pytestmark = pytest.mark.django_db


def page_of(client, assessment) -> int:
    page = assessment.index.pages[0]
    address = reverse("survey:step", args=[assessment.public_id, page.slug])
    return client.get(address).status_code


def test_a_browser_holds_the_enterprise_without_an_account():
    assessment = make_assessment()
    with override_settings(**IN_PROCESS):
        assert page_of(holder(assessment), assessment) == 200


def test_a_browser_holds_no_other_enterprise():
    own = make_assessment()
    other = make_assessment(make_organisation(name="Quán khác"))
    with override_settings(**IN_PROCESS):
        assert page_of(holder(own), other) == 404


@pytest.mark.parametrize("name", ["default", "evidence"])
def test_files_are_kept_in_memory_only(settings, tmp_path, name):
    settings.MEDIA_ROOT = tmp_path
    with override_settings(**IN_PROCESS):
        storage = storages[name]
        kept = storage.save("hoa-don.txt", ContentFile(b"hoa don"))
        assert storage.open(kept).read() == b"hoa don"
    assert list(tmp_path.iterdir()) == []


def test_pages_answer_to_any_name_without_https():
    assessment = make_assessment()
    with override_settings(**IN_PROCESS):
        client = holder(assessment)
        response = client.get("/gioi-thieu/", headers={"host": "bench.example"})
    assert response.status_code == 200
