"""Conditions name what is there, branches look back, criteria are like their group."""

import pytest

from indexes.documents.check import check_file
from tests.indexes.documents.spoilt import WIDE, assert_told, changed


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        (
            "{question: 1.1.1, at_least: 1}",
            "{question: 3.1.1, at_least: 1}",
            "show_if",
            "a branch may only look back",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{question: 1.1.2, at_least: 1}",
            "show_if",
            "comes later",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{question: 1.1.3, answered: true}",
            "show_if",
            "no scored question '1.1.3'",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{question: 1.1.1, at_least: 6}",
            "at_least",
            "has no level 6",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{question: 1.1.1}",
            "show_if",
            "The condition compares nothing",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{either: []}",
            "show_if",
            "Exactly one of the keys all, any, not, question",
        ),
        (
            "{question: 3.1.1, at_most: 0}",
            "{question: 3.1.2, at_most: 0}",
            "checks[0].questions",
            "asks about '3.1.2'",
        ),
        (
            "questions: [1.1.2, 3.1.1]",
            "questions: [1.1.2, 3.1.9, 3.1.1]",
            "checks[0].questions[1]",
            "no scored question",
        ),
    ],
)
def test_a_condition_that_cannot_hold_is_told_with_its_key(
    problems_of, old, new, place, sentence
):
    assert_told(problems_of(changed(old, new)), place, sentence)


def test_a_criterion_of_a_group_has_as_many_levels_as_the_group(tmp_path):
    path = tmp_path / "wide.yaml"
    path.write_text(
        WIDE.replace(
            "en: Are needs known?}, anchors: *three",
            "en: Are needs known?}, anchors: [{vi: A, en: A}, {vi: B, en: B}]",
        ),
        encoding="utf-8",
    )
    assert any("has its 3 levels" in str(problem) for problem in check_file(path)[1])
