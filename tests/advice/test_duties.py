"""What the law asks of typical firms besides what the index asks about."""

from dataclasses import replace

import pytest

from indexes.advice.advised import Advised
from indexes.advice.model import E_INVOICE
from indexes.advice.queries import advice_of
from roadmap.advising.archetypes import archetypes

FIRMS = {firm.id: firm for firm in archetypes()}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("dental-clinic", ["31/12/2026", "đã đến hạn từ trước", "đánh giá tác động"]),
        ("pharmacy", ["là dữ liệu nhạy cảm", "máy tính tiền"]),
        ("spa", ["giấy ký tay cũng được"]),
        ("language-school", ["hỏi cha mẹ đồng ý"]),
        (
            "hospital",
            [
                "60 ngày",
                "72 giờ",
                "đơn thuốc điện tử",
                "Chưa có thì đã trễ",
                "chưa tính trong các con số",
            ],
        ),
        ("retail-chain", ["trong 60 ngày", "báo đã nhận trong 2 ngày"]),
        ("manufacturer-500", ["cử người hoặc bộ phận chịu trách nhiệm", "hóa đơn"]),
        ("seafood-exporter", ["đánh bắt", "hàng nuôi thì không", "trong 60 ngày"]),
        ("fashion-online", ["Nghị định 117/2025"]),
    ],
)
def test_what_paper_fulfils_or_a_date_asks_is_told_as_a_duty(name, told):
    duties = " ".join(duty.say["vi"] for duty in FIRMS[name].advised.duties)
    assert [words for words in told if words not in duties] == []


def test_what_the_law_asks_of_a_licensed_clinic_is_told_to_no_spa():
    told = {}
    for name in ("dental-clinic", "spa"):
        advised = FIRMS[name].advised
        duties = " ".join(duty.say["vi"] for duty in advised.duties)
        told[name] = "bệnh án điện tử" in duties, advised.is_by_law("7.2.05-04")
    assert told == {"dental-clinic": (True, True), "spa": (False, False)}


@pytest.mark.parametrize(
    ("revenue", "is_told"),
    [(None, False), (3_000_000_000, False), (3_000_000_001, True)],
)
def test_a_household_that_sells_for_more_is_told_of_the_tax_on_profit(revenue, is_told):
    firm = FIRMS["fashion-online"]
    own = replace(firm.firm, revenue=revenue)
    advised = Advised(firm.index, firm.levels, advice_of(firm.index_id), own)
    duties = " ".join(duty.say["vi"] for duty in advised.duties)
    assert ("trên 3 tỷ một năm thì tính thuế theo lợi nhuận" in duties) == is_told
    assert "từ 1 tỷ trở xuống thì không phải nộp thuế" in duties


def test_each_duty_of_a_large_firm_is_told_to_those_of_whom_it_is_asked():
    """A factory has no customers who ask, and treats nobody."""
    counts = {"manufacturer-500": 2, "retail-chain": 3, "hospital": 4}
    assert {name: len(FIRMS[name].advised.duties) for name in counts} == counts
    for duty in advice_of("dbi-2025-large").duties:
        # What was read at second hand, or not at all, is never told as if it had been.
        assert duty.confidence in ("single_secondary", "assumed")


def test_no_duty_is_told_where_nothing_of_it_is_done():
    told = {name for name, firm in FIRMS.items() if firm.advised.duties}
    assert not told & {"hotel", "steel-dealer", "coffee-chain", "plastics-factory"}


def test_a_household_is_told_alike_under_each_index():
    told = []
    for name in ("dbi-2021-sme", "dbi-2025-sme"):
        of_households = [duty for duty in advice_of(name).duties if duty.household]
        duties = [duty for duty in of_households if not duty.at]
        told.append([(duty.say, duty.above, duty.confidence) for duty in duties])
    first, second = told
    assert first == second
    assert len(first) == 2


def test_a_law_is_told_alike_under_each_index():
    """By the decrees that could be read, which are those on households."""
    told = {
        advice_of(name).laws[E_INVOICE].say["vi"]
        for name in ("dbi-2021-sme", "dbi-2025-sme")
    }
    assert len(told) == 1
    assert "254/2026" in told.pop()


@pytest.mark.parametrize(
    ("size", "is_told"),
    [("", False), ("micro", False), ("small", False), ("medium", True)],
)
def test_only_a_medium_firm_is_told_that_it_has_no_grace_with_personal_data(
    size, is_told
):
    firm = FIRMS["seafood-exporter"]
    own = replace(firm.firm, size=size)
    advised = Advised(firm.index, firm.levels, advice_of(firm.index_id), own)
    duties = " ".join(duty.say["vi"] for duty in advised.duties)
    assert ("Doanh nghiệp vừa không thuộc diện được hoãn" in duties) == is_told
