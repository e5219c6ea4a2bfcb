"""The page of all answers: what earns no points, what was typed, and who answered."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from accounts.access.scopes import Scope
from reports.contents.whole import cut
from reports.pdf.build import build_pdf
from survey.models import Evidence
from survey.results.share_links import make_share_link
from tests.builders import (
    make_assessment,
    make_evidence,
    make_membership,
    make_result,
)
from tests.reports.conftest import COLLEAGUE
from tests.reports.reading import (
    address,
    gathered,
    of_noodle_shop,
    page,
    staff_with,
    text_of,
    words_of,
)

pytestmark = pytest.mark.django_db


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


def test_an_answer_whose_evidence_was_declined_leads_to_why(owner_client, enterprise):
    result = make_result(make_assessment(enterprise))
    make_evidence(result.assessment, "1.1.1")
    declined = make_evidence(result.assessment, "1.1.2")
    declined.verdict = Evidence.Verdict.DECLINED
    declined.save(update_fields=["verdict"])
    shown = page(owner_client, result, "answers")
    for code, words in (
        ("1.1.1", "Xem minh chứng"),
        ("1.1.2", "Xem vì sao minh chứng chưa được chấp nhận"),
    ):
        link = reverse("survey:evidence_of", args=[result.assessment.public_id, code])
        assert f'href="{link}">{words}<' in shown
    assert "Thêm minh chứng<" in shown


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


def test_the_enterprise_reads_which_colleague_answered(owner_client, by_colleague):
    text = text_of(page(owner_client, by_colleague, "answers"))
    assert text.count(f"{COLLEAGUE} trả lời") == 2
    owner_client.cookies["django_language"] = "en"
    assert f"Answered by {COLLEAGUE}" in text_of(
        page(owner_client, by_colleague, "answers")
    )


def test_the_name_of_a_colleague_reaches_nobody_else(by_colleague, owner, client):
    staff = staff_with(by_colleague, "answers", "evidence", "aggregate", "pillars")
    _link, token = make_share_link(result=by_colleague, by=owner, now=timezone.now())
    client.post(reverse("reports:shared", args=[token]))
    for reader in (staff, client):
        text = page(reader, by_colleague, "answers")
        assert "Xin tư vấn thêm." in text
        assert COLLEAGUE not in text
        assert COLLEAGUE not in words_of(
            reader.get(address("pdf", by_colleague)).content
        )


@pytest.mark.parametrize(
    "scope", [Scope.EVIDENCE, Scope.ANSWERS, Scope.PILLARS, Scope.AGGREGATE]
)
def test_cut_leaves_no_name_of_a_colleague(by_colleague, scope):
    own = gathered(by_colleague)
    assert COLLEAGUE in repr(own)
    assert COLLEAGUE not in repr(cut(own, scope))


def test_the_report_names_no_colleague_for_it_is_handed_on(by_colleague):
    assert COLLEAGUE not in words_of(build_pdf(gathered(by_colleague)))


def test_gathering_answers_of_colleagues_takes_no_more_queries(
    by_colleague, django_assert_max_num_queries
):
    by_colleague.assessment.answers.update(
        given_by=by_colleague.assessment.respondents.get()
    )
    with translation.override("vi"), django_assert_max_num_queries(5):
        gathered(by_colleague)


def test_the_tools_of_each_job_are_headed_for_who_hears_the_page(owner_client, owner):
    result = of_noodle_shop()
    make_membership(owner, result.organisation)
    text = page(owner_client, result, "answers")
    heads = re.findall(
        r'<th role="rowheader" scope="rowgroup" colspan="4">([^<]+)</th>', text
    )
    assert heads[:3] == ["Bán hàng, nhận đơn", "Khách quen và quảng bá", "Bếp"]
    assert len(heads) == 7
