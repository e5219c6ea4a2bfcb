"""Which passwords are refused, and that all others are taken exactly as they are typed."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.demo import DEMO_PASSWORD
from accounts.models import User


def refusals(password: str) -> set[str]:
    user = User(email="nguyenthihoa@quanpho.example", full_name="Nguyễn Thị Hoa")
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return {error.code for error in refused.error_list}
    return set()


OWN = [
    DEMO_PASSWORD,
    "SanSangSo2026",
    "Sẵn-Sàng-Số!1",
    "chuyendoiso26",
    "Chuyển Đổi Số 1",
    "admin-tphcm-1",
    "doanhnghiep123",
    "MậtKhẩuAdmin9",
    "demo.demo.demo.1",
]


@pytest.mark.parametrize("password", OWN)
def test_words_that_everybody_here_would_try_are_no_password(password):
    assert "password_of_own_words" in refusals(password)


NEARLY_COMMON = [
    "dragon1234",
    "1234567password99",
    "!!qwertyuiop!!",
    "iloveyou@2026",
    "2026.Football",
]


@pytest.mark.parametrize("password", NEARLY_COMMON)
def test_digits_and_signs_around_a_common_password_make_no_other(password):
    assert "password_nearly_common" in refusals(password)


def test_what_is_common_short_or_like_the_account_is_refused():
    assert "password_too_common" in refusals("1234567890")
    assert "password_too_short" in refusals("ngan-qua1")
    assert "password_too_similar" in refusals("nguyenthihoa")


ANY = [
    "mot-mat-khau-dai-2026",
    "Phở bò tái chín sáng nay",
    "chuyển đổi số của quán phở nhà Hoa",
    "xin chào buổi sáng",
    "zzzzzzzz kkkkkkkk",
    "🌧🌧 mưa rào 🌧🌧",
    "  hai dấu cách ở đầu và cuối  ",
    "d" + "à" * 198 + "i",
]


@pytest.mark.parametrize("password", ANY)
def test_any_characters_will_do(password):
    assert refusals(password) == set()


@pytest.mark.parametrize("password", ANY)
def test_a_password_is_kept_exactly(password):
    user = User(email="chu@quan.example")
    user.set_password(password)
    assert user.check_password(password)
    others = {password.strip(), password.upper(), password[:64], password + " "}
    assert not [other for other in others - {password} if user.check_password(other)]
