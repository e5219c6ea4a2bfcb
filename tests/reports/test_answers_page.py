"""The page of all answers: what earns no points, what was typed, and who answered."""

from copy import deepcopy
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.access import Scope
from reports.contents.whole import cut
from reports.pdf.build import build_pdf
from survey.models import Answer, Result
from survey.results.queries import results
from survey.results.services import submit
from survey.results.share_links import make_share_link
from tests.builders import (
    NOW,
    make_assessment,
    make_index_version,
    make_respondent,
    make_result,
    make_version_of,
)
from tests.reports.reading import address, gathered, page, staff_with, text_of, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
COUNTED = {"1.1": 1, "1.2": 1, "2.1": 3, "2.2": 1, "3.1.f-1": 1, "3.1.f-2": 0}
GIVEN = {
    "2.1": {"chosen": ["email", "erp"], "text": "Máy chủ <riêng>"},
    "2.3": {"chosen": ["money"]},
    "2.4": {"numerator": 1200},
    "2.5": {"text": "Xin tư vấn thêm.\nCảm ơn."},
}
NAME = "Chị Lan Kế Toán"


@pytest.fixture
def answered(enterprise) -> Result:
    """The wide index answered by a farm: two options and own words, and everything that earns no points."""
    draft = make_assessment(enterprise, make_version_of("wide"), variant="farm")
    for code in {**COUNTED, **GIVEN}:
        Answer.objects.create(
            assessment=draft,
            question=code,
            level=COUNTED.get(code),
            changed_at=NOW,
            **GIVEN.get(code, {}),
        )
    return submit(assessment=draft, by=None, now=NOW)


@pytest.fixture
def by_colleague(answered) -> Result:
    """A counted answer and a remark are those of an invited colleague."""
    draft = answered.assessment
    draft.state = "draft"
    draft.save()
    colleague = make_respondent(draft, name=NAME)
    draft.answers.filter(question__in=["2.1", "2.5"]).update(given_by=colleague)
    draft.state = "submitted"
    draft.save()
    return answered


@pytest.mark.parametrize(
    ("language", "head", "number"),
    [
        ("vi", "Những câu không tính điểm", "1.200"),
        ("en", "Questions that earn no points", "1,200"),
    ],
)
def test_the_page_of_all_answers_tells_what_earns_no_points_too(
    owner_client, answered, language, head, number
):
    owner_client.cookies["django_language"] = language
    text = text_of(page(owner_client, answered, "answers"))
    after = text.partition(head)[2]
    for words in (
        "2.3",
        "Thiếu tiền" if language == "vi" else "Money",
        number,
        "Xin tư vấn thêm.",
        "Cảm ơn.",
    ):
        assert words in after


def test_what_was_typed_beside_the_options_stands_with_them(owner_client, answered):
    assert "Email, ERP Điều khác: Máy chủ &lt;riêng&gt;" in text_of(
        page(owner_client, answered, "answers")
    )
    cloud = next(
        one
        for pillar in gathered(answered).pillars
        for one in pillar.criteria
        if one.code == "2.1"
    )
    assert (cloud.answer, cloud.own_words) == (
        "Email, ERP",
        "Điều khác: Máy chủ <riêng>",
    )


def test_the_report_tells_what_was_typed_and_cuts_short_what_is_long(answered):
    assert "Email, ERP. Điều khác: Máy chủ <riêng>" in words_of(
        build_pdf(gathered(answered))
    )
    answered.assessment.answers.filter(question="2.1").update(text="rất dài " * 500)
    text = words_of(build_pdf(gathered(answered)))
    assert 5 < text.count("rất dài") < 20


def test_a_question_without_points_that_nobody_answered_is_told_as_not_answered(
    answered,
):
    answered.assessment.answers.filter(question__in=["2.3", "2.4"]).delete()
    answered.assessment.answers.filter(question="2.5").update(to_confirm=True)
    told = {one.code: one.answer for one in gathered(answered).unscored}
    assert told.pop("2.5").endswith("(chép từ kỳ trước, chưa xác nhận)")
    assert told == {"2.3": "Chưa trả lời", "2.4": "Chưa trả lời"}


