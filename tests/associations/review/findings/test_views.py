"""One screen an answer: what stands on it, what its buttons do, and who sees none of it."""

from dataclasses import replace

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.services import withdraw_consent
from associations.models import Assignment, Finding
from associations.review.assignments.services import move_assignment
from associations.review.decisions.services import appeal
from associations.review.fetching import must_not_see
from associations.review.findings.queries import others_findings
from associations.review.phases.queries import phases
from survey.models import AnswerChange
from tests.associations.review.conftest import assignment_of, make_reviewer
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_evidence,
    make_result,
)
from tests.pages import assert_clean_page
from tests.personas import make_share
from tests.survey.evidence.files import make_image

pytestmark = pytest.mark.django_db


def screen(review, code="1.1.1") -> str:
    return reverse("associations:review_answer", args=[review.public_id, code])


def whole(review) -> str:
    return reverse("associations:review", args=[review.public_id])


def press(person, review, verdict, code="1.1.1", level="", words=""):
    data = {"verdict": verdict, "level": level, "words": words}
    return person.client.post(screen(review, code), data, follow=True)


def text(response) -> str:
    return response.content.decode()


def test_everything_stands_beside_the_answer(reviewing):
    before = make_assessment(reviewing.owner.organisation, round=9)
    make_answers(before, level=2)
    make_result(before, level=2, created_at=NOW.replace(year=2025))
    review = reviewing.open()
    page = reviewing.first.client.get(screen(review))
    assert_clean_page(page)
    html = text(page)
    question = reviewing.result.index.questions["1.1.1"]
    for anchor in question["anchors"]:
        assert anchor["vi"] in html
    assert "đã khai" in html
    assert "Kỳ trước" in html
    assert "<iframe" in html
    assert "hóa đơn.pdf" in html
    for key in ("a", "m", "h", "w", "s"):
        assert f'accesskey="{key}"' in html


def test_accepting_leads_to_the_next_open_answer_and_at_last_to_the_whole(reviewing):
    review = reviewing.open()
    page = press(reviewing.first, review, "accepted", level="3")
    assert page.redirect_chain == [(screen(review, "1.1.2"), 302)]
    page = press(reviewing.first, review, "accepted", "1.1.2")
    assert page.redirect_chain == [(whole(review), 302)]
    assert "Nộp" in text(page)
    done = reviewing.first.client.post(
        reverse("associations:end_review", args=[review.public_id]),
        {"answer": "done"},
        follow=True,
    )
    assert "Đã nộp" in text(done)
    assert assignment_of(review, reviewing.first).state == Assignment.State.DONE


def test_another_level_without_a_reason_keeps_what_was_chosen(reviewing):
    review = reviewing.open()
    page = press(reviewing.first, review, "adjusted", level="1")
    assert_clean_page(page)
    assert "Anh/chị ghi lý do" in text(page)
    assert 'value="1"' in text(page).split("checked")[0].rsplit("<input", 1)[1]
    assert not Finding.objects.exists()


def test_nothing_is_kept_without_one_of_the_three_buttons(reviewing):
    review = reviewing.open()
    page = press(reviewing.first, review, "perhaps")
    assert "bấm một trong ba nút" in text(page)
    assert not Finding.objects.exists()


def test_a_consent_withdrawn_while_the_page_is_open_ends_it_that_second(reviewing):
    review = reviewing.open()
    client = reviewing.first.client
    assert client.get(screen(review)).status_code == 200
    withdraw_consent(consent=reviewing.consent, by=reviewing.owner.user, now=NOW)
    assert press(reviewing.first, review, "accepted").status_code == 404
    assert client.get(screen(review)).status_code == 404
    assert client.get(whole(review)).status_code == 404
    assert client.get(file_of(review)).status_code == 404


def file_of(review, code="1.1.1") -> str:
    evidence = review.result.assessment.evidence.get(question=code)
    return reverse(
        "associations:review_file", args=[review.public_id, evidence.public_id]
    )


def test_a_file_is_shown_inside_of_our_pages_and_nowhere_else(reviewing):
    review = reviewing.open()
    response = reviewing.first.client.get(file_of(review))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; frame-ancestors 'self'"
    )
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["X-Content-Type-Options"] == "nosniff"
    taken = reviewing.first.client.get(file_of(review) + "?tai=1")
    assert taken["Content-Disposition"].startswith("attachment")
    opened = AuditEvent.objects.filter(action="evidence.opened")
    assert opened.count() == 2


