"""Owners together: what is told of them, and that all of them are heard."""

import threading

import pytest

from performance import owners
from performance.owners import picked, quantile, together, told

PAGE = """
<li><label class="choice"><input type="radio"
  name="1.1.1" value="1">
<li><label class="choice"><input type="radio"
  name="1.1.1" value="2">
<li><label class="choice"><input type="radio"
  name="1.1.2" value="2" checked>
<li><label class="choice"><input type="checkbox"
  name="1.1.3" value="2">
"""


def test_questions_are_those_whose_level_can_be_picked():
    assert picked(PAGE) == ["1.1.1", "1.1.2"]


@pytest.mark.parametrize(
    ("share", "cut"), [(0.5, 51), (0.95, 96), (0.99, 100), (1, 100)]
)
def test_a_share_of_them_waits_no_longer(share, cut):
    assert quantile([*range(1, 101)], share) == cut


def test_an_error_misses_the_goal_however_quick():
    quick = {"share": 0.95, "most": 1.0}
    assert told("x", [0.1], **quick, errors=0).met is True
    assert told("x", [0.1], **quick, errors=1).met is False
    assert told("x", [1.1], **quick, errors=0).met is False


def test_all_begin_together_and_an_error_of_one_is_told(monkeypatch):
    monkeypatch.setattr(owners, "scaled", lambda _size, _least: 0)
    here = threading.Barrier(3, timeout=10)
    together([here.wait] * 3)

    def fail() -> None:
        raise ValueError

    with pytest.raises(ValueError):
        together([fail])
