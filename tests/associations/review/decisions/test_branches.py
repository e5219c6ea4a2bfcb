"""A level that a reviewer gives may open other questions, or hide them: it counts so."""

from dataclasses import replace

import pytest
from django.urls import reverse

from associations.errors import AssociationError
from associations.review.decisions.services import hand_in
from survey.models import Answer
from tests.associations.review.conftest import Reviewing, assignment_of
from tests.builders import NOW, PDF, make_assessment, make_evidence, make_result
from tests.pages import assert_clean_page

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

# Of the small index: 1.1.2 is asked where 1.1.1 is at level 1 or more.
SITE, SALES = "1.1.1", "1.1.2"
NO_SITE = [0, -2, 3, 3, 3, 3, 3]


@pytest.fixture
def without_site(reviewing) -> Reviewing:
    """The firm has said that it has no site, and was not asked whether that sells."""
    assessment = make_assessment(reviewing.owner.organisation, round=2)
    make_evidence(assessment, SITE, content=PDF + b"2")
    return replace(reviewing, result=make_result(assessment, levels=NO_SITE))


def place(review, code: str) -> int:
    return review.result.index.places[code]


def address(review, code: str = "") -> str:
    if code:
        return reverse("associations:review_answer", args=[review.public_id, code])
    return reverse("associations:review", args=[review.public_id])


def text(response) -> str:
    return response.content.decode()


def test_what_a_lower_level_hides_earns_nothing_and_leaves_the_maximum(reviewing):
    review = reviewing.open()
    reviewing.finish(review, reviewing.first, q_1_1_1=0)
    outcome, declared = review.outcome, reviewing.result
    assert outcome.maximum < declared.maximum
    assert outcome.pillar_maxima[0] < declared.pillar_maxima[0]
    assert outcome.pillar_points[0] == 0
    # And it need not be judged, whatever stands beside it.
    assert (
        not assignment_of(review, reviewing.first)
        .findings.filter(question=SALES)
        .exists()
    )


def test_what_a_higher_level_opens_is_judged_by_whoever_gave_it(without_site):
    review, person = without_site.open(), without_site.first
    without_site.find(review, person, SITE, "adjusted", 3, "Có trang thật")
    with pytest.raises(AssociationError, match=r"^not_finished"):
        hand_in(assignment=assignment_of(review, person), by=person.user, now=NOW)
    without_site.finish(review, person, q_1_1_2=2)
    outcome = review.outcome
    assert outcome.answered == without_site.result.answered + 1
    assert outcome.maximum > without_site.result.maximum
    assert outcome.level is not None


def test_what_nobody_declared_is_not_accepted_unseen(without_site):
    review, person = without_site.open(), without_site.first
    with pytest.raises(AssociationError, match=r"^unknown_question"):
        without_site.find(review, person, SALES)
    without_site.find(review, person, SITE, "adjusted", 3, "Có trang thật")
    with pytest.raises(AssociationError, match=r"^nothing_declared"):
        without_site.find(review, person, SALES)


def test_an_answer_from_before_it_was_hidden_can_be_accepted(without_site):
    Answer.objects.create(
        assessment=without_site.result.assessment,
        question=SALES,
        level=4,
        changed_at=NOW,
    )
    review = without_site.open()
    without_site.finish(review, without_site.first, q_1_1_1=3)
    assert review.outcome.levels[place(review, SALES)] == 4


def test_a_file_beside_what_came_back_is_judged_by_what_was_answered(without_site):
    """It was given before its question was hidden."""
    assessment = without_site.result.assessment
    Answer.objects.create(
        assessment=assessment, question=SALES, level=4, changed_at=NOW
    )
    file = make_evidence(assessment, SALES, content=PDF + b"3")
    review = without_site.open()
    without_site.finish(review, without_site.first, q_1_1_1=3, q_1_1_2=1)
    file.refresh_from_db()
    assert (file.verdict, file.note) == ("declined", "Chỉ thấy mức 1")


def test_of_two_the_middle_decides_what_applies(without_site):
    """One opens it and judges it, the other does not: the lower level counts."""
    review = without_site.open(without_site.first, without_site.second, phase="two")
    without_site.finish(review, without_site.first, q_1_1_1=1, q_1_1_2=5)
    without_site.finish(review, without_site.second)
    assert review.outcome.levels == without_site.result.levels


def test_the_pages_say_what_opens_and_what_does_not_apply_any_more(without_site):
    review, client = without_site.open(), without_site.first.client
    data = {"level": "3", "words": "Có trang thật", "verdict": "adjusted"}
    opened = client.post(address(review, SITE), data, follow=True)
    assert opened.redirect_chain[-1][0] == address(review, SALES)
    assert_clean_page(opened)
    assert "được hỏi vì một mức mà anh/chị đã cho" in text(opened)
    assert "Mở ra theo mức anh/chị cho" in text(client.get(address(review)))


def test_the_page_of_a_review_names_what_does_not_apply_any_more(reviewing):
    review, client = reviewing.open(), reviewing.first.client
    reviewing.find(review, reviewing.first, SITE, "adjusted", 0, "Không có trang")
    page = client.get(address(review))
    assert_clean_page(page)
    assert "không còn áp dụng và không có điểm: 1.1.2" in text(page)
    assert client.get(address(review, SALES)).status_code == 404


def test_the_firm_reads_what_opened_and_may_appeal_against_it(without_site):
    review = without_site.open()
    without_site.finish(review, without_site.first, q_1_1_1=3, q_1_1_2=2)
    result = without_site.result.public_id
    page = without_site.owner.client.get(
        reverse("associations:reviews_of_result", args=[result])
    )
    assert_clean_page(page)
    assert "Không áp dụng, theo câu trả lời khác" in text(page)
