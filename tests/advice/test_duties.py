"""What the law asks of typical firms besides what the index asks about."""

import pytest

from indexes.advice.model import E_INVOICE
from indexes.advice.queries import advice_of
from roadmap.advising.archetypes import archetypes

FIRMS = {firm.id: firm for firm in archetypes()}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("dental-clinic", ["31/12/2026", "đã đến hạn từ trước", "đánh giá tác động"]),
        ("spa", ["giấy ký tay cũng được", "Nếu là phòng khám có giấy phép"]),
        ("language-school", ["hỏi cha mẹ đồng ý"]),
        ("seafood-exporter", ["đánh bắt", "hàng nuôi thì không"]),
    ],
)
def test_what_paper_fulfils_or_a_date_asks_is_told_as_a_duty(name, told):
    duties = " ".join(duty.say["vi"] for duty in FIRMS[name].advised.duties)
    assert [words for words in told if words not in duties] == []


def test_no_duty_is_told_where_nothing_of_it_is_done():
    told = {name for name, firm in FIRMS.items() if firm.advised.duties}
    assert not told & {"hotel", "steel-dealer", "coffee-chain", "plastics-factory"}


def test_a_law_is_told_alike_under_each_index():
    """By the decrees that could be read, which are those on households."""
    told = {
        advice_of(name).laws[E_INVOICE].say["vi"]
        for name in ("dbi-2021-sme", "dbi-2025-sme")
    }
    assert len(told) == 1
    assert "254/2026" in told.pop()
