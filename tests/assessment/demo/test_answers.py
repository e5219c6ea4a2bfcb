"""Answers of invented enterprises: they spread, go together and never contradict."""

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.demo.answers import (
    Giver,
    _as_levels,
    _in_millions,
    _options,
    _part,
    figures_for,
    make_levels,
    reconciled,
    values_for,
)
from assessment.demo.population import MILLION
from assessment.demo.story import overall
from indexes.index.conditions import holds
from indexes.index.model import Index
from indexes.index.options import level_of_options
from scoring.ratio import level_of_ratio
from survey.answers.values import AnswerValue
from tests.assessment.demo.facts import make_firm
from tests.builders import index_document

FIFTHS = [Fraction(cut) for cut in (0, 20, 40, 60, 80)]
FIGURES = {"revenue_quarter": 2_000_000_000, "investment_year": 500_000_000}


def rng_of(seed: int = 3) -> np.random.Generator:
    return np.random.default_rng(seed)


# Levels


def test_levels_spread_as_one_would_expect(population, index):
    _, later, _ = population
    spread = Counter(overall(index, levels) for levels in later)
    assert spread[1] + spread[2] + spread[3] > 200
    assert 5 < spread[0] < 60
    assert 3 <= spread[4] + spread[5] < 30


def test_software_firms_are_ahead_of_farms_and_large_firms_ahead_of_small_ones(
    population,
):
    firms, later, _ = population
    points = np.array([sum(levels.values()) for levels in later])

    def mean(is_chosen) -> float:
        return points[[is_chosen(firm) for firm in firms]].mean()

    software = mean(lambda firm: firm.sector == "K")
    trade = mean(lambda firm: firm.sector == "G")
    farms = mean(lambda firm: firm.sector == "A")
    assert software > trade > farms
    larger = mean(lambda firm: firm.size in ("medium", "large"))
    smallest = mean(lambda firm: firm.size == "micro")
    assert larger > smallest + 20


def test_answers_of_one_enterprise_go_together(population, index):
    _, later, _ = population
    levels = np.array([list(each.values()) for each in later])
    between = np.corrcoef(levels, rowvar=False)
    assert np.median(between[np.triu_indices_from(between, 1)]) > 0.2
    by_code = dict(zip(index.codes, levels.mean(axis=0), strict=True))
    e_invoices, own_website, blockchain = "3.2.3", "1.1.1", "3.2.10"
    assert by_code[e_invoices] > by_code[own_website] > by_code[blockchain]


def test_an_earlier_round_was_lower(population):
    _, later, earlier = population
    now = np.array([sum(levels.values()) for levels in later])
    before = np.array([sum(levels.values()) for levels in earlier])
    assert (now > before).mean() > 0.95


def test_the_same_seed_gives_the_same_levels(index):
    firms = [make_firm(), make_firm(name="Công ty Tin học", sector="K")]
    first, second = (
        make_levels(rng_of(), firms, index),
        make_levels(rng_of(), firms, index),
    )
    assert (first[0] == second[0]).all()
    assert (first[1] == second[1]).all()


def test_levels_have_a_row_for_each_enterprise_and_stay_within_their_question(
    small_index,
):
    firms = [make_firm(name=f"Quán {number}") for number in range(40)]
    now, before = make_levels(rng_of(), firms, small_index)
    tops = [question.top for question in small_index.rubric.questions]
    for levels in (now, before):
        assert levels.shape == (40, len(small_index.codes))
        assert (levels >= 0).all()
        assert (levels <= tops).all()


def test_an_ordinary_maturity_lies_below_the_middle_of_the_scale(small_index):
    none = np.zeros((1, len(small_index.codes)))
    assert set(_as_levels(none, small_index).ravel()) <= {0, 1, 2}


def test_a_maturity_beyond_the_scale_is_its_end(small_index):
    shape = (1, len(small_index.codes))
    tops = [question.top for question in small_index.rubric.questions]
    assert _as_levels(np.full(shape, 99.0), small_index).tolist() == [tops]
    assert not _as_levels(np.full(shape, -99.0), small_index).any()


# Contradictions


def test_no_invented_enterprise_contradicts_itself(population, index):
    _, later, earlier = population
    for levels in [*later, *earlier]:
        broken = [check["id"] for check in index.checks if holds(check["when"], levels)]
        assert broken == []


def test_what_does_not_contradict_itself_stays_as_it_is(index):
    levels = dict.fromkeys(index.codes, 3)
    assert reconciled(index, levels) == levels


def test_a_contradiction_is_mended_by_raising_and_the_levels_given_stay(
    population, index
):
    rng = rng_of()
    broken = 0
    for _ in range(60):
        levels = {code: int(rng.integers(0, 6)) for code in index.codes}
        before = dict(levels)
        mended = reconciled(index, levels)
        assert levels == before
        assert all(mended[code] >= levels[code] for code in levels)
        broken += mended != levels
    assert broken > 5


# Figures of the round


def test_figures_of_the_round_are_those_that_the_profile_does_not_hold(small_index):
    figures = figures_for(rng_of(), small_index, make_firm())
    assert set(figures) == {"revenue_quarter"}