def test_without_consent_to_files_answers_are_reviewed_and_no_file_is_shown(reviewing):
    review = reviewing.open()
    make_share(reviewing.owner.organisation, reviewing.manager.organisation, "answers")
    page = reviewing.first.client.get(screen(review))
    assert "không cho xem tệp" in text(page)
    assert "hóa đơn" not in text(page)
    assert reviewing.first.client.get(file_of(review)).status_code == 404


def test_blind_is_blind_on_every_page(reviewing):
    name = reviewing.owner.organisation.name
    review = reviewing.open(reviewing.first, reviewing.second, phase="two")
    association = review.association.public_id
    queue = reverse("associations:review_queue", args=[association])
    for address in (queue, whole(review), screen(review)):
        html = text(reviewing.first.client.get(address))
        assert name not in html
        assert "hóa đơn" not in html
    file = reviewing.first.client.get(file_of(review))
    assert "h%C3%B3a" not in file["Content-Disposition"]


def test_what_does_not_fit_and_what_was_said_before_stand_beside_the_answer(reviewing):
    """Contradictions with the other answers meant, and the history of this one."""
    assessment = reviewing.result.assessment
    assessment.answers.filter(question="3.1.1").update(level=0)
    AnswerChange.objects.create(
        assessment=assessment,
        question="1.1.2",
        revision=9,
        level=1,
        changed_at=NOW,
    )
    page = reviewing.first.client.get(screen(reviewing.open(), "1.1.2"))
    assert_clean_page(page)
    html = text(page)
    assert "Bán qua mạng mà không có phần mềm nào" in html
    assert "Anh/chị dùng bao nhiêu phần mềm?" in html
    assert "Câu trả lời này đã đổi thế nào" in html
    assert "Rất ít" in html.partition("Câu trả lời này đã đổi thế nào")[2]


def test_a_picture_stands_inside_of_the_page_and_what_no_browser_shows_beside_it(
    reviewing,
):
    assessment = reviewing.result.assessment
    make_evidence(assessment, "1.1.1", name="ảnh.jpg", content=make_image())
    html = text(reviewing.first.client.get(screen(reviewing.open())))
    assert html.count("<iframe") == 1
    assert 'alt="Ảnh minh chứng: ảnh.jpg"' in html


@pytest.mark.parametrize(
    ("others", "before", "after"),
    [("never", False, False), ("after_own", False, True), ("always", True, True)],
)
def test_what_others_found_shows_when_the_phase_says_so(
    reviewing, monkeypatch, others, before, after
):
    """The first has handed in; the second sees it before and after handing in, or never."""
    phase = replace(phases()["association.two"], others=others)
    monkeypatch.setattr(
        "associations.review.findings.queries.phase_of", lambda _review: phase
    )
    review = reviewing.open(reviewing.first, reviewing.second, phase="two")
    reviewing.finish(review, reviewing.first, q_1_1_1=2)
    own = assignment_of(review, reviewing.second)
    assert bool(others_findings(own)) == before
    words = "Chỉ thấy mức 2" in text(reviewing.second.client.get(screen(review)))
    assert words == before
    assert must_not_see(reviewing.second.user, review.result_id) != before
    reviewing.finish(review, reviewing.second)
    own.refresh_from_db()
    assert bool(others_findings(own)) == after


def test_no_page_tells_a_score_before_ones_own_review(reviewing):
    """Defect of others: score visible before one's own review (pretalx 611)."""
    first = reviewing.open(reviewing.first)
    reviewing.finish(first, reviewing.first, q_1_1_1=1)
    by = reviewing.owner.user
    made = appeal(review=first, words="Có hóa đơn", by=by, now=NOW)
    person = made.assignments.get().reviewer
    # Of those who see most: whoever leads the reviews is to look, too.
    manager = reviewing.manager
    if person != manager.user:
        assignment = made.assignments.get()
        now, given = NOW, {"reviewer": manager.user, "by": manager.user}
        move_assignment(assignment=assignment, now=now, **given)
    association, result = first.association.public_id, first.result.public_id
    told = reverse("associations:review_outcome", args=[first.public_id])
    addresses = [
        whole(made),
        screen(made),
        reverse("associations:review_queue", args=[association]),
        reverse("associations:reviews", args=[association]),
        reverse("associations:results", args=[association]),
        reverse("reports:result", args=[result]),
    ]
    for address in addresses:
        page = manager.client.get(address)
        assert page.status_code == 200
        assert "Chỉ thấy mức 1" not in text(page), address
        assert told not in text(page), address
    files = reverse("associations:evidence", args=[result])
    for address in (told, files):
        assert manager.client.get(address).status_code == 403
    reviewing.finish(made, manager)
    assert "Chỉ thấy mức 1" in text(manager.client.get(told))


