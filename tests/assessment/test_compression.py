"""What a browser gets over a slow line."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessment.compression import CompressTexts
from tests.builders import make_answers, make_assessment, make_result, make_version_of
from tests.pages import MOST_OF_A_PAGE
from tests.personas import make_owner
from tests.survey.wizard import step

pytestmark = pytest.mark.django_db
GZIP = {"HTTP_ACCEPT_ENCODING": "gzip"}


def compressed(content: str, content_type: str, rf) -> HttpResponse:
    def answer(_request) -> HttpResponse:
        return HttpResponse(content, content_type=content_type)

    return CompressTexts(answer)(rf.get("/", **GZIP))


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json"])
def test_texts_are_compressed(rf, kind):
    response = compressed("Quán phở " * 100, kind, rf)
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).decode() == "Quán phở " * 100


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/zip"])
def test_what_is_compressed_already_is_left_as_it_is(rf, kind):
    response = compressed("Quán phở " * 100, kind, rf)
    assert "Content-Encoding" not in response.headers


def test_the_length_of_an_answer_tells_nothing_of_a_secret_in_it(rf):
    lengths = {
        len(compressed("Quán phở " * 100, "text/html", rf).content)
        for _time in range(30)
    }
    assert len(lengths) > 1


def test_a_browser_that_takes_no_compression_gets_the_page_as_it_is(client):
    page = client.get("/")
    assert "Content-Encoding" not in page.headers
    assert "Accept-Encoding" in page.headers["Vary"]


def weight(client: Client, address: str) -> int:
    page = client.get(address, **GZIP)
    assert page.status_code == 200
    assert page.headers["Content-Encoding"] == "gzip"
    return len(page.content)


@pytest.mark.parametrize(
    "address", ["/", "/bat-dau/", "/bo-chi-so/dbi-2025-sme/", "/nha-cung-cap/"]
)
def test_a_page_for_everybody_is_light(client, address):
    make_version_of("dbi-2025-sme")
    assert weight(client, address) <= MOST_OF_A_PAGE


@pytest.mark.parametrize("index", ["dbi-2021-sme", "dbi-2025-large"])
def test_the_pages_of_a_long_index_are_light(index):
    owner = make_owner()
    version = make_version_of(index)
    draft = make_assessment(owner.organisation, version, round=2)
    make_answers(draft, 3)
    result = make_result(make_assessment(owner.organisation, version))
    pages = [
        reverse("reports:result", args=[result.public_id]),
        reverse("roadmap:what_if", args=[result.public_id]),
        step(draft, draft.index.pages[0].slug),
        reverse("survey:review", args=[draft.public_id]),
    ]
    weights = {page: weight(owner.client, page) for page in pages}
    assert max(weights.values()) <= MOST_OF_A_PAGE, weights
