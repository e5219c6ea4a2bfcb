"""A typical firm as a page for a person to read."""

from dataclasses import replace

import pytest
from django.utils import translation

from roadmap.advising.archetypes import archetypes
from roadmap.advising.page import WIDTH, page_of

FIRMS = {firm.id: firm for firm in archetypes()}


def lines(name: str) -> list[str]:
    return page_of(FIRMS[name]).splitlines()


def test_a_page_says_who_where_it_stands_and_what_a_consultant_says():
    page = page_of(FIRMS["noodle-shop"])
    for words in (
        "Quán phở hai chục bàn",
        "6 người, hộ kinh doanh, doanh thu 2,4 tỷ đồng một năm",
        "Cách làm: có khách ngồi tại quán; bán mang đi",
        "Muốn trước hết: Nắm được số liệu và Đỡ mất thời gian",
        "Đang ở mức 1 (Khởi động), mức tiếp theo 2 (Xuất phát)",
        "Người tư vấn nói: Doanh thu trên một tỷ",
    ):
        assert words in page.replace("\n", " ")


def test_steps_have_their_months_cost_and_reason_and_are_added_up():
    page = page_of(FIRMS["noodle-shop"]).replace("\n    ", " ")
    assert " 1. tháng 1: Phần mềm bán hàng" in page
    assert " 2. tháng 1: Hóa đơn điện tử từ máy tính tiền" in page
    assert (
        " 3–4. tháng 1: Giữ an toàn dữ liệu và tài khoản [2.4] 0 → 2; 2 việc, " in page
    )
    assert (
        "mỗi việc chừng một buổi tối · không tốn tiền. Làm trước cho an toàn." in page
    )
    assert "Luật buộc: công ty, và hộ kinh doanh" in page
    assert "Luật buộc: Từ 1/1/2026 không còn thuế khoán" in page
    assert "Đúng điều chủ muốn, dù mức này chưa cần: Định lượng công thức" in page
    assert "Các việc bắt đầu trong ba tháng đầu: " in page
    assert "Tất cả các bước: " in page
    assert page.count("tính chung một lần mua") == 1
    assert "Tổng hẹp hơn khi cộng từng việc" not in page


@pytest.mark.parametrize("name", ["spa", "dental-clinic"])
def test_what_is_wanted_besides_is_named_after_what_comes_next_of_it(name):
    """Who has a channel is not told to open the first; one told their number, one which."""
    page = page_of(FIRMS[name]).replace("\n    ", " ")
    beside = page.split("dù mức này chưa cần: ")[1].split("\n")[0]
    assert "Làm trang web để khách đặt và hỏi" in beside
    assert "Mở kênh Zalo, Facebook" not in beside


def test_what_is_wanted_besides_says_what_it_costs():
    page = page_of(FIRMS["mechanical-workshop"]).replace("\n    ", " ")
    beside = page.split("dù mức này chưa cần: ")[1].split("\n")[0]
    assert "Dùng chung tệp, dữ liệu trong công ty (2 – 15 triệu đồng)" in beside


def test_what_the_law_asks_besides_stands_above_the_steps():
    page = lines("dental-clinic")
    duty = next(line for line in page if "Luật buộc: Phòng khám có giấy phép" in line)
    first = next(line for line in page if line.startswith(" 1"))
    assert page.index(duty) < page.index(first)


def test_steps_are_named_as_tasks_each_after_the_option_that_comes_next():
    page = page_of(FIRMS["noodle-shop"])
    assert "\n    – Đặt mật khẩu riêng từng người, bật đăng nhập hai lớp\n" in page
    alone = page_of(FIRMS["bread-cart"])
    assert "\n    – Khóa điện thoại, bật hai lớp cho Zalo và ngân hàng\n" in alone
    page = page_of(FIRMS["coffee-chain"]).replace("\n    ", " ")
    task = "Học một buổi để biết nên làm gì trước: hiểu khá rõ việc nào của mình nên"
    assert task in page
    assert "[3.1] 2 → 3" in page
    assert "Hiểu biết về chuyển đổi số" not in page
    assert "Biện pháp an toàn thông tin" not in page


def test_what_is_left_out_is_told_with_its_reason():
    page = page_of(FIRMS["bread-cart"]).replace("\n    ", " ")
    assert "Để ngoài (không hợp với cách làm của doanh nghiệp): Bếp chỉ nấu" in page
    assert "Để ngoài (luật chưa yêu cầu doanh nghiệp này): Hóa đơn điện tử" in page


def test_only_an_enterprise_that_the_decree_pays_for_reads_of_it():
    assert "Nghị định 80 có thể trả" in page_of(FIRMS["minimart"])
    assert "Nghị định 80" not in page_of(FIRMS["bread-cart"])
    assert "Nghị định 80" not in page_of(FIRMS["hospital"])


def test_a_page_is_in_vietnamese_whatever_the_reader_speaks_and_narrow():
    with translation.override("en"):
        page = lines("seafood-exporter")
    assert max(map(len, page)) <= WIDTH
    assert not any("months" in line for line in page)


def test_a_target_that_no_steps_reach_is_said_plainly():
    firm = FIRMS["bread-cart"]
    counsel = replace(firm.counsel, reached=firm.target - 1)
    firm.__dict__["counsel"] = counsel
    assert "Chưa có cách nào đủ lên mức tiếp theo" in page_of(firm)


def test_levels_of_one_thing_are_one_line():
    page = page_of(FIRMS["wood-workshop"]).replace("\n    ", " ")
    words = (
        "Xuất hóa đơn điện tử cho mọi lần bán [3.2.3] 1 → 5; 4 bước, làm một lượt · "
    )
    assert f" 1–4. tháng 1: {words}" in page
    assert page.count("Xuất hóa đơn điện tử") == 1
    assert "2 – 12 triệu đồng, cứ tính 5 triệu đồng." in page_of(
        FIRMS["software-house"]
    )
