"""Landing page, start and questionnaire say the same number of questions and minutes."""

import re

import pytest
from django.urls import reverse

from assessment.front import forget
from indexes.models import IndexVersion
from survey.answers.progress import progress_from
from survey.models import Assessment
from survey.rounds.services import choose_variant
from tests.builders import NOW, make_version_of
from tests.survey.rounds.starting import START

pytestmark = pytest.mark.django_db
NAMES = ["dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large", "wide", "small", "dma"]


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.fixture
def offered() -> IndexVersion:
    forget()
    yield make_version_of("dbi-2025-sme")
    forget()


def test_all_three_say_the_same_to_a_small_firm(client, offered):
    landing = text_of(client.get("/").content.decode())
    assert "Trả lời 15 câu trong khoảng 12 phút." in landing
    start = text_of(client.get(reverse("survey:start")).content.decode())
    assert "15 câu, khoảng 12 phút." in start
    client.post(reverse("survey:start"), START)
    draft = Assessment.objects.get()
    choose_variant(assessment=draft, variant="food-beverage", by=None, now=NOW)
    first = reverse("survey:step", args=[draft.public_id, draft.index.pages[0].slug])
    questionnaire = text_of(client.get(first).content.decode())
    assert "0/15" in questionnaire
    assert "còn khoảng 12 phút" in questionnaire


@pytest.mark.parametrize("name", NAMES)
def test_whatever_the_index_and_the_industry_the_questionnaire_begins_so(name):
    version = make_version_of(name)
    said = version.variants[0]
    for index in version.variants:
        begun = progress_from(index, [])
        assert (begun.total, begun.minutes_left) == (said.length, said.minutes)
