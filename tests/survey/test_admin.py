"""The administration's lists of assessments and results stay quick however many rows there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

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


def test_assessments_are_listed_by_the_name_of_their_enterprise():
    assessment = make_assessment(make_organisation(name="Quán Ba"))
    url = reverse("admin:survey_assessment_changelist")
    page = make_administrator().client.get(url).content.decode()
    change = reverse("admin:survey_assessment_change", args=[assessment.pk])
    assert f'{change}">Quán Ba</a>' in page
    assert str(assessment.public_id) not in page