@pytest.mark.parametrize("name", ["review", "review_answer", "review_outcome"])
def test_the_menu_of_the_association_leads_on_from_every_page(reviewing, name):
    review = reviewing.open()
    address = screen(review) if name == "review_answer" else whole(review)
    if name == "review_outcome":
        reviewing.finish(review, reviewing.first)
        address = reverse("associations:review_outcome", args=[review.public_id])
    queue = reverse("associations:review_queue", args=[review.association.public_id])
    html = text(reviewing.first.client.get(address))
    assert f'<a href="{queue}" aria-current="true">' in html


def test_what_the_other_found_shows_only_after_ones_own(reviewing):
    """Defect of others: score visible before one's own review (pretalx 611)."""
    third = make_reviewer(reviewing.manager, "ba@hoi.example", "Phạm Ba")
    review = reviewing.open(reviewing.first, reviewing.second, phase="two")
    reviewing.finish(review, reviewing.second, q_1_1_1=2)
    words = "Chỉ thấy mức 2"
    assert words not in text(reviewing.first.client.get(screen(review)))
    # Nor on the page of all files, where verdicts stand.
    files = reverse("associations:evidence", args=[review.result.public_id])
    assert reviewing.first.client.get(files).status_code == 403
    assert third.client.get(files).status_code == 200
    reviewing.finish(review, reviewing.first)
    outcome = reverse("associations:review_outcome", args=[review.public_id])
    assert words in text(reviewing.first.client.get(outcome))


def test_in_an_appeal_the_first_outcome_is_hidden_until_the_own_is_handed_in(reviewing):
    review = reviewing.open(reviewing.first)
    reviewing.finish(review, reviewing.first, q_1_1_1=1)
    by = reviewing.owner.user
    made = appeal(review=review, words="Có hóa đơn", by=by, now=NOW)
    person = made.assignments.get().reviewer
    other = next(
        each for each in (reviewing.second, reviewing.manager) if each.user == person
    )
    html = text(other.client.get(screen(made)))
    assert "Có hóa đơn" in html
    assert "Chỉ thấy mức 1" not in html
    outcome = reverse("associations:review_outcome", args=[review.public_id])
    assert other.client.get(outcome).status_code == 403


def test_who_joins_the_firm_is_refused_and_told_so(reviewing, as_member):
    review = reviewing.open()
    as_member(reviewing.first)
    assert reviewing.first.client.get(screen(review)).status_code == 403
    assert press(reviewing.first, review, "accepted").status_code == 403


def test_only_whom_it_was_given_to_sees_it(reviewing):
    review = reviewing.open(reviewing.first)
    for person in (reviewing.second, reviewing.manager, reviewing.owner):
        assert person.client.get(screen(review)).status_code == 404


def test_abstaining_asks_why(reviewing):
    review = reviewing.open()
    address = reverse("associations:abstain", args=[review.public_id])
    page = reviewing.first.client.post(address, {"words": " "})
    assert_clean_page(page)
    assert "Anh/chị ghi lý do" in text(page)
    reviewing.first.client.post(address, {"words": "Người nhà"})
    assert assignment_of(review, reviewing.first).reason == "Người nhà"
    # Who should not look sees nothing of it either.
    assert reviewing.first.client.get(whole(review)).status_code == 404


def test_the_firm_sees_who_looked(reviewing):
    review = reviewing.open()
    AuditEvent.objects.all().delete()
    reviewing.first.client.get(screen(review))
    (event,) = AuditEvent.objects.filter(action="result.opened")
    assert event.organisation == reviewing.owner.organisation
    assert event.details["through"] == [str(review.association.public_id)]


def test_a_screen_takes_the_same_queries_however_many_answers_there_are(
    reviewing, django_assert_max_num_queries
):
    review = reviewing.open(phase="whole")
    reviewing.first.client.get(screen(review))
    with django_assert_max_num_queries(40) as few:
        reviewing.first.client.get(screen(review))
    for code in ("1.1.1", "1.1.2", "2.1.1"):
        reviewing.find(review, reviewing.first, code)
    with django_assert_max_num_queries(len(few.captured_queries)):
        reviewing.first.client.get(screen(review))
