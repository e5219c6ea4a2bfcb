"""What an answer says where its card is not shown."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from indexes.index.model import Index
from survey.answers.words import (
    answer_text,
    clock_text,
    names_of,
    own_words,
    profile_text,
    unit,
)
from survey.models import Answer, Assessment
from tests.builders import index_document
from tests.indexes.frameworks.rows import index_named

SMALL = Index(index_document("small"))
FARM = Index(index_document("wide"), "farm")


def in_both(text) -> tuple[str, str]:
    """What the function says, in Vietnamese and in English."""
    words = []
    for language in ("vi", "en"):
        with translation.override(language):
            words.append(text())
    return words[0], words[1]


@pytest.mark.parametrize(
    ("answer", "vietnamese", "english"),
    [
        ({"chosen": ["email"], "text": "x"}, "Email; điều khác: x", "Email; something else: x"),
        ({"chosen": ["erp", "email"]}, "Email, ERP", "Email, ERP"),
        ({"level": 0, "text": "x"}, "Điều khác: x", "Something else: x"),
        ({"level": 0}, "0 điểm", "0 points"),
        ({}, "Chưa trả lời", "Not answered"),
        ({"state": "cleared", "text": "x"}, "Chưa trả lời", "Not answered"),
    ],
)  # fmt: skip
def test_options_are_told_with_what_was_typed_beside_them(answer, vietnamese, english):
    answer = Answer(question="2.1", **answer)
    assert in_both(lambda: answer_text(FARM, answer)) == (vietnamese, english)


@pytest.mark.parametrize(
    ("answer", "vietnamese", "english"),
    [
        ({"question": "2.3", "chosen": ["money"]}, "Thiếu tiền", "Money"),
        ({"question": "2.4", "numerator": 1200}, "1.200", "1,200"),
        ({"question": "2.4"}, "Chưa trả lời", "Not answered"),
        ({"question": "2.5", "text": "Cảm ơn"}, "Cảm ơn", "Cảm ơn"),
        ({"question": "3.1.f-1", "level": 1}, "Đang dùng", "In use"),
    ],
)
def test_free_information_is_told_as_it_was_given(answer, vietnamese, english):
    answer = Answer(**answer)
    assert in_both(lambda: answer_text(FARM, answer)) == (vietnamese, english)


@pytest.mark.parametrize(
    ("answer", "english"),
    [
        ({"question": "1.1.1", "level": 2}, "A little"),
        ({"question": "2.1.1", "level": 1, "numerator": 4}, "Very little (4)"),
        (
            {"question": "2.2.1", "level": 5, "numerator": 1234, "denominator": 1300},
            "All (1,234 / 1,300)",
        ),
        ({"question": "2.1.2", "numerator": 1500}, "1,500"),  # its whole is not known
        ({"question": "3.1.1", "level": 4, "count": 5}, "Most (5)"),
        ({"question": "2.2.1", "state": "not_applicable"}, "Does not apply to us"),
        ({"question": "1.1.1"}, "Not answered"),
    ],
)
def test_an_anchor_is_told_with_the_numbers_behind_it(answer, english):
    with translation.override("en"):
        assert answer_text(SMALL, Answer(**answer)) == english


def test_what_was_never_answered_is_told_as_that():
    assert in_both(lambda: answer_text(SMALL, None)) == ("Chưa trả lời", "Not answered")


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("2.1", None),
        ("2.1", {"text": ""}),
        ("2.1", {"text": "x", "state": "cleared"}),
        ("2.5", {"text": "x"}),  # there the text is the answer itself
    ],
)
def test_only_a_choice_has_words_beside_it(code, answer):
    answer = answer and Answer(question=code, **answer)
    assert own_words(FARM.questions[code], answer) == ""


@pytest.mark.parametrize(
    ("number", "unit_code", "words"),
    [
        (20, "people", ("20 người", "20 people")),
        (1_500_000, "vnd", ("1.500.000 đồng", "1,500,000 VND")),
        (20, "items", ("20", "20")),
        (None, "people", ("Chưa trả lời", "Not answered")),
        (0, "people", ("0 người", "0 people")),
    ],
)
def test_a_number_of_the_profile_is_told_with_its_unit(number, unit_code, words):
    question = {"from_profile": "employees", "unit": unit_code}
    draft = Assessment(employees=number)
    assert in_both(lambda: profile_text(question, draft)) == words


def test_a_unit_without_words_is_left_out():
    assert unit("items") == ""


def test_options_are_named_in_the_order_of_the_index():
    chosen = ["people", "money"]
    names = in_both(lambda: names_of(FARM.questions["2.3"], chosen))
    assert names[0] == "Thiếu tiền, Thiếu người"


def test_cells_of_a_table_are_named_column_by_column():
    question = index_named("eu-dma").questions["D1.Q1"]
    chosen = ["office.planned", "sales.done", "design.done", "security.planned"]
    assert in_both(lambda: names_of(question, chosen)) == (
        "Đã làm: Thiết kế sản phẩm, dịch vụ, Tiếp thị, bán hàng, chăm sóc khách; "
        "Sắp làm: Hành chính, nhân sự, An toàn thông tin, dữ liệu cá nhân",
        "Already: Product or service design, Marketing, sales, customer service; "
        "Planned: Administration and staff, Security and personal data",
    )
    assert in_both(lambda: names_of(question, ["none"]))[1] == "Nothing done or planned"
    assert names_of(question, []) == ""


def test_the_day_is_told_only_where_it_is_another_one():
    now = timezone.now()
    local = timezone.localtime(now)
    before = timezone.localtime(now - timedelta(days=2))
    assert clock_text(now) == local.strftime("%H:%M")
    assert clock_text(now - timedelta(days=2)) == before.strftime("%H:%M %d/%m")
