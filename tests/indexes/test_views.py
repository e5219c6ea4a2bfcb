"""The pages of the indexes: open to everybody, complete, in both languages, and made only once."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from indexes import rules_page as index_pages
from indexes.index.questions import questions_of
from indexes.models import IndexVersion
from tests.builders import (
    INDEXES,
    index_document,
    make_index_version,
    make_version_of,
    small_document,
)
from tests.pages import assert_clean_page

pytestmark = pytest.mark.django_db
FILES = {
    path.stem: path
    for path in [
        *(settings.FIXTURES_DIR / "indexes").glob("*.yaml"),
        *INDEXES.glob("*.yaml"),
    ]
}


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    monkeypatch.setattr(index_pages, "_pages", {})
    monkeypatch.setattr(index_pages, "_heads", {})


def page(client, index_id: str, language: str = "vi") -> str:
    client.cookies["django_language"] = language
    response = client.get(reverse("indexes:index", args=[index_id]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", FILES)
def test_every_index_can_be_read_by_anybody(name, language, client):
    document = index_document(name)
    make_index_version(document)
    shown = page(client, document["index"]["id"], language)
    assert_clean_page(shown)
    for part in [*document["pillars"], *document["levels"]]:
        assert part["name"][language] in shown.replace("&#x27;", "'").replace(
            "&amp;", "&"
        )
    assert document["index"]["decision"]["number"] in shown


def test_the_index_of_2025_tells_its_weights_levels_and_assumptions(client):
    make_version_of("dbi-2025-sme")
    shown = page(client, "dbi-2025-sme")
    assert "Công cụ của ngành: 60 trên 100 điểm" in shown
    assert "từ 30\u00a0% đến dưới 70\u00a0%" in shown
    assert "Chúng tôi chưa đọc được phụ lục của quyết định" in shown
    assert "Một cách hiểu khác về các mức" in shown
    assert "20,83 điểm" in shown
    assert shown.count("index-part") == 7 + 25


def test_the_large_index_names_every_criterion(client):
    document = index_document("dbi-2025-large")
    make_index_version(document)
    shown = page(client, "dbi-2025-large")
    codes = [question["code"] for _, _, question in questions_of(document["pillars"])]
    assert [code for code in codes if f">{code}</span>" not in shown] == []


def test_the_gates_of_2021_are_said_in_words(client):
    make_version_of("dbi-2021-sme")
    assert "trên 128 điểm và ít nhất 4 trụ cột đạt mức 3" in page(
        client, "dbi-2021-sme"
    )


def test_an_index_known_in_part_is_read_but_not_offered(client):
    make_version_of("dbi-2023-sme")
    make_version_of("dbi-2025-sme")
    shown = page(client, "dbi-2023-sme")
    assert "mới biết một phần" in shown
    assert "Ngưỡng giữa các mức" in shown
    assert 'class="button"' not in shown.partition("<main")[2]
    assert "dbi-2023-sme" not in client.get(reverse("survey:start")).content.decode()
    listed = client.get(reverse("indexes:indexes")).content.decode()
    assert listed.index("DBI 2025") < listed.index("DBI 2023")


def test_an_index_that_is_not_there_is_not_found(client):
    assert client.get(reverse("indexes:index", args=["khong-co"])).status_code == 404


@pytest.fixture
def versions(db) -> list[IndexVersion]:
    """Three versions of the small index, each with its title: retired, published, a draft."""
    made = []
    for number, status in enumerate(
        ("retired", "published", "published", "draft"), start=1
    ):
        document = small_document()
        document["index"] |= {
            "version": number,
            "title": {"vi": f"Tựa số {number}", "en": f"Title no. {number}"},
        }
        made.append(make_index_version(document, status=status))
    return made


def of_version(client, asked: object, language: str = "vi"):
    client.cookies["django_language"] = language
    return client.get(reverse("indexes:index", args=["small"]), {"phien-ban": asked})


@pytest.mark.parametrize("asked", [1, 2, 3])
def test_every_version_that_was_ever_published_can_be_read(client, versions, asked):
    response = of_version(client, asked)
    shown = response.content.decode()
    assert_clean_page(response)
    assert f"Tựa số {asked}" in shown
    assert f"Anh/chị đang đọc phiên bản {asked}" in shown
    assert ("phiên bản này đã ngừng dùng" in shown) is (asked == 1)
    assert (
        reverse("survey:start") in shown.partition("<main")[2].partition("</main>")[0]
    ) is (asked == 3)
    assert (
        f"You are reading version {asked}"
        in of_version(client, asked, "en").content.decode()
    )


@pytest.mark.sql
def test_a_version_leads_to_the_others_newest_first(client, versions):
    shown = of_version(client, 2).content.decode()
    assert re.findall(r'href="\?phien-ban=(\d+)"', shown) == ["3", "1"]
    one_line = " ".join(shown.split())
    link = 'phien-ban=1">Phiên bản 1</a> <span class="quiet">(ngừng dùng)</span>'
    assert link in one_line
    assert "Tựa số 3" in page(client, "small")


@pytest.mark.parametrize(
    "asked", ["4", "5", "0", "-1", "", "hai", "1.0", "01", "9" * 40]
)
def test_a_draft_or_a_version_that_never_was_is_not_found(client, versions, asked):
    assert of_version(client, asked).status_code == 404


def test_an_index_of_one_version_names_no_others(client):
    make_index_version()
    assert "Anh/chị đang đọc phiên bản" not in page(client, "small")


def test_an_older_version_once_made_takes_one_query(
    client, versions, django_assert_max_num_queries
):
    of_version(client, 1)
    with django_assert_max_num_queries(1):
        of_version(client, 1)


def test_a_page_once_made_reads_no_document_again(
    client, django_assert_max_num_queries
):
    make_version_of("dbi-2025-large")
    page(client, "dbi-2025-large")
    with django_assert_max_num_queries(1):
        page(client, "dbi-2025-large")


def test_a_draft_is_shown_to_nobody(client):
    make_index_version()
    draft, unseen = small_document(), small_document()
    draft["index"] |= {"version": 2, "title": {"vi": "Bản nháp", "en": "A draft"}}
    unseen["index"] |= {"id": "chua-cong-bo"}
    for document in (draft, unseen):
        make_index_version(document, status=IndexVersion.Status.DRAFT)
    assert (
        client.get(reverse("indexes:index", args=["chua-cong-bo"])).status_code == 404
    )
    for address in (
        reverse("indexes:indexes"),
        reverse("indexes:index", args=["small"]),
    ):
        page = client.get(address).content.decode()
        assert "Bản nháp" not in page
        assert "chua-cong-bo" not in page


def listed(client) -> list[str]:
    """Ids of the indexes on the page that lists them, as they come."""
    return re.findall(r'href="/bo-chi-so/([\w-]+)/"', page_of_all(client))


def page_of_all(client) -> str:
    return client.get(reverse("indexes:indexes")).content.decode()


def decided(index_id: str, day: str, audience: str = "sme", **fields) -> None:
    document = small_document()
    decision = document["index"]["decision"] | {"date": day}
    head = {"id": index_id, "decision": decision, "audience": audience}
    make_index_version(document | {"index": document["index"] | head}, **fields)


@pytest.mark.django_db
@pytest.mark.sql
def test_indexes_are_listed_from_the_newest_decision_on_those_of_most_firms_first(
    client,
):
    decided("old", "2021-12-13")
    decided("large", "2025-06-30", audience="large")
    decided("sme", "2025-06-30")
    ids = [
        name
        for name in dict.fromkeys(listed(client))
        if name in ("old", "large", "sme")
    ]
    assert ids == ["sme", "large", "old"]


@pytest.mark.django_db
def test_an_index_of_which_there_is_only_a_draft_is_not_listed(client):
    decided("draft", "2025-06-30", status="draft")
    assert "draft" not in listed(client)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_pages_of_indexes_are_only_read(client, method):
    make_index_version()
    for address in (
        reverse("indexes:indexes"),
        reverse("indexes:index", args=["small"]),
    ):
        assert getattr(client, method)(address).status_code == 405
