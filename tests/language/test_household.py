"""A household business is spoken to as one; others and enterprises at large keep their noun."""

import pytest

from language.household import for_household


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Doanh nghiệp tự trả lời.", "Hộ kinh doanh tự trả lời."),
        ("Cho chính doanh nghiệp", "Cho chính hộ kinh doanh"),
        ("Chủ doanh nghiệp tự lo", "Chủ hộ kinh doanh tự lo"),
        ("Mức của doanh nghiệp, %(day)s", "Mức của hộ kinh doanh, %(day)s"),
        ("Ngày %(day)s doanh nghiệp đã sửa", "Ngày %(day)s hộ kinh doanh đã sửa"),
        ("Chấm tròn là doanh nghiệp này", "Chấm tròn là hộ kinh doanh này"),
        ("Doanh nghiệp vừa xóa tệp này.", "Hộ kinh doanh vừa xóa tệp này."),
        ("Điều gì đang cản doanh nghiệp?", "Điều gì đang cản hộ kinh doanh?"),
    ],
)
def test_what_is_said_of_it_names_it_as_it_is(text, said):
    assert for_household(text, "vi") == said


@pytest.mark.parametrize(
    "text",
    [
        "So với doanh nghiệp khác",
        "Dành cho doanh nghiệp cỡ của anh/chị: %(size)s.",
        "Doanh nghiệp siêu nhỏ",
        "Doanh nghiệp nhỏ",
        "Doanh nghiệp vừa",
        "Doanh nghiệp lớn",
        "Chỉ so sánh khi có từ 10 doanh nghiệp trở lên",
        "%(count)s doanh nghiệp",
        "Trước hết là điều doanh nghiệp nào cũng cần",
        "Khách là doanh nghiệp",
        "Thẻ nhiên liệu cho doanh nghiệp khác",
        "Email doanh nghiệp",
        "Bộ tiêu chí đánh giá mức độ chuyển đổi số doanh nghiệp (Phiên bản 1.0)"
        " - Doanh nghiệp nhỏ và vừa",
        "Chỉ số đánh giá mức độ chuyển đổi số doanh nghiệp nhỏ và vừa",
        # The name of a place on the site, and a text that tells the two apart.
        "vào mục “Doanh nghiệp” ở đầu trang",
        "Doanh nghiệp",
        "Hỗ trợ cho doanh nghiệp. Hộ kinh doanh không thuộc diện này.",
        "",
    ],
)
def test_others_enterprises_at_large_and_names_stay(text):
    assert for_household(text, "vi") == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("For your enterprise", "For your household business"),
        ("The enterprise answered.", "The household business answered."),
        ("The firm's own app", "The household business's own app"),
        ("Enterprises of your size", "Enterprises of your size"),
        ("Another enterprise", "Another enterprise"),
        ("small and medium enterprises", "small and medium enterprises"),
        ("Confirmed by the enterprises", "Confirmed by the enterprises"),
    ],
)
def test_english_says_household_business(text, said):
    assert for_household(text, "en") == said
