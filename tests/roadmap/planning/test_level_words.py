"""A level of a question in as few words as say what it means."""

from fractions import Fraction
from types import SimpleNamespace

import pytest
from django.utils import translation

from indexes.advice.model import NOTHING
from language.texts import in_language
from roadmap.planning.level_words import (
    brief,
    doing,
    is_levelled,
    led_to,
    level_words,
    levels_between,
    mark_of,
    next_mark,
    raised_name,
    step_words,
    task_name,
    what_is_open,
)
from survey.models import Answer
from tests.builders import index_document
from tests.indexes.frameworks.rows import index_named
from tests.roadmap.positions import position_at, shop_at
from tests.scoring.paths import real_index


@pytest.fixture
def small():
    return position_at(1)


@pytest.fixture(scope="module")
def shop():
    return shop_at(0)


def code_of(position, kind: str) -> str:
    """The first question of a kind."""
    questions = position.index.questions
    return next(code for code in position.counted if questions[code]["kind"] == kind)


def options(*points: int, top: int, exclusive: bool = False) -> dict:
    """A question of options that are worth these points, counted up to `top` of the first."""
    question = {
        "kind": "multiple",
        "points": [Fraction(number * points[0]) for number in range(top + 1)],
        "options": [
            {
                "id": f"o{place}",
                "points": worth,
                "name": {"vi": f"Cách {place}", "en": f"Way {place}"},
            }
            for place, worth in enumerate(points)
        ],
    }
    if exclusive:
        none = {
            "id": "none",
            "points": 1,
            "exclusive": True,
            "name": {"vi": "Không", "en": "None"},
        }
        question["options"].append(none)
    return question


# Kinds that are counted in levels


@pytest.mark.parametrize(
    ("code", "kind"), [("1.1.1", "level"), ("2.1.1", "ratio"), ("3.1.1", "count")]
)
def test_levels_ratios_and_counts_have_numbers_that_owners_have_seen(small, code, kind):
    assert small.index.questions[code]["kind"] == kind
    assert is_levelled(small, code)
    assert mark_of(small, code, 3) == "3"
    assert level_words(small, code, 3) == "mức 3"


def test_a_raise_is_named_with_its_levels(small):
    assert raised_name(small, "1.1.1", 1, 3) == "Website: mức 1 → 3"
    with translation.override("en"):
        assert raised_name(small, "1.1.1", 1, 3) == "Website: level 1 → 3"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("level", "Website: mức 1 → 3"),
        ("ratio", "Website: mức 1 → 3"),
        ("count", "Website: mức 1 → 3"),
        ("single", "Website: một nửa"),
    ],
)
def test_only_what_is_counted_in_levels_is_told_with_them(kind, words, monkeypatch):
    position = position_at(1)
    monkeypatch.setitem(position.index.questions["1.1.1"], "kind", kind)
    assert raised_name(position, "1.1.1", 1, 3) == words


def test_a_step_of_levels_says_how_it_stands_when_it_is_done(small):
    question = small.index.questions["1.1.1"]
    assert step_words(question, 3, None) == "Khi xong: Một nửa"


def test_it_names_the_levels_between_and_neither_end(small):
    assert levels_between(small, "1.1.1", 1, 4) == ("mức 2: Một ít", "mức 3: Một nửa")
    assert levels_between(small, "1.1.1", 1, 2) == ()


def test_where_the_index_says_what_to_do_the_words_of_a_level_are_no_goal():
    large = position_at(1, index_document("dbi-2025-large"))
    anchor = large.index.questions["4.4"]["anchors"][1]["vi"]
    assert anchor == "Đã ban hành mức cam kết dịch vụ nhưng thường chưa đạt"
    name = raised_name(large, "4.4", 0, 1)
    assert name == (
        "Phục vụ đúng hẹn, giữ mọi khâu chạy đều: "
        "ban hành mức cam kết cho dịch vụ chính, bắt đầu đo"
    )
    told = (doing(large, "4.4", 0, 1), *levels_between(large, "4.4", 0, 3))
    assert told[0].startswith("Giao một người phụ trách")
    assert told[1].startswith("mức 2: ban hành")
    assert anchor not in " ".join(told)


