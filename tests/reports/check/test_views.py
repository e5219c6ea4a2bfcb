"""The page that lays what is printed on a report beside what is kept."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from language.formats import number, percent
from reports import limits
from reports.check import views
from scoring.percent import percent_of
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
        ("points", "999", "Phần trăm hoặc điểm"),
        ("day", "21/11/2026", "Ngày đánh giá"),
    ],
)
def test_a_forged_paper_is_told_by_what_was_forged(result, field, forged, label):
    text = answered(result, **{field: forged})
    assert "Có điều anh/chị nhập không khớp" in text
    assert f"{label}: {forged} không khớp" in text
    assert text.count("không khớp ") == 2, "the headline and the forged thing alone"


def test_nothing_is_told_that_was_not_typed():
    # On another day than the one that the form has as an example.
    draft = make_assessment(make_organisation(name="Quán phở Hòa Bình"))
    result = make_result(draft, now=datetime(2026, 9, 7, 5, tzinfo=UTC))
    code = result.verification_code
    for response in (
        Client().get(reverse("reports:verify", args=[code])),
        Client().post(PAGE, paper(result, name="Ai đó", level="5", points="999")),
        Client().post(PAGE, paper(result, level="5", points="999", day="1/2/2025")),
    ):
        text = text_of(response.content.decode())
        for secret in (
            "Hình thành",
            str(result.total_points),
            str(result.public_id),
            "07/09",
            "9/2026",
            "Bộ chỉ số thử",
        ):
            assert secret not in text, secret


def test_who_does_not_know_the_name_learns_nothing_of_the_rest(result):
    """Whoever finds a code would otherwise find out level and points by trying."""
    true = (str(result.level), str(result.total_points))
    answers = set()
    for level, points in (true, ("5", true[1]), (true[0], "999"), ("5", "999")):
        text = answered(result, name="Ai đó", level=level, points=points)
        assert "Tên doanh nghiệp: Ai đó không khớp" in text
        assert f"Mức độ: {level} chưa so Phần trăm hoặc điểm: {points} chưa so" in text
        assert "Tên khớp rồi chúng tôi mới so" in text
        answers.add(
            text.replace(f"Mức độ: {level} chưa so Phần trăm hoặc điểm: {points} ", "")
        )
    assert len(answers) == 1, "whatever was typed beside it, right or wrong"


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
    assert "Anh/chị nhập phần trăm như" in text
    assert result.enterprise_name in text, "what was typed stays"
    assert "khớp với báo cáo" not in text
    assert_clean_page(response)


@pytest.mark.parametrize("field", ["code", "name", "level", "points"])
@pytest.mark.parametrize("sign", ["\x00", "\u200b", "\u202d", "\ufe0f"])
def test_a_sign_that_nobody_typed_does_no_harm(result, field, sign):
    typed = paper(result)
    typed[field] = f"{sign}{typed[field]}{sign}"
    text = Client().post(PAGE, typed).content.decode()
    assert "khớp với báo cáo" in text


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
    monkeypatch.setattr(limits, "WRONG_A_DAY", 3)
    clients = [Client(REMOTE_ADDR=f"203.0.113.{place}") for place in range(5)]
    statuses = [
        client.post(PAGE, paper(result, points=str(guess))).status_code
        for guess, client in enumerate(clients, start=500)
    ]
    assert statuses == [200, 200, 200, 429, 429], "wherever the tries come from"
    refused = clients[0].post(PAGE, paper(result))
    assert refused.status_code == 429, "also where the last guess would be right"
    text = text_of(refused.content.decode())
    assert "thử lại vào ngày mai" in text
    assert "khớp với báo cáo" not in text


def test_a_true_paper_may_be_checked_as_often_as_one_likes(result, monkeypatch):
    monkeypatch.setattr(limits, "WRONG_A_DAY_FROM_ONE_PLACE", 2)
    monkeypatch.setattr(limits, "WRONG_A_DAY", 3)
    for _turn in range(5):
        assert "Mọi điều anh/chị nhập đều khớp" in answered(result)
    assert "không khớp" in answered(result, level="5")


def test_who_tries_from_one_place_locks_nobody_else_out(result, monkeypatch):
    monkeypatch.setattr(limits, "WRONG_A_DAY_FROM_ONE_PLACE", 2)
    trying = Client(REMOTE_ADDR="203.0.113.66")
    typed = paper(result, points="999")
    statuses = [trying.post(PAGE, typed).status_code for _turn in range(20)]
    assert statuses == [200, 200, *[429] * 18]
    assert "Mọi điều anh/chị nhập đều khớp" in answered(result)


def test_tries_of_a_code_that_does_not_exist_are_not_counted_by_code(
    result, monkeypatch
):
    """Otherwise made up codes would fill the cache, and push out what is counted there."""
    counted = []

    def count(_request, code: str) -> bool:
        counted.append(code)
        return False

    monkeypatch.setattr(views, "too_many_wrong", count)
    client = Client()
    unknown = client.post(PAGE, paper(result, code="AAAA-BBBB-CCCC"))
    assert (unknown.status_code, counted) == (404, [])
    known = client.post(PAGE, paper(result, points="999"))
    assert (known.status_code, counted) == (200, [result.verification_code])


@pytest.mark.parametrize(
    "typed",
    [
        {"level": "Mức 3: Hình thành"},
        {"level": "Level 3: Formed"},
        {"points": "{total}/{maximum} ({percent})"},
        {"points": "{total} trên {maximum} điểm ({percent})"},
        {"points": "{percent}"},
        {"points": "{whole}"},
    ],
)
def test_what_is_printed_agrees_as_it_is_printed(result, typed):
    numbers = {
        "total": number(result.total_points),
        "maximum": number(result.maximum_points),
        "percent": percent(percent_of(result.total, result.maximum)),
        "whole": percent(percent_of(result.total, result.maximum), 0),
    }
    fields = {name: text.format(**numbers) for name, text in typed.items()}
    assert "Mọi điều anh/chị nhập đều khớp" in answered(result, **fields)


@pytest.mark.parametrize(
    ("field", "forged"),
    [("level", "Mức 3: Dẫn đầu"), ("points", "{total}/{maximum} (99,9 %)")],
)
def test_what_is_forged_beside_a_true_number_does_not_agree(result, field, forged):
    text = forged.format(
        total=number(result.total_points), maximum=number(result.maximum_points)
    )
    assert "Có điều anh/chị nhập không khớp" in answered(result, **{field: text})


def test_a_number_without_a_sign_is_told_as_what_it_agrees_with(result):
    printed = percent_of(result.total, result.maximum)
    text = answered(result, points=number(round(float(printed), 1)))
    assert "Phần trăm: " in text
    text = answered(result, points=number(result.total_points))
    assert "Điểm: " in text
    assert "Mọi điều anh/chị nhập đều khớp" in text


@pytest.mark.parametrize("typed", ["Phở □□ 24", "phở 24", "Phở ខគ 24"])
def test_a_name_that_could_not_be_printed_whole_is_typed_as_it_was(typed):
    result = make_result(make_assessment(make_organisation(name="Phở ខគ 24")))
    assert "Mọi điều anh/chị nhập đều khớp" in answered(result, name=typed)
    assert "không khớp" in answered(result, name="Phở 饭店 24")
