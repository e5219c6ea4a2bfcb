"""Numbers of a file are read exactly, and nothing that only looks like one."""

import re
from fractions import Fraction

import pytest

from indexes.index.numbers import exact


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (3, Fraction(3)),
        (0.1, Fraction(1, 10)),
        ("0.5", Fraction(1, 2)),
        ("-2", Fraction(-2)),
        ("125/6", Fraction(125, 6)),
    ],
)
def test_a_number_is_what_the_file_says(written, number):
    assert exact(written) == number


@pytest.mark.parametrize(
    "written",
    ["1e400", "1e-400", "1e999999999", f"{'9' * 400}/3", "inf", "nan", "1_0", "１"],
)
def test_what_nobody_writes_is_no_number(written):
    with pytest.raises(ValueError, match=re.escape(written)):
        exact(written)


@pytest.mark.parametrize("written", [float("inf"), float("nan")])
def test_what_is_no_number_to_score_with_is_none(written):
    with pytest.raises(ValueError, match="Fraction"):
        exact(written)
