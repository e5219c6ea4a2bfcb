"""Questions that open by what earns no points: a number, the profile."""

import pytest

from tests.builders import make_assessment, make_version_of
from tests.survey.wizard import hold, save, step

pytestmark = pytest.mark.django_db
WORK = "work-cong-viec"


@pytest.fixture
def tenths(client):
    draft = make_assessment(index_version=make_version_of("zero-ten"), employees=3)
    hold(client, draft)
    return draft


def page(client, draft) -> str:
    return client.get(step(draft, WORK)).content.decode()


def test_a_number_typed_on_the_page_opens_the_question_below_it(client, tenths):
    assert 'id="q-work.between"' not in page(client, tenths)
    opened = save(client, tenths, "work.shops", numerator="2", was="").content.decode()
    assert 'id="q-work.between"' in opened
    assert 'id="q-work.between"' in page(client, tenths)


def test_a_smaller_number_closes_it_again(client, tenths):
    save(client, tenths, "work.shops", numerator="2", was="")
    closed = save(client, tenths, "work.shops", numerator="1", was="2/")
    text = closed.content.decode()
    assert 'id="slot-work-between"' in text
    assert 'id="q-work.between"' not in text
    assert 'id="q-work.between"' not in page(client, tenths)


def test_the_profile_decides_what_the_page_asks(client, tenths):
    assert 'id="q-work.plan"' not in page(client, tenths)
    tenths.employees = 12
    tenths.save()
    assert 'id="q-work.plan"' in page(client, tenths)
