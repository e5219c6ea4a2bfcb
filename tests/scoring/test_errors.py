"""Errors carry a code and the place; the words come at the edge."""

import pytest

from scoring.errors import RubricError, ScoringError


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ScoringError("nothing_applies"), "nothing_applies"),
        (
            ScoringError("level_out_of_range", question="1.1.1", level=9),
            "level_out_of_range (question='1.1.1', level=9)",
        ),
        (RubricError("no_pillars"), "no_pillars"),
    ],
)
def test_an_error_shows_its_code_and_what_it_is_about(error, text):
    assert str(error) == text


def test_code_and_parameters_are_kept_apart_for_whoever_translates_them():
    error = ScoringError("cost_negative", question="2.1.1")
    assert error.code == "cost_negative"
    assert error.params == {"question": "2.1.1"}


def test_a_rubric_that_contradicts_itself_can_be_caught_as_something_not_to_be_scored():
    assert issubclass(RubricError, ScoringError)
    assert issubclass(ScoringError, ValueError)
