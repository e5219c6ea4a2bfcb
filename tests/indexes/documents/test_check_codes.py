"""Each code stands for one thing, on pages, in addresses and in files."""

import pytest

from indexes.documents.check_codes import folded
from tests.indexes.documents.spoilt import SMALL, WIDE, assert_told, changed


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        (
            "code: 1.1.2",
            "code: 1.1.1",
            "pillars[0].indicators[0].questions[1].code",
            "The code '1.1.1' is used twice.",
        ),
        (
            "code: 1.1.2",
            "code: 1-1-1",
            "pillars[0].indicators[0].questions[1].code",
            "The code '1-1-1' reads like '1.1.1': only case or signs differ.",
        ),
        (
            "code: 1.1.2",
            "code: 1.1.1-text",
            "pillars[0].indicators[0].questions[1].code",
            "The code '1.1.1-text' is the name of a field of '1.1.1'.",
        ),
        (
            "code: 1.1.2",
            "code: confirm",
            "pillars[0].indicators[0].questions[1].code",
            "The code 'confirm' has a meaning of its own on pages or in files.",
        ),
        (
            "code: 1.1.2",
            "code: figure-employees",
            "pillars[0].indicators[0].questions[1].code",
            "The code 'figure-employees' has a meaning of its own",
        ),
        (
            "code: 1.1.2",
            "code: total",
            "pillars[0].indicators[0].questions[1].code",
            "The code 'total' has a meaning of its own",
        ),
        (
            "code: 1.1.2",
            "code: '../1'",
            "pillars[0].indicators[0].questions[1].code",
            "'../1' may have letters without accents, digits, dots, hyphens",
        ),
        (
            "code: 1.1.2",
            "code: 'đo-1'",
            "pillars[0].indicators[0].questions[1].code",
            "'đo-1' may have letters without accents",
        ),
        (
            "code: 1.1.2",
            "code: 'GV.OC-01, GV'",
            "pillars[0].indicators[0].questions[1].code",
            "'GV.OC-01, GV' may have letters without accents",
        ),
        (
            "code: 1.1.2",
            "code: ABCDEFGHIJ.1234567890",
            "pillars[0].indicators[0].questions[1].code",
            "There is room for 20 characters here; these are 21.",
        ),
    ],
)
def test_a_code_that_cannot_stand_alone_is_told_with_its_key(
    problems_of, old, new, place, sentence
):
    assert_told(problems_of(changed(old, new)), place, sentence)


@pytest.mark.parametrize("code", ["GV.OC-01", "G-SM-1-A", "2.2.2", "a_b", "ISM-1511"])
def test_an_official_code_stands_as_it_is_written_wherever_its_question_stands(
    problems_of, code
):
    assert problems_of(SMALL.replace("3.1.2", code)) == []


def test_pillars_and_indicators_have_official_codes_too(problems_of):
    renamed = WIDE.replace("'3.1'", "'TOOLS.A'").replace("- code: '3'", "- code: G.3")
    renamed = renamed.replace("pillars: ['3']", "pillars: [G.3]")
    assert renamed != WIDE
    assert problems_of(renamed, "wide.yaml") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("GV.OC-01", "gv-oc-01"), ("1.1", "1_1"), ("a..b", "A-b"), ("x_", "x")],
)
def test_codes_that_make_one_address_are_one_to_a_reader(one, other):
    assert folded(one) == folded(other)


def test_codes_of_other_letters_are_told_apart():
    assert folded("GV.OC-01") != folded("GV.OC-1")
    assert folded("1.11") != folded("11.1")
