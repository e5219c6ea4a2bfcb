"""The administration's lists of assessments and results stay quick however many rows there are."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from language.texts import in_language
from registry.sizes import size_names
from tests.builders import make_assessment, make_organisation, make_result
from tests.personas import make_administrator

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.mark.parametrize("name", ["assessment", "result"])
def test_a_list_takes_the_same_queries_for_many_rows_and_never_reads_the_index_document(
    name,
):
    client, url = (
        make_administrator().client,
        reverse(f"admin:survey_{name}_changelist"),
    )

    def queries() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return [query["sql"] for query in captured.captured_queries]

    make_result(make_assessment())
    queries()
    few = queries()
    for number in range(5):
        make_result(make_assessment(make_organisation(name=f"Quán {number}")))
    assert len(queries()) == len(few)
    assert not [sql for sql in queries() if '"document"' in sql]


@pytest.mark.parametrize("name", ["assessment", "result"])
def test_rows_are_filtered_and_read_by_words_and_not_by_codes(name):
    profile = {"size": "micro", "sector": "I", "area": "25747"}
    assessment = make_assessment(**profile)
    row = assessment if name == "assessment" else make_result(assessment)
    client = make_administrator().client
    url = reverse(f"admin:survey_{name}_changelist")
    page = client.get(url).content.decode()
    filters = re.findall(r'<a href="\?[^"]*(?:size|sector)=[^"]*">\s*(.*?)</a>', page)
    words = {in_language(size_names()["micro"]), "Quán ăn, quán cà phê, khách sạn"}
    assert set(filters) == words
    found = client.get(url, {"size": "micro", "sector": "I"}).content.decode()
    assert str(row.organisation) in found
    assert "<tbody>" not in client.get(url, {"size": "large"}).content.decode()
    change = reverse(f"admin:survey_{name}_change", args=[row.pk])
    whole = client.get(change).content.decode()
    for word in (*words, "Thủ Dầu Một"):
        assert word in whole


def test_assessments_are_listed_by_the_name_of_their_enterprise():
    assessment = make_assessment(make_organisation(name="Quán Ba"))
    url = reverse("admin:survey_assessment_changelist")
    page = make_administrator().client.get(url).content.decode()
    change = reverse("admin:survey_assessment_change", args=[assessment.pk])
    assert f'{change}">Quán Ba</a>' in page
    assert str(assessment.public_id) not in page
