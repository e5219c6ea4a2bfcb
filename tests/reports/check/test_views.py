"""The page that lays what is printed on a report beside what is kept."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from reports import limits
from tests.builders import make_assessment, make_organisation, make_result
from tests.pages import assert_clean_page
from tests.reports.reading import text_of

pytestmark = pytest.mark.django_db

PAGE = reverse("reports:verify")


@pytest.fixture(autouse=True)
def _rested():
    cache.clear()
    yield
    cache.clear()


def paper(result, **fields) -> dict[str, str]:
    """What is printed on the report, or was made of it."""
    true = {
        "code": result.verification_code,
        "name": result.enterprise_name,
        "level": str(result.level),
        "points": str(result.total_points),
    }
    return true | fields


def answered(result, **fields) -> str:
    response = Client().post(PAGE, paper(result, **fields))
    assert response.status_code == 200
    assert_clean_page(response)
    return text_of(response.content.decode())


@pytest.mark.sql
@pytest.mark.parametrize("typed", ["{}", " {} ", "{lower}", "{bare}"])
def test_a_code_is_recognised_however_it_is_typed(result, typed):
    code = result.verification_code
    text = typed.format(code, lower=code.lower(), bare=code.replace("-", ""))
    response = Client().get(PAGE, {"code": text}, follow=True)
    assert response.redirect_chain[-1][0].endswith(f"{code}/")
    assert "Chúng tôi có lưu một báo cáo mang mã này." in response.content.decode()


def test_the_printed_code_leads_to_a_form_that_has_it_already(result):
    response = Client().get(reverse("reports:verify", args=[result.verification_code]))
    assert f'value="{result.verification_code}"' in response.content.decode()
    assert_clean_page(response)


@pytest.mark.sql
def test_the_true_paper_agrees_in_all(result):
    share = f"{result.total_points}/{result.maximum_points}"
    text = answered(result, day="20/11/2026", points=share)
    assert "Mọi điều anh/chị nhập đều khớp" in text
    assert "không khớp" not in text


@pytest.mark.parametrize(
    ("field", "forged", "label"),
    [
        ("name", "Quán phở Hòa An", "Tên doanh nghiệp"),
        ("level", "5", "Mức độ"),
        ("points", "999", "Điểm"),
        ("day", "21/11/2026", "Ngày đánh giá"),
    ],
)
def test_a_forged_paper_is_told_by_what_was_forged(result, field, forged, label):
    text = answered(result, **{field: forged})
    assert "Có điều anh/chị nhập không khớp" in text
    assert f"{label}: {forged} không khớp" in text
    assert text.count("không khớp ") == 2, "the headline and the forged thing alone"


def test_nothing_is_told_that_was_not_typed(result):
    code = result.verification_code
    for response in (
        Client().get(reverse("reports:verify", args=[code])),
        Client().post(PAGE, paper(result, name="Ai đó", level="5", points="999")),
    ):
        text = text_of(response.content.decode())
        for secret in (
            result.enterprise_name,
            "Hình thành",
            str(result.total_points),
            str(result.public_id),
            "2026",
            "Bộ chỉ số thử",
        ):
            assert secret not in text.replace("20/11/2026", ""), secret


def test_no_typed_name_comes_into_an_address(result):
    response = Client().post(PAGE, paper(result))
    assert response.status_code == 200, (
        "answered where it was sent, with no address made"
    )
    assert 'method="post"' in response.content.decode()


def test_what_cannot_be_read_is_asked_for_beside_its_field(result):
    response = Client().post(PAGE, paper(result, level="cao", points="nhiều"))
    text = response.content.decode()
    assert "Anh/chị nhập số của mức" in text
    assert "Anh/chị nhập điểm như" in text
    assert result.enterprise_name in text, "what was typed stays"
    assert "khớp với báo cáo" not in text
    assert_clean_page(response)


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_code_is_answered_kindly(result, method):
    if method == "get":
        response = Client().get(reverse("reports:verify", args=["AAAA-BBBB-CCCC"]))
    else:
        response = Client().post(PAGE, paper(result, code="aaaa bbbb cccc"))
    assert response.status_code == 404
    text = response.content.decode()
    assert "Chúng tôi không có báo cáo nào mang mã AAAA-BBBB-CCCC" in text


def test_trying_codes_in_a_row_is_slowed_down(result):
    address = reverse("reports:verify", args=["AAAA-BBBB-CCCC"])
    client = Client()
    statuses = {client.get(address).status_code for _turn in range(32)}
    assert statuses == {404, 429}
    assert client.post(PAGE, paper(result)).status_code == 429


def test_what_a_report_holds_cannot_be_found_by_trying(result, monkeypatch):
    monkeypatch.setattr(limits, "TRIES_A_DAY", 3)
    clients = [Client(REMOTE_ADDR=f"203.0.113.{place}") for place in range(5)]
    statuses = [
        client.post(PAGE, paper(result, points=str(guess))).status_code
        for guess, client in enumerate(clients)
    ]
    assert statuses == [200, 200, 200, 429, 429], "wherever the tries come from"
    refused = clients[0].post(PAGE, paper(result))
    assert refused.status_code == 429, "also where the last guess would be right"
    text = text_of(refused.content.decode())
    assert "thử lại vào ngày mai" in text
    assert "khớp với báo cáo" not in text


@pytest.mark.parametrize("typed", ["Phở □□ 24", "phở 24", "Phở ខគ 24"])
def test_a_name_that_could_not_be_printed_whole_is_typed_as_it_was(typed):
    result = make_result(make_assessment(make_organisation(name="Phở ខគ 24")))
    assert "Mọi điều anh/chị nhập đều khớp" in answered(result, name=typed)
    assert "không khớp" in answered(result, name="Phở 饭店 24")
