"""What is doubtful of an index stands with its results and rules, not before its questions."""

import pytest
from django.urls import reverse
from django.utils import translation

from reports.pdf.build import build_pdf
from tests.builders import make_assessment, make_result, make_version_of
from tests.reports.reading import gathered, joined, text_of, words_of
from tests.survey.wizard import hold

pytestmark = pytest.mark.django_db
REAL = [("dbi-2021-sme", ""), ("dbi-2025-sme", "retail"), ("dbi-2025-large", "")]


@pytest.fixture(params=REAL, ids=lambda case: case[0])
def draft(request, client):
    name, variant = request.param
    draft = make_assessment(index_version=make_version_of(name), variant=variant)
    hold(client, draft)
    return draft


def doubt_of(draft) -> str:
    """As it stands in the file, up to where dates and numbers are written out."""
    note = draft.index.head["note"]["vi"]
    return joined(note.partition(",")[0])


def page_of(client, name: str, *args) -> str:
    return joined(text_of(client.get(reverse(name, args=args)).content.decode()))


def test_before_and_among_the_questions_nothing_is_said_of_it(client, draft):
    doubt = doubt_of(draft)
    assert doubt not in page_of(client, "survey:start")
    for step in draft.index.pages:
        assert doubt not in page_of(client, "survey:step", draft.public_id, step.slug)


def test_with_the_result_the_report_and_the_rules_it_is_said(client, draft):
    doubt = doubt_of(draft)
    assert doubt in page_of(client, "indexes:index", draft.index.id)
    result = make_result(draft, level=2)
    assert doubt in page_of(client, "reports:result", result.public_id)
    with translation.override("vi"):
        assert doubt in words_of(build_pdf(gathered(result)))
