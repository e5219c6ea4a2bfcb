"""What a person gave for one question: checked, cleaned, and turned into a level."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from indexes.index.model import Index
from survey.answers.values import (
    CLEARED,
    AnswerValue,
    as_now,
    denominator_of,
    exact_number,
    is_half_filled,
    missing_number,
    once_more,
    relevelled,
    settled,
    value_of,
)
from survey.errors import SurveyError
from survey.models import Answer
from tests.builders import index_document
from tests.survey.asked import make_answer

SMALL = Index(index_document("small"))
DMA = Index(index_document("eu-dma"))
DTI = Index(index_document("dti-agency"))
TENTHS = Index(index_document("zero-ten"))
FARM = Index(index_document("wide"), "farm")
FIGURES = {"employees": Decimal(20), "revenue_quarter": Decimal(100)}


def level_of(code: str, figures=FIGURES, index: Index = SMALL, **parts) -> int | None:
    return settled(index, code, AnswerValue(**parts), figures).level


def refusal_of(code: str, index: Index = SMALL, **parts) -> SurveyError:
    with pytest.raises(SurveyError) as refusal:
        settled(index, code, AnswerValue(**parts), FIGURES)
    return refusal.value


@pytest.mark.parametrize(
    ("code", "parts", "level"),
    [
        ("1.1.1", {"level": 4}, 4),
        ("2.1.1", {"numerator": 0}, 0),
        (
            "2.1.1",
            {"numerator": 4},
            1,
        ),  # exactly 20 % of 20 staff: the cut is not passed
        ("2.1.1", {"numerator": 5}, 2),
        ("2.1.1", {"numerator": 20}, 5),
        ("2.1.1", {"level": 3}, 3),  # a band picked where the numbers are not known
        ("2.1.1", {"level": 1, "numerator": 20}, 5),  # the numbers count, not the pick
        ("2.2.1", {"numerator": 81, "denominator": 100}, 5),
        ("2.2.1", {"numerator": 80, "denominator": 100}, 4),
        ("2.2.1", {"numerator": 81}, None),
        ("2.2.1", {"denominator": 81, "level": 2}, None),
        ("3.1.1", {"count": 0}, 0),
        ("3.1.1", {"count": 5}, 4),
        ("3.1.1", {"count": 6}, 5),
        ("3.1.1", {"count": 10**9}, 5),
        ("3.1.1", {"level": 2}, 2),
        ("1.1.3", {"text": "pho.example"}, None),
    ],
)
def test_what_was_given_amounts_to_a_level(code, parts, level):
    assert level_of(code, **parts) == level


@pytest.mark.parametrize(
    ("code", "parts", "level"),
    [
        ("2.1", {"chosen": ("none",)}, 0),
        ("2.1", {"chosen": ("email",)}, 1),
        ("2.1", {"chosen": ("email", "drive")}, 2),
        ("2.1", {"chosen": ("email", "drive", "erp")}, 3),  # 4 points, 3 at most
        ("2.1", {"text": "máy chủ riêng"}, 0),
        ("2.2", {"level": 2}, 2),
        ("2.3", {"chosen": ("money",)}, None),  # asked, never scored
        ("2.4", {"numerator": 3}, None),
        ("3.1.f-1", {"level": 1}, 1),
    ],
)
def test_choices_and_tools_amount_to_a_level_too(code, parts, level):
    assert level_of(code, index=FARM, **parts) == level


@pytest.mark.parametrize(
    ("part", "level"),
    [(1, 0), (2, 1), (0, 0), (3, 2)],
    ids=["a third", "two", "0", "3"],
)
def test_a_cut_at_a_third_is_exactly_a_third(part, level):
    parts = {"numerator": part, "denominator": 3}
    assert level_of("staff.taught", index=TENTHS, **parts) == level


def test_a_share_of_a_figure_waits_for_it():
    assert level_of("2.1.2", figures={}, numerator=10) is None
    assert (
        level_of("2.1.2", figures={"revenue_quarter": Decimal(40)}, numerator=10) == 2
    )


@pytest.mark.parametrize(
    ("code", "parts", "refusal"),
    [
        ("9.9.9", {"level": 1}, "unknown_question"),
        ("1.1.1", {"level": 6}, "level_out_of_range"),
        ("1.1.1", {"level": -1}, "level_out_of_range"),
        ("1.1.1", {"count": 2}, "does_not_fit"),
        ("1.1.1", {"text": "x"}, "does_not_fit"),
        ("1.1.3", {"level": 1}, "does_not_fit"),
        ("1.1.1", {"state": "not_applicable"}, "not_applicable_refused"),
        ("2.1.1", {"numerator": 21}, "numerator_above_denominator"),
        ("2.1.1", {"numerator": 3, "denominator": 5}, "does_not_fit"),
        ("2.2.1", {"numerator": 0, "denominator": 0}, "denominator_zero"),
        ("2.2.1", {"numerator": -1, "denominator": 5}, "numerator_negative"),
        ("2.2.1", {"numerator": Decimal("1.234"), "denominator": 5}, "number_too_fine"),
        ("2.2.1", {"numerator": 10**18, "denominator": 5}, "number_too_large"),
        ("2.2.1", {"numerator": Decimal("NaN"), "denominator": 5}, "number_too_large"),
        ("3.1.1", {"count": -1}, "count_negative"),
        ("3.1.1", {"count": 10**9 + 1}, "too_large"),
    ],
)
def test_what_cannot_be_is_refused_by_name(code, parts, refusal):
    assert refusal_of(code, **parts).code == refusal


@pytest.mark.parametrize(
    ("chosen", "refusal"),
    [(("none", "email"), "options_exclude"), (("fax",), "unknown_option")],
)
def test_options_that_cannot_stand_together_are_refused(chosen, refusal):
    assert refusal_of("2.1", index=FARM, chosen=chosen).code == refusal


def test_a_refusal_names_the_question_and_what_is_wrong_with_it():
    refusal = refusal_of("2.1.1", numerator=21)
    assert refusal.params["question"] == "2.1.1"
    assert (refusal.params["numerator"], refusal.params["denominator"]) == (21, 20)
    assert refusal_of("1.1.1", count=2).params["name"] == "count"


def test_the_same_option_twice_is_picked_once_and_in_the_order_of_the_index():
    value = AnswerValue(chosen=("erp", "email", "email"))
    assert settled(FARM, "2.1", value, {}).chosen == ("email", "erp")


@pytest.mark.parametrize(
    "parts", [{}, {"text": "  "}, {"text": "\x00"}, {"chosen": ()}]
)
def test_nothing_given_is_an_answer_taken_back(parts):
    assert settled(FARM, "2.1", AnswerValue(**parts), {}) == AnswerValue(state=CLEARED)


def test_what_does_not_apply_keeps_nothing_else_that_was_typed():
    value = AnswerValue(state="not_applicable", numerator=4, text="x")
    assert settled(SMALL, "2.2.1", value, {}) == AnswerValue(state="not_applicable")


def test_text_is_kept_in_one_form_without_what_no_database_takes():
    decomposed = unicodedata.normalize("NFD", " Quán phở Hòa Bình\x00 ")
    value = settled(SMALL, "1.1.3", AnswerValue(text=decomposed), {})
    assert value.text == "Quán phở Hòa Bình"


def test_a_very_long_text_is_cut():
    value = settled(SMALL, "1.1.3", AnswerValue(text="ơ" * 5000), {})
    assert value.text == "ơ" * 4000


@drawn(st.decimals(min_value=-(10**17), max_value=10**17, places=2))
def test_a_number_with_two_decimals_is_kept_exactly(number):
    assert exact_number(number) == number
    assert exact_number(number).as_tuple().exponent == -2


@drawn(st.integers(0, 20), st.integers(0, 20))
def test_more_of_the_same_whole_never_means_a_lower_level(one, other):
    less, more = sorted((one, other))
    assert level_of("2.1.1", numerator=less) <= level_of("2.1.1", numerator=more)


@drawn(st.sampled_from(SMALL.codes), st.integers(0, 5))
def test_settling_what_is_settled_changes_nothing(code, level):
    value = settled(SMALL, code, AnswerValue(level=level), FIGURES)
    assert settled(SMALL, code, value, FIGURES) == value


def test_no_number_stays_no_number():
    assert exact_number(None) is None


def test_after_a_figure_changed_a_share_is_judged_by_the_new_one():
    value = AnswerValue(level=2, numerator=30)
    assert relevelled(SMALL, "2.1.2", value, {"revenue_quarter": Decimal(50)}) == 3
    assert relevelled(SMALL, "2.1.2", value, {}) is None


def test_numbers_that_no_longer_fit_together_have_no_level():
    value = AnswerValue(level=2, numerator=30)
    assert relevelled(SMALL, "2.1.2", value, {"revenue_quarter": Decimal(20)}) is None


def test_what_was_given_is_judged_by_the_figures_of_today():
    answer = make_answer("2.1.1", numerator=5, level=5)
    assert as_now(answer, SMALL, {"employees": 20}).level == 2
    assert as_now(answer, SMALL, {}).level is None
    assert as_now(make_answer(level=4), SMALL, {}).level == 4


def test_a_whole_without_its_part_has_no_level_whatever_stands_beside_it():
    answer = make_answer("2.2.1", denominator=12, level=5)
    assert as_now(answer, SMALL, {}).level is None


def test_numbers_given_to_another_variant_are_left_as_they_are():
    answer = make_answer("3.1.s-1", numerator=1, denominator=2, level=3)
    assert as_now(answer, FARM, FIGURES).level == 3


@pytest.mark.parametrize(
    ("parts", "is_half"),
    [
        ({"numerator": Decimal(4)}, True),
        ({"denominator": Decimal(4)}, True),
        ({"numerator": Decimal(4), "level": 2}, False),
        ({"level": 2}, False),
        ({}, False),
    ],
)
def test_one_number_without_the_other_is_half_an_answer(parts, is_half):
    assert is_half_filled(AnswerValue(**parts)) is is_half


@pytest.mark.parametrize(
    ("code", "parts", "name"),
    [
        ("2.2.1", {"numerator": 4}, "All meetings"),
        ("2.2.1", {"denominator": 4}, "Online meetings"),
        ("2.1.2", {"numerator": 4}, "Revenue of the quarter"),  # the name of the figure
    ],
)
def test_the_number_that_is_missing_is_called_by_its_name(code, parts, name):
    assert missing_number(SMALL, code, AnswerValue(**parts))["en"] == name


def test_the_whole_is_the_figure_of_the_round_or_the_number_beside_the_part():
    of_staff, of_meetings = SMALL.questions["2.1.1"], SMALL.questions["2.2.1"]
    assert denominator_of(of_staff, Decimal(7), FIGURES) == 20
    assert denominator_of(of_staff, Decimal(7), {}) is None
    assert denominator_of(of_meetings, Decimal(7), FIGURES) == 7


def test_an_answer_gives_back_what_was_given():
    parts = {"level": 1, "numerator": Decimal(2), "denominator": Decimal(9), "count": 3}
    answer = Answer(question="2.1", text="x", chosen=["email", "erp"], **parts)
    assert value_of(answer) == AnswerValue(text="x", chosen=("email", "erp"), **parts)


def test_the_level_of_a_choice_is_worked_out_again_and_a_picked_one_is_not():
    choice = Answer(question="2.1", level=3, chosen=["erp"])
    picked = Answer(question="2.2", level=2)
    assert once_more(FARM.questions["2.1"], choice).level is None
    assert once_more(FARM.questions["2.2"], picked).level == 2


EVERY = ("twin", "vr", "cad", "mes", "iot", "chain", "print")


def test_a_table_has_no_level_before_every_row_is_told():
    chosen = tuple(f"{row}.use" for row in EVERY)
    assert level_of("D2.Q4", index=DMA, chosen=chosen[:-1]) is None
    assert level_of("D2.Q4", index=DMA, chosen=chosen) == 35


def test_of_one_row_two_choices_are_refused():
    refusal = refusal_of("D2.Q4", index=DMA, chosen=("twin.use", "twin.test"))
    assert refusal.code == "options_exclude"


def test_two_ticks_of_one_row_stand_where_any_may_be_chosen():
    chosen = ("design.done", "design.planned")
    assert level_of("D1.Q1", index=DMA, chosen=chosen) == 1
    refusal = refusal_of("D1.Q1", index=DMA, chosen=("none", "design.planned"))
    assert refusal.code == "options_exclude"


@pytest.mark.parametrize(
    ("code", "parts", "level"),
    [
        ("3.1", {"numerator": 1, "denominator": 3}, 3333),
        ("3.1", {"numerator": 3, "denominator": 3}, 10_000),
        ("1.3", {"numerator": 4, "denominator": 10}, 5000),
        ("1.3", {"numerator": 9, "denominator": 10}, 10_000),
        ("3.1", {"level": 5000}, 5000),
        ("3.1", {"numerator": 1}, None),
    ],
)
def test_a_ratio_without_bands_is_cut_down_to_a_step(code, parts, level):
    assert level_of(code, index=DTI, **parts) == level


def test_without_numbers_only_a_mark_may_be_chosen():
    assert refusal_of("3.1", index=DTI, level=5001).code == "level_out_of_range"
