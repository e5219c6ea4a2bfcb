"""The parts of an index as they were answered."""

from tests.reports.records import make_criterion, make_indicator, make_pillar


def test_the_criteria_of_a_pillar_are_those_of_its_indicators_in_their_order():
    first = make_indicator("1.1", criteria=(make_criterion("1.1.2"),))
    second = make_indicator("1.2", criteria=(make_criterion("1.2.1"),))
    pillar = make_pillar(indicators=(first, second))
    assert [criterion.code for criterion in pillar.criteria] == ["1.1.2", "1.2.1"]


def test_a_pillar_whose_indicators_are_cut_away_has_no_criteria():
    assert make_pillar(indicators=()).criteria == ()
