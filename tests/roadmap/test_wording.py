"""Every code that a roadmap can say has its words, in both languages."""

import pytest
from django.utils import translation

from roadmap import wording
from roadmap.models import RoadmapStep
from roadmap.planning.plan import HORIZONS

LANGUAGES = ["vi", "en"]


def test_each_part_of_the_year_has_a_title_and_a_hint():
    assert set(wording.HORIZONS) == set(HORIZONS) == set(RoadmapStep.Horizon.values)
    for title, hint in wording.HORIZONS.values():
        assert str(title) != str(hint)


def test_a_part_of_the_year_is_called_the_same_everywhere():
    for horizon, (title, _hint) in wording.HORIZONS.items():
        assert str(RoadmapStep.Horizon(horizon).label) == str(title)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", wording.PROBLEMS)
def test_a_problem_is_told_in_whole_sentences(language, code):
    with translation.override(language):
        text = wording.problem(code, step="Website", least=1, most=40)
    assert text.endswith(".")
    assert "%(" not in text


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("vi", 1, "khoảng 1 tháng"),
        ("vi", 3, "khoảng 3 tháng"),
        ("en", 1, "about 1 month"),
        ("en", 3, "about 3 months"),
    ],
)
def test_months_are_told_as_an_estimate(language, count, words):
    with translation.override(language):
        assert wording.months(count) == words


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("vi", 0, ""),
        ("vi", 2, "khoảng 2 tháng nếu làm liền tay"),
        ("en", 1, "about 1 month of work"),
        ("en", 2, "about 2 months of work"),
    ],
)
def test_work_is_told_in_months_and_no_work_not_at_all(language, count, words):
    with translation.override(language):
        assert wording.work(count) == words


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("vi", 2, "làm xen kẽ, xong trong khoảng 2 tháng"),
        ("en", 1, "done in about 1 month"),
        ("en", 2, "done in about 2 months"),
    ],
)
def test_how_long_it_takes_is_told_in_months(language, count, words):
    with translation.override(language):
        assert wording.lasts(count) == words
