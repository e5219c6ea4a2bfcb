import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.held import BEGUN
from accounts.models import AuditEvent, Consent
from reports.pdf.build import build_pdf
from survey.models import Result, ShareLink
from survey.results.share_links import make_share_link
from tests.builders import (
    NOW,
    make_assessment,
    make_organisation,
    make_result,
    make_roadmap_of,
    make_user,
    make_version_of,
)
from tests.pages import assert_clean_page
from tests.personas import signed_in
from tests.reports.reading import (
    address,
    following_version,
    gathered,
    page,
    staff_with,
    words_of,
)

pytestmark = pytest.mark.django_db


def test_an_owner_sees_level_pillars_findings_and_what_to_do(owner_client, result):
    text = page(owner_client, result)
    for words in (
        "Mức 3: Hình thành",
        f"{result.total}/{result.maximum}",
        "chart--radar",
        "chart--bars",
    ):
        assert words in text
    for words in (
        "Xem bảng số",
        "Điểm mạnh",
        "Những bước đầu tiên",
        "Đường lên mức 4",
        result.verification_code,
    ):
        assert words in text


def test_the_page_is_whole_in_english_too(owner_client, result):
    owner_client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    text = page(owner_client, result)
    for words in (
        "Level 3: Formed",
        "First steps",
        "The way to level 4",
        "Self-declared",
        "Take it with you",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Cách chúng tôi khuyên để lên mức 4"),
        ("en", "The way we advise to level 4"),
    ],
)
def test_the_first_steps_are_said_to_be_of_the_way_to_the_next_level(
    owner_client, result, language, words
):
    owner_client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    text = page(owner_client, result)
    assert words in text
    assert text.count('class="raise"') == 3


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Mỗi chỗ yếu nhất một việc"), ("en", "One small step in each")],
)
def test_where_there_is_no_way_the_weakest_places_are_named(
    owner_client, result, monkeypatch, language, words
):
    monkeypatch.setattr("reports.gather.whole.way_of", lambda *_args: None)
    owner_client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert words in page(owner_client, result)


@pytest.fixture
def searches(monkeypatch):
    """How often the easiest way is searched."""
    asked = []

    def way_of(*facts):
        asked.append(facts)

    monkeypatch.setattr("reports.gather.whole.way_of", way_of)
    return asked


@pytest.mark.parametrize("name", ["answers", "compare"])
def test_the_way_is_not_searched_where_it_is_not_shown(
    owner_client, result, searches, name
):
    page(owner_client, result, name)
    owner_client.get(address("chart", result, "radar", "svg"))
    assert not searches
    page(owner_client, result)
    assert len(searches) == 1


def test_the_way_is_not_searched_for_whoever_has_chosen_steps(
    owner_client, result, searches
):
    make_roadmap_of(result)
    assert 'class="raise"' not in page(owner_client, result)
    assert not searches


def test_a_page_carries_no_inline_style_or_script(owner_client, result):
    text = page(owner_client, result)
    assert "style=" not in text
    assert "<script>" not in text
    assert " onclick" not in text


@pytest.mark.parametrize("name", ["result", "answers", "pdf"])
def test_a_stranger_finds_nothing(name, result):
    stranger = signed_in(make_user("la@khac.example"))
    for client in (Client(), stranger):
        assert client.get(address(name, result)).status_code == 404
    assert Client().get(address("chart", result, "bars", "png")).status_code == 404


def test_whoever_started_without_an_account_sees_the_result_but_makes_no_links(result):
    unclaimed = make_result(make_assessment(make_organisation(name="Tiệm bánh")))
    client = Client()
    session = client.session
    session[BEGUN] = [str(unclaimed.organisation.public_id)]
    session.save()
    text = page(client, unclaimed)
    assert "Lưu vào tài khoản" in text
    assert "Tạo liên kết" not in text
    answer = client.post(address("share_link", unclaimed))
    keeping = reverse("survey:claim", args=[unclaimed.assessment.public_id])
    assert answer.url == keeping, "led to the account, not refused"
    assert not unclaimed.share_links.exists()


@pytest.mark.sql
def test_an_association_sees_as_much_as_was_shared(result):
    client = staff_with(result, "aggregate")
    text = page(client, result)
    assert "Mức 3: Hình thành" in text
    assert "chart--bars" not in text
    assert "Những bước đầu tiên" not in text
    assert "Tạo liên kết" not in text
    assert client.get(address("answers", result)).status_code == 403
    assert client.get(address("chart", result, "bars", "png")).status_code == 403
    assert client.get(address("pdf", result)).status_code == 200


