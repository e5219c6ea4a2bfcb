"""In every index, whoever says more, or better, never ends up with less."""

from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.index.model import Index
from indexes.index.questions import variant_ids
from scoring.evaluate import Outcome, evaluate
from scoring.rules import NOT_APPLICABLE
from tests.builders import INDEX_FOLDERS, INDEXES, index_document

FILES = [path for folder in INDEX_FOLDERS for path in sorted(folder.glob("*.yaml"))]
DOCUMENTS = [
    path.stem
    for path in FILES
    if "status: partial" not in path.read_text(encoding="utf-8")
]
WITH_GROUPS = ["dbi-2025-large", "wide"]

Answers = dict[str, int | None]


@cache
def index_of(name: str, variant: str) -> Index:
    return Index(index_document(name), variant)


def drawn_index(data: st.DataObject, name: str) -> Index:
    variants = variant_ids(index_document(name))
    return index_of(name, data.draw(st.sampled_from(variants)))


def drawn_answers(data: st.DataObject, index: Index) -> Answers:
    """Everything that must be answered, and of groups any number of criteria."""
    answers: Answers = {}
    for code in index.codes:
        question = index.questions[code]
        possible: list[int | None] = [*range(len(question["points"]))]
        if question.get("not_applicable"):
            possible.append(NOT_APPLICABLE)
        if "grouped_by" in question:
            # Most firms refine a little, if at all.
            possible += [None] * 10
        answers[code] = data.draw(st.sampled_from(possible))
    return answers


def outcome_of(index: Index, answers: Answers) -> Outcome:
    return evaluate(index.rubric, index.vector(index.counted(answers)))


def earned(outcome: Outcome) -> tuple[object, ...]:
    return (
        outcome.total,
        outcome.maximum,
        outcome.pillar_points,
        outcome.pillar_maxima,
        outcome.pillar_levels,
        outcome.level,
    )


def refinement(data: st.DataObject, index: Index) -> tuple[Answers, str, int]:
    """Answers, a criterion that is not refined, and the level of its group."""
    answers = drawn_answers(data, index)
    group = data.draw(st.sampled_from(sorted(index.groups)))
    member = data.draw(st.sampled_from(index.groups[group]))
    top = len(index.questions[group]["points"]) - 1
    level = data.draw(st.integers(0, top))
    return answers | {group: level, member: None}, member, level


def for_each(names: list[str]) -> Callable:
    return pytest.mark.parametrize("name", names)


def test_these_are_all_documents_that_have_groups():
    with_groups = [name for name in DOCUMENTS if "group_question" in text_of(name)]
    assert with_groups == WITH_GROUPS
    assert len(DOCUMENTS) > len(list(INDEXES.glob("*.yaml")))


def text_of(name: str) -> str:
    return next(path for path in FILES if path.stem == name).read_text(encoding="utf-8")


@for_each(WITH_GROUPS)
@given(data=st.data())
def test_a_refinement_equal_to_the_groups_answer_changes_nothing(name, data):
    index = drawn_index(data, name)
    answers, member, level = refinement(data, index)
    before = outcome_of(index, answers)
    after = outcome_of(index, answers | {member: level})
    assert earned(after) == earned(before)


@for_each(WITH_GROUPS)
@given(data=st.data())
def test_a_higher_refinement_never_lowers_points_or_a_level(name, data):
    index = drawn_index(data, name)
    answers, member, level = refinement(data, index)
    top = len(index.questions[member]["points"]) - 1
    higher = data.draw(st.integers(level, top))
    before = outcome_of(index, answers)
    after = outcome_of(index, answers | {member: higher})
    assert_not_less(after, before)


@for_each(DOCUMENTS)
@given(data=st.data())
def test_a_better_answer_never_lowers_points_or_a_level(name, data):
    index = drawn_index(data, name)
    answers = drawn_answers(data, index)
    code = data.draw(st.sampled_from(index.codes))
    top = len(index.questions[code]["points"]) - 1
    level = answers[code]
    if level is None or not 0 <= level < top:
        return
    before = outcome_of(index, answers)
    after = outcome_of(index, answers | {code: level + 1})
    # A better answer may open further questions: then more is asked, and more counts.
    if after.applicable == before.applicable:
        assert_not_less(after, before)


def assert_not_less(after: Outcome, before: Outcome) -> None:
    assert after.maximum == before.maximum
    assert after.total >= before.total
    assert after.level is None or after.level >= before.level
    for then, now in zip(after.pillar_points, before.pillar_points, strict=True):
        assert then >= now
    for then, now in zip(after.pillar_levels, before.pillar_levels, strict=True):
        assert then is None or then >= now


def test_to_repeat_a_groups_answer_no_longer_takes_a_level_from_a_firm():
    """1.1 to 1.4 at levels 1, 3, 5 and 3: by criteria pillar 1 would be at 38 %, not at 50."""
    index = index_of("dbi-2025-large", "")
    answers: Answers = dict.fromkeys(index.groups, 2)
    answers |= {"1.1": 0, "1.3": 4}
    before = outcome_of(index, answers)
    after = outcome_of(index, answers | {"1.3.1": 4})
    assert (before.level, after.level) == (3, 3)
    assert earned(after) == earned(before)
