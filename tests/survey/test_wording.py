"""The words for errors: every one fills in, and one without words of its own has some."""

import re

import pytest
from django.utils import translation

from survey.wording import PROBLEMS, problem

GAPS = re.compile(r"%\((\w+)\)s")


@pytest.mark.parametrize("code", PROBLEMS)
def test_both_languages_ask_for_the_same_parameters(code):
    with translation.override("en"):
        english = str(PROBLEMS[code])
    with translation.override("vi"):
        vietnamese = str(PROBLEMS[code])
    assert english != vietnamese
    assert sorted(GAPS.findall(english)) == sorted(GAPS.findall(vietnamese))


def test_the_words_name_what_is_wrong():
    with translation.override("en"):
        words = problem("numerator_above_denominator", numerator=21, denominator=20)
    assert words.startswith("The part (21) is larger than the whole (20).")


def test_a_code_without_words_of_its_own_gets_the_general_ones():
    with translation.override("en"):
        words = problem("does_not_fit", name="count")
    assert words == "This answer could not be kept as it is. Please look at it again."


def test_what_an_error_knows_beyond_its_words_is_left_out():
    with translation.override("en"):
        assert (
            problem("link_expired", assessment="x") == "This link is no longer valid."
        )