def test_the_revenue_of_a_quarter_is_about_a_quarter_of_the_revenue(small_index):
    firm = make_firm(revenue=8_000_000_000)
    quarter = figures_for(rng_of(), small_index, firm)["revenue_quarter"]
    assert 1_600_000_000 <= quarter <= 2_400_000_000
    assert quarter % MILLION == 0


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (0.0, MILLION),
        (400_000.0, MILLION),
        (1_400_000.0, MILLION),
        (1_600_000.0, 2 * MILLION),
        (2_345_678_901.0, 2_346 * MILLION),
    ],
)
def test_money_is_told_in_millions_and_never_as_nothing(amount, told):
    assert _in_millions(amount) == told


# What is given so that it amounts to a level


def giver(index, place: float = 0.5) -> Giver:
    figures = {"employees": 20, **FIGURES}
    return Giver(rng_of(), index, make_firm(), figures, place=place)


def test_an_anchor_is_ticked_as_it_is(small_index):
    question = small_index.questions["1.1.1"]
    for level in range(6):
        assert giver(small_index).value(question, level) == AnswerValue(level=level)


@pytest.mark.parametrize(("level", "count"), [(0, 0), (1, 1), (4, 4), (5, 6)])
def test_a_count_is_the_least_that_has_its_level(small_index, level, count):
    question = small_index.questions["3.1.1"]
    assert giver(small_index).value(question, level) == AnswerValue(count=count)


def test_ratios_are_told_partly_in_numbers_partly_as_bands(population, index):
    firms, later, _ = population
    figures = {"revenue_quarter": 1, "investment_year": 1}
    values = values_for(rng_of(3), index, firms[5], later[5], figures)
    ratios = []
    for code, value in values.items():
        if index.questions[code]["kind"] == "ratio":
            ratios.append(value)
    in_numbers = [value for value in ratios if value.numerator is not None]
    assert 3 < len(in_numbers) < len(ratios) - 3


def test_a_share_in_numbers_has_the_level_it_was_made_for(small_index):
    question = small_index.questions["2.2.1"]
    answering = giver(small_index)
    for level in range(6):
        share = answering._share(question, level)
        shown = level_of_ratio(share.numerator, share.denominator, FIFTHS)
        assert shown == level


def test_a_share_of_a_figure_leaves_the_whole_to_the_figure(small_index):
    share = giver(small_index)._share(small_index.questions["2.1.1"], 3)
    assert share.denominator is None
    assert level_of_ratio(share.numerator, 20, FIFTHS) == 3


def test_no_share_is_told_in_numbers_where_the_figure_is_unknown(small_index):
    answering = Giver(rng_of(), small_index, make_firm(), {}, place=0.5)
    assert answering._share(small_index.questions["2.1.1"], 3) is None


def test_what_is_not_shown_is_not_answered(small_index):
    levels = dict.fromkeys(small_index.codes, 2)
    shown = values_for(rng_of(), small_index, make_firm(), levels, FIGURES)
    without_site = values_for(
        rng_of(), small_index, make_firm(), {**levels, "1.1.1": 0}, FIGURES
    )
    assert "1.1.2" in shown
    assert "1.1.2" not in without_site


def multiple_choices() -> list[dict]:
    questions = Index(index_document("wide")).questions.values()
    return [question for question in questions if question["kind"] == "multiple"]


def test_options_amount_to_the_level_that_they_are_chosen_for():
    questions = multiple_choices()
    assert questions
    for question in questions:
        everything = [option["id"] for option in question["options"]]
        for count in range(1, len(everything) + 1):
            level = level_of_options(question, everything[:count])
            options = _options(rng_of(level), question, level)
            assert level_of_options(question, options) == level


def test_nothing_of_a_list_is_ticked_as_none_of_these():
    cloud = multiple_choices()[0]
    assert _options(rng_of(), cloud, 0) == ("none",)


def test_options_that_can_never_amount_to_a_level_are_an_error():
    question = multiple_choices()[0]
    with pytest.raises(ValueError, match="No options of"):
        _options(rng_of(), question, 99)


# A round number within a band


@pytest.mark.parametrize(
    ("level", "whole", "part"),
    [
        (0, 50, 0),
        (1, 50, 5),
        (2, 50, 15),
        (5, 50, 45),
        (2, 2, None),  # one of two is half, none of two is nothing
        (3, 0, None),
    ],
)
def test_a_part_lies_in_the_middle_of_its_band(level, whole, part):
    assert _part(level, whole, FIFTHS, 1, 0.5) == part


@given(
    level=st.integers(0, 5),
    whole=st.integers(1, 10_000),
    place=st.floats(0.1, 0.9),
)
def test_a_part_has_the_level_of_its_band_wherever_there_is_one(level, whole, place):
    part = _part(level, whole, FIFTHS, 1, place)
    if part is None:
        assert whole < 10
        return
    assert level_of_ratio(part, whole, FIFTHS) == level


@given(level=st.integers(1, 5), millions=st.integers(20, 5000))
def test_a_part_of_money_is_told_in_millions(level, millions):
    part = _part(level, millions * MILLION, FIFTHS, MILLION, 0.5)
    assert part is not None
    assert part % MILLION == 0
