"""The pages of the indexes: open to everybody, complete, in both languages, and made only once."""

from copy import deepcopy

import pytest
from django.conf import settings
from django.urls import reverse

from survey import index_pages
from survey.index.document import read
from survey.index.questions import questions_of
from survey.models import IndexVersion
from tests.builders import INDEXES, make_index_version, small_document
from tests.pages import assert_clean_page

pytestmark = pytest.mark.django_db
FILES = {path.stem: path for path in [*(settings.FIXTURES_DIR / "indexes").glob("*.yaml"), *INDEXES.glob("*.yaml")]}


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    monkeypatch.setattr(index_pages, "_pages", {})
    monkeypatch.setattr(index_pages, "_heads", {})


def page(client, index_id: str, language: str = "vi") -> str:
    client.cookies["django_language"] = language
    response = client.get(reverse("survey:index", args=[index_id]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", FILES)
def test_every_index_can_be_read_by_anybody(name, language, client):
    document = read(FILES[name]).data
    make_index_version(document)
    shown = page(client, document["index"]["id"], language)
    assert_clean_page(shown)
    for part in [*document["pillars"], *document["levels"]]:
        assert part["name"][language] in shown.replace("&#x27;", "'").replace("&amp;", "&")
    assert document["index"]["decision"]["number"] in shown


def test_the_index_of_2025_tells_its_weights_levels_and_assumptions(client):
    make_index_version(read(FILES["dbi-2025-sme"]).data)
    shown = page(client, "dbi-2025-sme")
    assert "Công cụ của ngành: 60 trên 100 điểm" in shown
    assert "từ 30\u00a0% đến dưới 70\u00a0%" in shown
    assert "Chúng tôi chưa đọc được phụ lục của quyết định" in shown
    assert "Một cách hiểu khác về các mức" in shown
    assert "20,83 điểm" in shown
    assert shown.count("index-part") == 7 + 25


def test_the_large_index_names_every_criterion(client):
    document = read(FILES["dbi-2025-large"]).data
    make_index_version(document)
    shown = page(client, "dbi-2025-large")
    codes = [question["code"] for _, _, question in questions_of(document["pillars"])]
    assert [code for code in codes if f">{code}</span>" not in shown] == []


def test_the_gates_of_2021_are_said_in_words(client):
    make_index_version(read(FILES["dbi-2021-sme"]).data)
    assert "trên 128 điểm và ít nhất 4 trụ cột đạt mức 3" in page(client, "dbi-2021-sme")


def test_an_index_known_in_part_is_read_but_not_offered(client):
    make_index_version(read(FILES["dbi-2023-sme"]).data)
    make_index_version(read(FILES["dbi-2025-sme"]).data)
    shown = page(client, "dbi-2023-sme")
    assert "mới biết một phần" in shown
    assert "Ngưỡng giữa các mức" in shown
    assert 'class="button"' not in shown.partition("<main")[2]
    assert "dbi-2023-sme" not in client.get(reverse("survey:start")).content.decode()
    listed = client.get(reverse("survey:indexes")).content.decode()
    assert listed.index("DBI 2025") < listed.index("DBI 2023")


def test_an_index_that_is_not_there_is_not_found(client):
    assert client.get(reverse("survey:index", args=["khong-co"])).status_code == 404


def test_a_page_once_made_reads_no_document_again(client, django_assert_max_num_queries):
    make_index_version(read(FILES["dbi-2025-large"]).data)
    page(client, "dbi-2025-large")
    with django_assert_max_num_queries(1):
        page(client, "dbi-2025-large")


def test_a_draft_is_shown_to_nobody(client):
    make_index_version()
    draft, unseen = deepcopy(small_document()), deepcopy(small_document())
    draft["index"] |= {"version": 2, "title": {"vi": "Bản nháp", "en": "A draft"}}
    unseen["index"] |= {"id": "chua-cong-bo"}
    for document in (draft, unseen):
        make_index_version(document, status=IndexVersion.Status.DRAFT)
    assert client.get(reverse("survey:index", args=["chua-cong-bo"])).status_code == 404
    for address in (reverse("survey:indexes"), reverse("survey:index", args=["small"])):
        page = client.get(address).content.decode()
        assert "Bản nháp" not in page
        assert "chua-cong-bo" not in page