def test_what_the_profile_tells_stands_among_the_answers_with_its_unit(enterprise):
    draft = make_assessment(
        enterprise, make_version_of("dbi-2025-sme"), variant="retail", revenue=None
    )
    Answer.objects.create(
        assessment=draft, question="4.1", chosen=[], text="Mặt bằng", changed_at=NOW
    )
    result = make_result(draft)
    told = {one.code: one.answer for one in gathered(result).unscored}
    assert list(told) == ["1.1", "1.2", "4.1", "4.2", "5.1", "6.1"]
    assert (told["1.1"], told["1.2"], told["4.1"]) == (
        "20 người",
        "Chưa trả lời",
        "Điều khác: Mặt bằng",
    )
    for_others = gathered(result, scope=Scope.EVIDENCE).unscored
    assert [one.code for one in for_others] == ["4.1", "4.2", "5.1", "6.1"], (
        "the exact revenue is for nobody else"
    )


def test_without_kept_answers_nothing_is_said_to_be_unanswered(enterprise):
    assert (
        gathered(
            make_result(
                make_assessment(enterprise, make_version_of("wide"), variant="farm")
            )
        ).unscored
        == ()
    )


def test_who_may_not_see_answers_sees_none_of_those_without_points(answered):
    for scope in (Scope.AGGREGATE, Scope.PILLARS):
        assert gathered(answered, scope=scope).unscored == ()
    assert len(gathered(answered, scope=Scope.ANSWERS).unscored) == 3


def test_the_enterprise_reads_which_colleague_answered(owner_client, by_colleague):
    text = text_of(page(owner_client, by_colleague, "answers"))
    assert text.count(f"{NAME} trả lời") == 2
    owner_client.cookies["django_language"] = "en"
    assert f"Answered by {NAME}" in text_of(page(owner_client, by_colleague, "answers"))


def test_the_name_of_a_colleague_reaches_nobody_else(by_colleague, owner, client):
    staff = staff_with(by_colleague, "answers", "evidence", "aggregate", "pillars")
    _link, token = make_share_link(result=by_colleague, by=owner, now=NOW)
    client.get(reverse("reports:shared", args=[token]))
    for reader in (staff, client):
        text = page(reader, by_colleague, "answers")
        assert "Xin tư vấn thêm." in text
        assert NAME not in text
        assert NAME not in words_of(reader.get(address("pdf", by_colleague)).content)


@pytest.mark.parametrize(
    "scope", [Scope.EVIDENCE, Scope.ANSWERS, Scope.PILLARS, Scope.AGGREGATE]
)
def test_cut_leaves_no_name_of_a_colleague(by_colleague, scope):
    own = gathered(by_colleague)
    assert NAME in repr(own)
    assert NAME not in repr(cut(own, scope))


def test_the_report_names_no_colleague_for_it_is_handed_on(by_colleague):
    assert NAME not in words_of(build_pdf(gathered(by_colleague)))


def test_read_anew_it_tells_what_was_asked_when_it_was_answered(answered):
    """The newer version asks in other words, and one of the questions no more."""
    document = deepcopy(answered.index_version.document)
    document["index"]["version"] += 1
    questions = document["pillars"][1]["questions"]
    gone = next(one for one in questions if one["code"] == "2.5")
    gone |= {"code": "2.6"}
    next(one for one in questions if one["code"] == "2.3")["options"] = [
        {"id": "time", "name": {"vi": "Thiếu giờ", "en": "Time"}},
        {"id": "space", "name": {"vi": "Thiếu chỗ", "en": "Space"}},
    ]
    anew = Result.objects.get(pk=answered.pk)
    anew.pk, anew.public_id, anew.verification_code, anew.rescored_from = (
        None,
        uuid4(),
        "READ-ANEW",
        answered,
    )
    anew.index_version = make_index_version(document)
    anew.save()
    assert gathered(results().get(pk=anew.pk)).unscored == gathered(answered).unscored


def test_gathering_answers_of_colleagues_takes_no_more_queries(
    by_colleague, django_assert_max_num_queries
):
    by_colleague.assessment.answers.update(
        given_by=by_colleague.assessment.respondents.get()
    )
    with translation.override("vi"), django_assert_max_num_queries(5):
        gathered(by_colleague)
