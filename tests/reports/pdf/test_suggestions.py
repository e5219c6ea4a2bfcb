"""Who can help, step by step, each in four lines."""

import pytest
from reportlab.platypus import KeepTogether

from reports.contents.steps import Suggested
from reports.pdf.suggestions import IN_FULL, suggestions
from tests.reports.pdf.flowables import headings, in_english, text_of, texts_of
from tests.reports.records import make_helped, make_suggested, make_suggestion


def three(**fields):
    return tuple(make_suggestion(f"Giải pháp {n}", **fields) for n in range(3))


def test_without_anything_to_say_there_is_no_such_section():
    assert list(suggestions(None)) == []


def test_each_stands_below_its_step_in_four_lines():
    texts = texts_of(suggestions(make_suggested()))
    assert texts[1:] == [
        "Website: mức 1 → 2 – Làm ngay",
        "Bán hàng đa kênh – Sao Mai",
        "Website: thêm 2 điểm.",
        "Năm đầu: 2 triệu đồng.",
        "Giúp 2 trong 5 việc của anh/chị.",
    ]


def test_a_step_that_nobody_helps_with_says_so():
    alone = make_helped(suggestions=(), alone="Việc này tự làm được.")
    texts = texts_of(suggestions(make_suggested(alone)))
    assert texts[1:] == ["Website: mức 1 → 2 – Làm ngay", "Việc này tự làm được."]


def test_prices_that_are_not_within_the_estimate_are_told_above_them():
    off = "Chúng tôi ước việc này 0 – 1 triệu đồng."
    texts = texts_of(suggestions(make_suggested(make_helped(off=off))))
    assert texts[1:4] == [
        "Website: mức 1 → 2 – Làm ngay",
        off,
        "Bán hàng đa kênh – Sao Mai",
    ]


def test_so_they_are_where_a_step_has_one_line():
    off = "Chúng tôi ước tính 0 – 1 triệu đồng; trong danh bạ từ 2 triệu đồng."
    later = make_helped(off=off)
    text = in_english(suggestions(make_suggested(*[make_helped()] * IN_FULL, later)))
    assert f"First year: 2 triệu đồng. {off}" in text


def test_support_stands_beside_the_price_and_is_explained_once():
    step = make_helped(suggestions=three(support="1 triệu đồng"))
    shown = make_suggested(step, step, support=("Thuê, mua giải pháp: tối đa 50 %.",))
    text = in_english(suggestions(shown))
    assert text.count("The State could pay up to 1 triệu đồng, if") == 6
    assert text.count("Nothing here is an award") == 1
    assert text.count("• Thuê, mua giải pháp: tối đa 50 %.") == 1


def test_how_many_more_there_are_stays_with_who_comes_last():
    for named in (three(), ()):
        step = make_helped(suggestions=named, more=4)
        *_others, last = suggestions(make_suggested(step))
        assert "Và 4 nơi khác" in text_of([last])
        assert isinstance(last, KeepTogether)


def test_without_support_nothing_is_said_of_the_state():
    assert "State" not in in_english(suggestions(make_suggested()))


@pytest.mark.parametrize("fictional", [True, False])
def test_invented_providers_are_called_so(fictional):
    text = in_english(suggestions(make_suggested(fictional=fictional)))
    assert ("fictional" in text) is fictional


def test_after_the_first_steps_who_comes_first_has_a_line():
    step = make_helped(suggestions=three(), more=4)
    shown = make_suggested(*[step] * (IN_FULL + 2))
    text = in_english(suggestions(shown))
    assert text.count("Giải pháp 2 – Sao Mai") == IN_FULL
    assert text.count("And 4 more") == IN_FULL
    assert text.count("Giải pháp 0, Sao Mai. First year: 2 triệu đồng.") == 2


def test_a_later_step_that_nobody_helps_with_says_so_too():
    alone = make_helped("Kho", suggestions=(), alone="Việc này tự làm được.")
    shown = make_suggested(*[make_helped()] * IN_FULL, alone)
    assert "Kho: Việc này tự làm được." in text_of(suggestions(shown))


def test_no_more_steps_than_stand_in_full_need_no_further_head():
    shown = make_suggested(*[make_helped()] * IN_FULL)
    assert len(headings(suggestions(shown), "h2")) == IN_FULL


def test_where_no_step_is_left_what_helps_all_the_same_is_told():
    beside = make_suggestion(against=("Hết chỗ trong tháng này.",))
    shown = Suggested(steps=(), beside=(beside,))
    text = text_of(suggestions(shown))
    assert "Bán hàng đa kênh – Sao Mai" in text
    assert "Hết chỗ trong tháng này." in text
