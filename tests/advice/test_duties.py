"""What the law asks of typical firms besides what the index asks about."""

import pytest

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
