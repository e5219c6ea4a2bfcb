"""The points, anchors and steps of a question fit together."""

import pytest

from tests.indexes.documents.spoilt import TENTHS, WIDE, assert_told, changed


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        (
            "code: '2.2'",
            "code: 2.2",
            "pillars[1].indicators[1].code",
            "the number 2.2 (put codes in quotes)",
        ),
        (
            "kind: text",
            "kind: essay",
            "pillars[0].indicators[0].questions[2].kind",
            "'essay' is not known here",
        ),
        (
            "            kind: text\n",
            "",
            "pillars[0].indicators[0].questions[2]",
            "The key 'kind' is missing.",
        ),
        (
            "[0, 2, 4, 6, 8, 10]",
            "[0, 2, 4, 6, 8]",
            "questions[1].anchors",
            "There are 6 anchors for 5 levels",
        ),
        (
            "[0, 2, 4, 6, 8, 10]",
            "[0, 2, 1, 6, 8, 10]",
            "questions[1].points[2]",
            "Points may not fall: 1 comes after 2.",
        ),
        (
            "[0, 2, 4, 6, 8, 10]",
            "[0, 2, 4, 6, 8, 1e400]",
            "questions[1].points[5]",
            "A number or a fraction such as '125/6' is expected here, not '1e400'.",
        ),
        (
            "[0, 2, 4, 6, 8, 10]",
            "[-9, -8, -4, -4, -2, -1]",
            "questions[1].points",
            "Nobody can earn anything: the highest level is worth nothing.",
        ),
        (
            "[0, 2, 4, 6, 8, 10]",
            "[0, 2, 4, 6, 8, 10000000.001]",
            "questions[1]",
            "too large, or cut too finely, to be added up exactly",
        ),
        (
            "[0, 1, 2, 3, 4, 6]",
            "[1, 2, 3, 4, 5, 6]",
            "questions[0].at_least[0]",
            "The first step must be 0.",
        ),
        (
            "[0, 1, 2, 3, 4, 6]",
            "[0, 1, 2, 3]",
            "questions[0].at_least",
            "There are 4 steps for 6 anchors.",
        ),
        (
            "cuts: [0, 20, 40, 60, 80]",
            "cuts: [0, 20, 40, 80, 60]",
            "cuts[4]",
            "Cuts must rise: 60 comes after 80.",
        ),
        (
            "cuts: [0, 20, 40, 60, 80]",
            "cuts: [0, 50]",
            "anchors",
            "2 cuts make 3 bands, but there are 6 anchors.",
        ),
        (
            "bands: equal_fifths",
            "bands: fifths",
            "questions[0].bands",
            "There are no bands 'fifths'.",
        ),
        (
            "cuts: [0, 20, 40, 60, 80]",
            "cuts: [0, 20, '200/3', 66, 80]",
            "cuts[3]",
            "Cuts must rise: 66 comes after 200/3.",
        ),
        (
            "figure: employees}",
            "figure: staff}",
            "denominator.figure",
            "There is no figure 'staff'.",
        ),
    ],
)
def test_what_does_not_fit_in_a_question_is_told_with_its_key(
    problems_of, old, new, place, sentence
):
    assert_told(problems_of(changed(old, new)), place, sentence)


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        (
            ", exclusive: true",
            "",
            "questions[0].options",
            "One option must be `exclusive`",
        ),
        (
            "{id: drive,",
            "{id: email,",
            "options[2].id",
            "The id 'email' is used twice.",
        ),
        (
            "en: Email}, points: 1",
            "en: Email}",
            "options[1]",
            "The key 'points' is missing: the question is scored.",
        ),
        (
            "en: Money}}",
            "en: Money}, points: 1}",
            "options[0].points",
            "the question is not scored",
        ),
        (
            "points: [0, 2, 3]",
            "points: [0, 2]",
            "anchors",
            "There are 3 anchors for 2 levels of points.",
        ),
        (
            "        points: [0, 2, 3]\n",
            "",
            "questions[1]",
            "say what each choice is worth",
        ),
        (
            "first_level: 1",
            "first_level: one",
            "points.first_level",
            "A whole number is expected here",
        ),
    ],
)
def test_what_does_not_fit_in_a_choice_is_told_with_its_key(
    problems_of, old, new, place, sentence
):
    assert_told(problems_of(changed(old, new, WIDE), "wide.yaml"), place, sentence)


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        (
            "at_least: [0, 1, 3, 5]",
            "at_least: [0, 1, 3]",
            "questions[1].at_least",
            "There are 3 steps for 4 anchors.",
        ),
        (
            "at_least: [0, 1, 3, 5]",
            "at_least: [0, 1, 3, 7]",
            "questions[1].at_least[3]",
            "There are only 6 options to choose.",
        ),
        (
            "at_least: [0, 1, 3, 5]",
            "at_least: [1, 2, 3, 5]",
            "questions[1].at_least[0]",
            "The first step must be 0.",
        ),
        (
            "at_least: [0, 1, 3, 5]",
            "at_least: [0, 1, 3, 5]\n        cap: 8",
            "questions[1].at_least",
            "Options that are counted are scored, and have no cap.",
        ),
        (
            "        at_least: [0, 1, 3, 5]\n",
            "",
            "questions[1].anchors",
            "Nothing uses `anchors`: options are counted with `at_least`.",
        ),
        (
            "points: [0, 4, 7, 10]",
            "points: [0, 4, 7]",
            "questions[1].anchors",
            "There are 4 anchors for 3 levels of points.",
        ),
        (
            'en: "Zalo"}}',
            'en: "Zalo"}, points: 2}',
            "options[3].points",
            "Nothing counts these points: `at_least` says how many it takes.",
        ),
        (
            ", exclusive: true",
            "",
            "questions[1].options",
            "One option must be `exclusive`",
        ),
    ],
)
def test_what_does_not_fit_where_options_are_counted_is_told(
    problems_of, old, new, place, sentence
):
    spoilt = changed(old, new, TENTHS)
    assert_told(problems_of(spoilt, "zero-ten.yaml"), place, sentence)


def test_options_that_are_counted_say_what_each_number_means(problems_of):
    at, end = (
        TENTHS.index('        anchors:\n          - {vi: "Chưa có kênh'),
        TENTHS.index("        points: [0, 4, 7, 10]"),
    )
    spoilt = TENTHS[:at] + TENTHS[end:]
    assert_told(
        problems_of(spoilt, "zero-ten.yaml"),
        "pillars[1].questions[1]",
        "The key 'anchors' is missing.",
    )


def test_a_scale_has_21_anchors_at_most(problems_of):
    more = "".join(f"          - {{vi: '{n}', en: '{n}'}}\n" for n in range(10, 21))
    last = '          - {vi: "Hoàn toàn", en: "Entirely"}\n'
    assert problems_of(changed(last, more, TENTHS), "zero-ten.yaml") == []
    spoilt = changed(last, more + last, TENTHS)
    sentence = "At most 21 entries are expected here, not 22."
    assert_told(problems_of(spoilt, "zero-ten.yaml"), "questions[0].anchors", sentence)