@pytest.mark.sql
def test_an_association_with_pillars_sees_charts_and_with_answers_everything(result):
    client = staff_with(result, "aggregate", "pillars")
    assert "chart--bars" in page(client, result)
    assert client.get(address("answers", result)).status_code == 403
    Consent.objects.update(items=["aggregate", "pillars", "answers"])
    assert page(client, result, "answers").count('scope="row"') == result.answered
    Consent.objects.update(withdrawn_at=NOW)
    assert client.get(address("result", result)).status_code == 404


def test_a_reader_who_writes_is_refused_and_a_stranger_finds_nothing_to_write_to(
    result, owner
):
    link, _token = make_share_link(result=result, by=owner, now=NOW)
    for client, status in ((staff_with(result, "answers"), 403), (Client(), 404)):
        assert client.post(address("share_link", result)).status_code == status
        assert (
            client.post(address("revoke_link", result, link.public_id)).status_code
            == status
        )
    assert ShareLink.objects.filter(revoked_at=None).count() == 1


def test_links_are_not_made_by_reading(owner_client, result):
    assert owner_client.get(address("share_link", result)).status_code == 405
    assert not ShareLink.objects.exists()


@pytest.mark.sql
def test_a_share_link_is_shown_once_opens_one_result_and_dies_when_revoked(
    owner_client, result
):
    other = make_result(make_assessment(result.organisation, round=2))
    response = owner_client.post(address("share_link", result), follow=True)
    secret = (
        response.content.decode()
        .split('id="new-link" type="text" value="')[1]
        .split('"')[0]
    )
    assert secret not in page(owner_client, result)

    reader = Client()
    path = secret.removeprefix(settings.SITE_URL)
    reader.get(path)
    assert "Mức 3: Hình thành" in reader.post(path, follow=True).content.decode()
    text = page(reader, result)
    assert "Mức 3: Hình thành" in text
    assert "Tạo liên kết" not in text
    assert "Bắt đầu kỳ mới" not in text
    assert page(reader, result, "answers")
    assert reader.get(address("result", other)).status_code == 404
    assert reader.post(address("share_link", result)).status_code == 403

    link = ShareLink.objects.get()
    owner_client.post(address("revoke_link", result, link.public_id))
    for name in ("result", "answers", "pdf"):
        assert reader.get(address(name, result)).status_code == 404
    gone = reader.post(path)
    assert gone.status_code == 410
    assert "Liên kết này không còn dùng được" in gone.content.decode()


def test_a_link_of_one_result_cannot_be_revoked_under_another(
    owner_client, result, owner
):
    other = make_result(make_assessment(result.organisation, round=2))
    link, _token = make_share_link(result=other, by=owner, now=NOW)
    assert (
        owner_client.post(address("revoke_link", result, link.public_id)).status_code
        == 404
    )


@pytest.mark.sql
def test_opening_is_noted_for_everybody_but_the_owner(owner_client, result):
    page(owner_client, result)
    assert not AuditEvent.objects.filter(action="result.opened").exists()
    page(staff_with(result, "aggregate"), result)
    event = AuditEvent.objects.get(action="result.opened")
    assert event.actor.email == "nv@hiephoi.example"
    assert event.subject == f"result:{result.public_id}"
    through = [str(Consent.objects.get().grantee.public_id)]
    assert event.details == {
        "part": "result",
        "scope": "aggregate",
        "through": through,
        "round": "small/1",
    }


def test_files_are_made_for_one_person_a_limited_number_of_times(
    owner_client, result, monkeypatch
):
    monkeypatch.setattr("reports.limits.FILES_AN_HOUR", 2)
    chart, report = address("chart", result, "radar", "svg"), address("pdf", result)
    assert [
        owner_client.get(each).status_code for each in (chart, report, report, chart)
    ] == [200, 200, 429, 429]
    refused = owner_client.get(report)
    assert "chờ vài phút" in refused.content.decode()
    assert_clean_page(refused)
    assert AuditEvent.objects.filter(action="report.taken").count() == 1
    assert staff_with(result, "pillars").get(chart).status_code == 200, (
        "somebody else is not held up"
    )
    assert page(owner_client, result)


