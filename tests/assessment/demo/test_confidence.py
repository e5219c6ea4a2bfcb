"""Proof and several hands in the demo."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from accounts.access.scopes import Scope, scope_of_items
from accounts.models import Consent
from assessment.demo import confidence
from survey.answers.queries import answers_of
from survey.colleagues.queries import differences
from survey.models import Evidence, Respondent
from tests.assessment.demo.facts import NOW
from tests.builders import (
    make_answers,
    make_assessment,
    make_membership,
    make_organisation,
    make_result,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    return make_organisation("association", "Hội Bánh")


def prove(enterprise, association, owner, **levels) -> list[Evidence]:
    draft = make_assessment(enterprise)
    make_answers(draft, **levels)
    staff = make_user("hiephoi@hoi.example")
    make_membership(staff, association)
    return confidence.prove(
        result=make_result(draft),
        association=association,
        owner=owner,
        staff=staff,
        now=NOW,
    )


def test_of_three_files_one_is_accepted_one_declined_and_one_waits(
    enterprise, association, owner
):
    files = prove(enterprise, association, owner)
    for file in files:
        file.refresh_from_db()
    assert [file.verdict for file in files] == ["accepted", "declined", ""]
    assert files[1].note == confidence.DECLINED_BECAUSE
    assert files[0].reviewed_for == association


def test_proof_is_shown_to_the_association_because_the_owner_consents(
    enterprise, association, owner
):
    prove(enterprise, association, owner)
    consent = Consent.objects.get(enterprise=enterprise, grantee=association)
    assert scope_of_items(consent.items) == Scope.EVIDENCE
    assert consent.given_at == NOW - timedelta(days=5)


def test_what_earns_nothing_is_not_proved(enterprise, association, owner):
    files = prove(enterprise, association, owner, q_1_1_1=0)
    assert "1.1.1" not in [file.question for file in files]


def test_answers_that_earn_something_are_found_in_the_order_of_the_index(enterprise):
    draft = make_assessment(enterprise)
    make_answers(draft, level=2, q_1_1_1=0, q_3_1_1=0)
    codes = draft.index.codes
    expected = [code for code in codes if code not in ("1.1.1", "3.1.1")]
    assert confidence.earning(draft) == expected


def test_nothing_earns_where_nothing_is_answered(enterprise):
    assert confidence.earning(make_assessment(enterprise)) == []


def test_a_paper_is_a_picture_of_a_page():
    with Image.open(BytesIO(confidence.paper("Sổ đơn hàng"))) as page:
        assert page.format == "PNG"
        assert page.size == (720, 960)
        assert len(page.getcolors()) > 2


def test_papers_of_different_names_differ():
    first, second = confidence.paper("Sổ đơn hàng"), confidence.paper("Hợp đồng")
    assert first != second


@pytest.mark.parametrize(("level", "of_colleague"), [(0, 3), (2, 5), (3, 0), (5, 2)])
def test_a_colleague_differs_by_three_levels_where_asked(
    enterprise, owner, level, of_colleague
):
    draft = make_assessment(enterprise)
    make_answers(draft, level=level)
    confidence.ask_colleague(draft=draft, owner=owner, now=NOW)
    respondent = Respondent.objects.get(assessment=draft)
    assert (respondent.name, respondent.email) == (
        confidence.COLLEAGUE,
        confidence.EMAIL,
    )
    assert respondent.pillars == [draft.index.sections[0]["code"]]
    different = differences(draft)
    assert different
    for answer in respondent.answers.all():
        assert answer.level == of_colleague


def test_what_the_owner_answered_stays(enterprise, owner):
    draft = make_assessment(enterprise)
    make_answers(draft, level=4)
    before = {code: answer.level for code, answer in answers_of(draft).items()}
    confidence.ask_colleague(draft=draft, owner=owner, now=NOW)
    after = {code: answer.level for code, answer in answers_of(draft).items()}
    assert after == before