# Kinds that are not


@pytest.mark.parametrize(
    ("anchor", "now", "words"),
    [
        # What is still missing is nothing that a step leads to.
        ("Có website, nhưng không cập nhật", "Chưa có website", "Có website"),
        ("Có, nhưng chưa tới mỗi tháng", "Chưa lần nào", "bước đầu"),
        ("Trên 80 % (cứ 10 đơn có 9)", "Trên 60 % đến 80 %", "Trên 80 %"),
        # What holds already is not told again.
        (
            "All units use it in the same way, and it is checked regularly",
            "All units use it in the same way",
            "it is checked regularly",
        ),
        (
            "Quy định chi tiết, cả doanh nghiệp làm theo, và đã đạt chứng chỉ (ISO)",
            "Cả doanh nghiệp có quy định chi tiết, ai cũng phải làm theo",
            "đã đạt chứng chỉ",
        ),
        # Where nothing else is said it is.
        ("Tất cả dùng", "Tất cả dùng, mỗi nơi một kiểu", "Tất cả dùng"),
    ],
)
def test_a_step_is_named_by_what_does_not_hold_yet(anchor, now, words):
    assert brief(anchor, now) == words


def test_what_is_still_missing_is_nothing_that_is_done():
    catalogue = real_index("dbi-2021-sme", "").questions["1.1.7"]
    assert step_words(catalogue, 1, None) == "Khi xong: Có danh mục"
    # Where nothing else is said but yes, how far it goes is told.
    banking = real_index("dbi-2021-sme", "").questions["1.2.3"]
    told = "Khi xong: Có, nhưng chưa tới mỗi tháng một lần"
    assert step_words(banking, 1, None) == told


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ["dbi-2021-sme", "dbi-2025-large"])
def test_no_two_steps_of_one_question_bear_one_name(name, language):
    index = real_index(name, "")
    with translation.override(language):
        for code in index.codes:
            tops = range(1, len(index.questions[code]["anchors"]))
            names = [led_to(index, code, top - 1, top) for top in tops]
            assert len(set(names)) == len(names), code


@pytest.mark.parametrize("kind", ["single", "tool"])
def test_a_choice_is_said_by_what_is_chosen(shop, kind):
    code = code_of(shop, kind)
    question = shop.index.questions[code]
    assert not is_levelled(shop, code)
    for level, anchor in enumerate(question["anchors"]):
        assert mark_of(shop, code, level) == in_language(anchor)
        assert level_words(shop, code, level) == in_language(anchor)
    name = raised_name(shop, code, 0, 1)
    if kind == "tool":
        assert name == in_language(question["name"])
    else:
        assert name.startswith(f"{task_name(shop.index, code)}: ")
    assert levels_between(shop, code, 0, shop.top(code)) == ()


def test_what_is_no_thing_to_do_is_called_by_its_task(shop):
    assert raised_name(shop, "4.4", 0, 1).startswith("Đăng ký một chương trình hỗ trợ")
    with translation.override("en"):
        name = raised_name(shop, "3.1", 0, 2)
        assert name.startswith("Take a class to learn what to do first: ")


def test_no_two_steps_of_a_question_bear_one_name(shop):
    for code in shop.index.codes:
        names = []
        for start, end in shop.steps_between(code, 0, shop.top(code)):
            names.append(raised_name(shop, code, start, end))
        assert len(set(names)) == len(names), names


def test_to_reach_a_tool_is_to_begin_to_use_it(shop):
    question = shop.index.questions[code_of(shop, "tool")]
    with translation.override("en"):
        words = step_words(question, 1, None)
        assert words == f"Begin to use it. {in_language(question['what'])}"


