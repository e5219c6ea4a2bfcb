"""The code has air: one thing a line, reasons where a reader stops, short functions."""

import pytest

from tests.air import code, comments, long_template_lines, measure

MOST_NODES_A_LINE = 4.5
MOST_COMPREHENSIONS = 25  # in 100 functions
MOST_LONG_LINES = 1.0  # percent
FEWEST_COMMENTS = 3.0  # percent
LONGEST_FUNCTION = 45
LONGEST_USUAL_FUNCTION = 9


@pytest.fixture(scope="module")
def rooms():
    return measure()


def test_a_line_says_one_thing(rooms):
    assert code(rooms).nodes_a_line <= MOST_NODES_A_LINE


def test_comprehensions_are_few(rooms):
    assert code(rooms).comprehensions_in_100_functions <= MOST_COMPREHENSIONS


def test_hardly_a_line_is_long(rooms):
    assert code(rooms).long_percent < MOST_LONG_LINES


def test_comments_say_why_where_a_reader_stops(rooms):
    assert code(rooms).comment_percent >= FEWEST_COMMENTS


def test_functions_are_short(rooms):
    air = code(rooms)
    assert air.longest_function <= LONGEST_FUNCTION
    assert air.usual_function <= LONGEST_USUAL_FUNCTION


def test_there_are_as_many_lines_of_tests_as_of_code(rooms):
    assert rooms["tests"].all_lines >= code(rooms).all_lines


def test_no_line_of_a_template_is_too_long():
    assert not long_template_lines()


def test_a_comment_for_the_linter_is_no_reason():
    text = "x = 1  # noqa: E501\ny = 2  # rounded as people do\n"
    assert comments(text) == ["# rounded as people do"]
