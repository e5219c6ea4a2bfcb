"""A result that was replaced says so wherever it is read."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.access.visitors import SHARED
from survey.results.share_links import make_share_link
from tests.builders import NOW, make_correction
from tests.pages import assert_clean_page
from tests.personas import remembering
from tests.reports.reading import address, page, staff_with

pytestmark = pytest.mark.django_db


def test_who_types_a_replaced_paper_is_told_so_and_not_by_which(result):
    corrected = make_correction(result, level=3)
    typed = {
        "code": result.verification_code,
        "name": result.enterprise_name,
        "level": str(result.level),
        "points": str(result.total_points),
    }
    checked = Client().post(reverse("reports:verify"), typed)
    assert_clean_page(checked)
    answer = checked.content.decode()
    assert "Mọi điều anh/chị nhập đều khớp" in answer, "the paper was true once"
    assert "doanh nghiệp đã sửa câu trả lời" in answer
    assert corrected.verification_code not in answer
    assert str(corrected.public_id) not in answer
    typed |= {
        "code": corrected.verification_code,
        "level": str(corrected.level),
        "points": str(corrected.total_points),
    }
    answer = Client().post(reverse("reports:verify"), typed).content.decode()
    assert "Mọi điều anh/chị nhập đều khớp" in answer
    assert "đã sửa câu trả lời" not in answer


def test_who_has_the_code_alone_does_not_learn_that_it_was_replaced(result):
    make_correction(result, level=3)
    code = result.verification_code
    page = Client().get(reverse("reports:verify", args=[code]))
    typed = {"code": code, "name": "Ai đó", "level": "3", "points": "1"}
    answer = Client().post(reverse("reports:verify"), typed)
    for response in (page, answer):
        assert response.status_code == 200
        assert "đã sửa câu trả lời" not in response.content.decode()


def test_whoever_has_a_link_reads_that_it_was_replaced_without_the_way_to_the_other(
    result,
):
    corrected = make_correction(result, level=3)
    link, _token = make_share_link(result=result, by=None, now=NOW)
    text = page(remembering(Client(), SHARED, link), result)
    assert "Đã được thay bằng kết quả sửa" in text
    assert str(corrected.public_id) not in text


def test_an_association_is_led_from_the_replaced_result_to_the_corrected_one(result):
    corrected = make_correction(result, level=3)
    text = page(staff_with(result, "aggregate"), result)
    assert "Đã được thay bằng kết quả sửa" in text
    assert address("result", corrected) in text


@pytest.mark.parametrize("name", ["answers", "compare"])
def test_the_pages_behind_a_replaced_result_say_so_too(owner_client, result, name):
    words = "Đã được thay bằng kết quả sửa"
    assert words not in owner_client.get(address(name, result)).content.decode()
    make_correction(result, level=3)
    answer = owner_client.get(address(name, result))
    assert_clean_page(answer)
    assert words in answer.content.decode()