def test_files_without_an_account_are_limited_by_place(result, monkeypatch):
    monkeypatch.setattr("reports.limits.FILES_AN_HOUR_FROM_ONE_PLACE", 1)
    found = [Client().get(address("pdf", result)).status_code for _turn in range(2)]
    assert found == [404, 429]


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "san-sang-so"), ("en", "digital-readiness")]
)
def test_the_report_is_a_pdf_in_the_language_asked_for(
    owner_client, result, language, words
):
    response = owner_client.get(address("pdf", result), {"lang": language})
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    assert (
        response["Content-Disposition"]
        == f'attachment; filename="{words}-quan-pho-hoa-binh-2026-11-20.pdf"'
    )
    assert AuditEvent.objects.filter(action="report.taken").count() == 1


@pytest.mark.parametrize("name", ["Ðiện Máy", "Ɖiện Máy", "Đi\u200bện Máy"])
def test_a_file_is_named_with_every_letter_of_the_enterprise(
    owner_client, result, name
):
    Result.objects.update(enterprise_name=name)
    response = owner_client.get(address("pdf", result), {"lang": "vi"})
    assert "san-sang-so-dien-may-2026" in response["Content-Disposition"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "san-sang-so-doi-tac"), ("en", "digital-readiness-partner")],
)
def test_the_report_for_a_partner_is_a_file_of_its_own(
    owner_client, result, language, words
):
    response = owner_client.get(address("partner_pdf", result), {"lang": language})
    assert words in response["Content-Disposition"]
    text = words_of(response.content)
    for criterion in gathered(result, language).pillars[0].criteria:
        assert criterion.name not in text
    assert AuditEvent.objects.filter(action="report.taken").count() == 1


def test_both_reports_are_offered_to_the_enterprise_and_one_to_its_readers(
    owner_client, result
):
    partner = address("partner_pdf", result)
    assert partner in page(owner_client, result)
    assert partner not in page(staff_with(result, "aggregate"), result)


def test_page_and_report_lead_to_the_rules_that_judged_the_result(
    owner_client, enterprise, settings
):
    settings.SITE_URL = "https://mau.example"
    old = make_result(make_assessment(enterprise, make_version_of("small")), level=2)
    version = following_version("small")
    path = f"/bo-chi-so/small/?phien-ban={version.version - 1}"
    assert f'href="{path}"' in page(owner_client, old)
    assert f"https://mau.example{path}" in words_of(build_pdf(gathered(old)))
    assert owner_client.get(path).context["row"]["version"] == old.index_version


@pytest.mark.parametrize(
    ("form", "content_type"), [("png", "image/png"), ("svg", "image/svg+xml")]
)
def test_a_chart_is_an_image_to_download(owner_client, result, form, content_type):
    response = owner_client.get(address("chart", result, "radar", form))
    assert response["Content-Type"] == content_type
    assert "attachment" in response["Content-Disposition"]
    assert owner_client.get(address("chart", result, "pie", form)).status_code == 404


def test_what_is_private_is_not_kept_by_caches(owner_client, result):
    for name in ("result", "answers", "pdf"):
        assert "no-store" in owner_client.get(address(name, result))["Cache-Control"]


def test_the_page_takes_a_constant_number_of_queries(
    owner_client, result, django_assert_max_num_queries
):
    page(owner_client, result)
    for number in range(2, 6):
        newest = make_result(make_assessment(result.organisation, round=number))
    with django_assert_max_num_queries(14):
        page(owner_client, newest)
    make_roadmap_of(newest)
    with django_assert_max_num_queries(15):
        page(owner_client, newest)


def test_all_answers_stay_one_tap_away_once_a_roadmap_is_made(owner_client, result):
    answers = f'href="{address("answers", result)}"'
    assert answers in page(owner_client, result)
    make_roadmap_of(result)
    text = page(owner_client, result)
    assert "Những bước đầu tiên" not in text
    assert answers in text


def test_percent_comes_first_and_points_of_points_are_behind_one_tap(
    owner_client, result
):
    text = page(owner_client, result)
    points = f"{result.total}/{result.maximum}"
    before, _summary, after = text.partition("Tính ra điểm")
    assert points in after
    assert points not in before
    assert "số điểm tối đa" in before


def test_a_profile_in_which_all_is_even_has_neither_strengths_nor_gaps(
    owner_client, result
):
    text = page(owner_client, result)
    assert "Phần nào cũng ở 60,0\u00a0%" in text
    assert "Điểm mạnh</h2>" not in text
    assert "Chỗ còn yếu nhất" not in text
