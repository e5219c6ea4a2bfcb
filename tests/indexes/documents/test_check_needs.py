"""What levels name is there and can be asked for; a higher level asks for all a lower one does."""

import pytest

from tests.indexes.documents.spoilt import WIDE, assert_told, changed

HIGHEST = "{level: 5, total_above: 32, pillars_at_least: 3, pillar_level: 5}"
SECOND = "{level: 4, total_above: 24, pillars_at_least: 3, pillar_level: 4}"
GATE = "scoring.overall_level.gates"


def named(each: str, gate: str = HIGHEST) -> str:
    """The small index, of which a gate names something."""
    return changed(gate, f"{gate[:-1]}, each: [{each}]}}")


@pytest.mark.parametrize(
    "each",
    [
        "{questions: ['1.1.1', 3.1.1], at_least: 3}",
        "{questions: all, at_least: 5}",
        "{pillars: all, at_least: 2}, {pillars: ['1'], at_least: 5}",
    ],
)
def test_questions_and_pillars_may_be_named(each, problems_of):
    assert problems_of(named(each)) == []


@pytest.mark.parametrize(
    ("each", "place", "sentence"),
    [
        ("{questions: [9.9.9], at_least: 3}", "each[0].questions[0]", "called '9.9.9'"),
        # Free information has no level.
        ("{questions: [1.1.3], at_least: 3}", "each[0].questions[0]", "called '1.1.3'"),
        ("{pillars: ['1', '4'], at_least: 3}", "each[0].pillars[1]", "called '4'"),
        (
            "{questions: [1.1.1], at_least: 6}",
            "each[0].at_least",
            "'1.1.1' has no level 6 above its lowest.",
        ),
        (
            "{questions: [1.1.1], at_least: 0}",
            "each[0].at_least",
            "'1.1.1' has no level 0 above its lowest.",
        ),
        (
            "{indicators: ['1.1'], at_least: 3}",
            "each[0].indicators",
            "`scoring.indicator_level` is missing",
        ),
        ("{questions: every, at_least: 3}", "each[0].questions", "must be one of all"),
        ("{questions: [1.1.1]}", "each[0]", "The key 'at_least' is missing."),
        (
            "{questions: [1.1.1], pillars: ['1'], at_least: 1}",
            "each[0]",
            "Exactly one of the keys questions, indicators, pillars",
        ),
    ],
)
def test_what_cannot_be_asked_for_is_told_with_its_line(
    each, place, sentence, problems_of
):
    assert_told(problems_of(named(each)), f"{GATE}[0].{place}", sentence)


def test_a_higher_gate_names_all_that_a_lower_one_does(problems_of):
    each = "{questions: [1.1.1], at_least: 3}"
    sentence = "The level below asks for '1.1.1' at 3; so must this one."
    lower_only = named(each, SECOND)
    assert_told(problems_of(lower_only), f"{GATE}[0]", sentence)
    less = changed(
        HIGHEST, f"{HIGHEST[:-1]}, each: [{each.replace('3', '2')}]}}", lower_only
    )
    assert_told(problems_of(less), f"{GATE}[0]", sentence)
    as_much = changed(HIGHEST, f"{HIGHEST[:-1]}, each: [{each}]}}", lower_only)
    assert problems_of(as_much) == []


def test_a_question_of_a_group_cannot_be_named(problems_of):
    """Of a group and its criteria only the one or the other has a level."""
    band = "{level: 3, at_least: 90"
    for code in ("1.1", "1.1.1"):
        each = f"each: [{{questions: ['{code}'], at_least: 2}}]"
        text = changed(band, f"{{level: 3, {each}, at_least: 90", WIDE)
        problems = problems_of(text, "wide.yaml")
        assert_told(
            problems, "each[0].questions[0]", f"'{code}' is answered with its group"
        )
    every = changed(
        band, "{level: 3, each: [{questions: all, at_least: 1}], at_least: 90", WIDE
    )
    problems = problems_of(every, "wide.yaml")
    assert_told(problems, "each[0].questions", "questions are named one by one")


def test_the_lowest_band_asks_for_nothing(problems_of):
    overall = WIDE[WIDE.index("overall_level:") :]
    lowest = overall[overall.index("{level: 1") :].split("}", 1)[0]
    each = "each: [{pillars: ['2'], at_least: 2}]"
    spoilt = WIDE.replace(overall, overall.replace(lowest, f"{lowest}, {each}", 1))
    problems = problems_of(spoilt, "wide.yaml")
    assert_told(problems, "bands[0].each", "it can ask for nothing")
