"""Conditions name what is there, branches look back, criteria are like their group."""

import pytest

from indexes.documents.check import check_file
from tests.indexes.documents.spoilt import WIDE, assert_told, changed

NAMED = "name: {vi: Riêng, en: Own}, ask: {vi: Có gì?, en: What?}"


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
            "The question '1.1.3' comes later",
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
            "There is no question '3.1.9'",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{question: 9.9.9, answered: true}",
            "show_if.question",
            "There is no question '9.9.9' that everybody is asked.",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{question: 1.1.1, has: web}",
            "show_if.has",
            "The question '1.1.1' has no option 'web'.",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{question: 1.1.1, has: web, at_least: 1}",
            "show_if",
            "`has` stands alone beside its question.",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{profile: employees}",
            "show_if",
            "The condition compares nothing",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{profile: employees, in: [micro]}",
            "show_if.in",
            "This does not compare what is named here.",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{profile: size, at_least: 2}",
            "show_if.at_least",
            "This does not compare what is named here.",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{profile: size, in: [tiny]}",
            "show_if.in[0]",
            "'tiny' is not known here; it must be one of micro, small, medium, large.",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{profile: colour, at_least: 2}",
            "show_if.profile",
            "'colour' is not known here",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{figure: shops, at_least: 2}",
            "show_if.figure",
            "There is no figure 'shops'.",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{figure: revenue_quarter, at_least: 2}",
            "show_if",
            "The figure 'revenue_quarter' is asked in no question before this one.",
        ),
        (
            "{question: 3.1.1, at_most: 0}",
            "{question: 1.1.3, at_most: 0}",
            "checks[0].when",
            "The question '1.1.3' has no levels: use `has` or `answered`.",
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


@pytest.mark.parametrize(
    "condition",
    [
        "{profile: employees, at_least: 10}",
        "{profile: size, in: [micro, small]}",
        "{figure: employees, at_most: 9}",
        "{any: [{question: 1.1.1, at_least: 1}, {not: {profile: capital, equals: 0}}]}",
    ],
)
def test_a_branch_may_look_at_what_is_known_before_any_question(problems_of, condition):
    text = changed("{question: 1.1.1, at_least: 1}", condition)
    assert problems_of(text) == []


@pytest.mark.parametrize(
    "condition",
    [
        "{question: '2.1', has: drive}",
        "{question: '2.2', at_least: 1}",
        "{question: '2.3', has: money}",
        "{question: '2.4', at_least: 2}",
        "{question: '2.4', answered: true}",
        "{question: '1.1', at_least: 1}",
    ],
)
def test_a_branch_may_look_at_options_and_numbers_that_earn_nothing(
    problems_of, condition
):
    old = "{code: '2.5', kind: text,"
    text = changed(old, f"{old} show_if: {condition},", WIDE)
    assert problems_of(text, "wide.yaml") == []


def test_what_only_one_industry_is_asked_may_look_at_what_all_are_asked(problems_of):
    old = "{code: 3.1.f-1, kind: tool,"
    own = "{code: own, kind: text, name: *n, ask: *n, show_if: {question: '2.4', at_least: 2}}"
    text = changed(old, f"{own}\n          - {old}", WIDE).replace(
        "name: *n, ask: *n", NAMED
    )
    assert problems_of(text, "wide.yaml") == []
    ahead = text.replace(
        "{question: '2.4', at_least: 2}", "{question: 3.1.f-1, equals: 1}"
    )
    sentence = "The question '3.1.f-1' comes later; a branch may only look back."
    assert_told(problems_of(ahead, "wide.yaml"), "questions.3.1[0].show_if", sentence)


def test_a_criterion_may_look_at_its_group_and_not_at_the_next_one(problems_of):
    old = "{code: 1.1.2, kind: level,"
    text = changed(old, f"{old} show_if: {{question: '1.1', at_least: 2}},", WIDE)
    assert problems_of(text, "wide.yaml") == []
    ahead = text.replace(
        "{question: '1.1', at_least: 2}", "{question: '1.2', at_least: 2}"
    )
    sentence = "The question '1.2' comes later; a branch may only look back."
    assert_told(problems_of(ahead, "wide.yaml"), "show_if", sentence)
