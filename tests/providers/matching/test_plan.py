"""What a firm still means to do, gathered by question."""

from hypothesis import given
from hypothesis import strategies as st

from providers.matching.plan import Aim, Step, aims_of

LEVELS = {"1.1": 1, "1.2": 0, "1.3": 4, "1.4": -2}


def test_steps_of_one_question_are_one_aim_in_the_place_of_the_first():
    steps = [Step("1.2", 0, 1), Step("1.1", 1, 2), Step("1.2", 1, 2)]
    assert aims_of(steps, LEVELS) == [Aim("1.2", 0, 2, (0, 1)), Aim("1.1", 1, 2, (1,))]


def test_what_stands_there_already_is_no_aim():
    assert aims_of([Step("1.3", 2, 3), Step("1.3", 3, 4)], LEVELS) == []


def test_a_step_that_is_partly_done_begins_where_the_firm_stands():
    assert aims_of([Step("1.1", 0, 3)], LEVELS) == [Aim("1.1", 1, 3, (1,))]


def test_what_does_not_apply_or_is_no_question_is_no_aim():
    assert aims_of([Step("1.4", 0, 1), Step("9.9", 0, 1)], LEVELS) == []


def test_a_step_may_begin_above_where_the_firm_stands():
    """The one before it was ticked off."""
    assert aims_of([Step("1.1", 2, 3)], LEVELS) == [Aim("1.1", 2, 3, (2,))]


RISES = st.tuples(st.sampled_from(sorted(LEVELS)), st.integers(0, 4))


@given(st.lists(RISES, unique=True))
def test_every_step_above_the_firm_is_counted_once(rises):
    steps = [Step(code, level, level + 1) for code, level in rises]
    open_steps = []
    for step in steps:
        if 0 <= LEVELS[step.question] < step.to_level:
            open_steps.append(step)
    aims = aims_of(steps, LEVELS)
    assert sum(len(aim.starts) for aim in aims) == len(open_steps)
    assert len({aim.question for aim in aims}) == len(aims)
    for aim in aims:
        assert LEVELS[aim.question] <= aim.from_level < aim.to_level