# Options


def test_options_of_equal_worth_are_said_by_their_number(shop):
    marks = [mark_of(shop, "2.1", level) for level in range(5)]
    assert marks == ["chưa có", "1 loại", "2 loại", "3 loại", "4 loại trở lên"]


def test_the_first_of_several_options_is_not_counted(shop):
    begun, more = (raised_name(shop, "2.1", level, level + 1) for level in range(2))
    assert begun == task_name(shop.index, "2.1")
    assert more == f"{begun}: 2 loại"


def test_options_that_advice_has_in_an_order_are_said_by_their_names(shop):
    nothing, backup = "Chưa có biện pháp nào", "Sao lưu dữ liệu định kỳ"
    assert mark_of(shop, "2.4", 0) == nothing
    here = shop.level("2.4")
    assert mark_of(shop, "2.4", max(1, here)).startswith(backup)
    marks = [next_mark(shop, "2.4", level) for level in shop.levels_to_choose("2.4")]
    assert marks[0] == nothing
    assert len(set(marks)) == len(marks), "no two buttons say the same"
    assert not any("điểm" in mark for mark in marks)


def left(question: dict, answer: Answer | None) -> str:
    with translation.override("vi"):
        return what_is_open("%(names)s", question, answer)


def test_a_step_of_options_names_those_that_are_left():
    question = options(2, 2, 2, top=3)
    answer = Answer(chosen=["o1"])
    assert left(question, answer) == "Cách 0, Cách 2"
    assert step_words(question, 2, answer).endswith("Cách 0, Cách 2")
    assert left(question, None) == "Cách 0, Cách 1, Cách 2"


def test_what_takes_points_away_is_to_be_given_up_before_more_is_added():
    question = options(2, -3, 2, top=2)
    assert left(question, Answer(chosen=["o0"])) == "Cách 2"
    assert left(question, Answer(chosen=["o0", "o1"])) == "Bỏ đi: Cách 1. Cách 2"
    assert left(question, Answer(chosen=["o0", "o1", "o2"])) == "Bỏ đi: Cách 1"


def test_what_earns_nothing_is_no_option_to_add():
    assert left(options(2, 0, top=1), None) == "Cách 0"
    assert left(options(2, top=1, exclusive=True), None) == "Cách 0"
    assert left(options(2, top=1), Answer(chosen=["o0"])) == ""


@pytest.mark.parametrize(
    ("level", "mark"), [(0, "chưa có"), (1, "1 loại trở lên"), (3, "5 loại trở lên")]
)
def test_options_that_are_counted_are_said_by_how_many_it_takes(level, mark):
    index = index_named("zero-ten")
    assert mark_of(SimpleNamespace(index=index), "customers.ways", level) == mark


def test_of_options_that_are_counted_all_but_none_of_these_are_left():
    question = index_named("zero-ten").questions["customers.ways"]
    answer = Answer(chosen=["shop", "phone", "page", "market"])
    assert left(question, answer) == "Zalo, Website"


@pytest.mark.parametrize(
    ("question", "level", "mark"),
    [
        (options(2, 2, 2, top=3), 0, "chưa có"),
        (options(2, 2, 2, top=3), 3, "3 loại"),
        (options(2, 2, 2, 2, top=3), 3, "3 loại trở lên"),
        (options(2, 4, top=2), 1, "50,0\u00a0%"),
        (options(2, 2, top=2) | {"points": [0, 2, 3]}, 2, "đủ cả"),
    ],
    ids=[
        "none",
        "all",
        "more than count",
        "of unequal worth",
        "a cap between two options",
    ],
)
def test_options_are_counted_only_where_their_number_says_it_all(question, level, mark):
    index = SimpleNamespace(questions={"q": question})
    position = SimpleNamespace(index=index, advice_on=lambda code: NOTHING)
    assert mark_of(position, "q", level) == mark
