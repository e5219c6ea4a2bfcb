"""A table has whole rows and columns; options make no more sums than there may be levels."""

import time

import pytest

from scoring.rules import MOST_QUESTION_LEVELS
from tests.builders import INDEXES
from tests.indexes.documents.spoilt import SMALL, assert_told, changed

DMA = (INDEXES / "eu-dma.yaml").read_text(encoding="utf-8")
NONE = '        none: {vi: "Chưa đầu tư và chưa định", en: "Nothing done or planned"}\n'


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        (NONE, "", "pillars[0].questions[0]", "The key 'none' is missing, so that"),
        (
            "{id: planning,",
            "{id: design,",
            "questions[0].rows[1].id",
            "The id 'design' is used twice.",
        ),
        (
            "{id: planned,",
            "{id: done,",
            "questions[0].columns[1].id",
            "The id 'done' is used twice.",
        ),
        (
            "{id: planning,",
            "{id: Lập kế hoạch,",
            "questions[0].rows[1].id",
            "The id may have small letters",
        ),
        (
            'en: "Planned"}, points: 0}',
            'en: "Planned"}}',
            "questions[0].columns[1]",
            "The key 'points' is missing",
        ),
        (
            "choose: any",
            "choose: both",
            "questions[0].choose",
            "'both' is not known here; it must be one of any, one.",
        ),
        (
            "        choose: one\n",
            "        choose: one\n" + NONE,
            "pillars[1].questions[1].none",
            "Where each row has a choice, a column says that there is none of it.",
        ),
        (
            'en: "Not used"}, points: 0}',
            'en: "Not used"}, points: 1}',
            "pillars[1].questions[1].columns",
            "One column is worth nothing, so that the lowest level is there.",
        ),
        (
            "        choose: any\n",
            "        choose: any\n        scored: false\n",
            "questions[0].columns[0].points",
            "Nothing counts these points: the question is not scored.",
        ),
    ],
)
def test_a_table_that_is_not_whole_is_told_with_its_key(
    problems_of, old, new, place, sentence
):
    assert_told(problems_of(changed(old, new, DMA), "eu-dma.yaml"), place, sentence)


def choice(*points: object, cap: object = None) -> str:
    options = "".join(
        f", {{id: o{place}, name: {{vi: a, en: a}}, points: {worth}}}"
        for place, worth in enumerate(points)
    )
    limit = f"cap: {cap}, " if cap else ""
    return (
        "          - {code: 1.1.4, kind: multiple, name: {vi: a, en: a}, "
        f"ask: {{vi: a, en: a}}, {limit}options: [{{id: none, name: {{vi: a, en: a}}, "
        f"points: 0, exclusive: true}}{options}]}}\n"
    )


def with_choice(*points: object, cap: object = None) -> str:
    old = "          - code: 1.1.2\n"
    return changed(old, choice(*points, cap=cap) + old, SMALL)


# As unlike as can be: every choice of them is a sum of its own.
UNLIKE = [2**place + 1 for place in range(18)]


def test_18_options_of_unlike_worth_are_refused_at_once(problems_of):
    began = time.process_time()
    problems = problems_of(with_choice(*UNLIKE))
    assert time.process_time() - began < 1
    sentence = (
        f"These options make more than {MOST_QUESTION_LEVELS} different sums of points"
    )
    assert_told(problems, "pillars[0].indicators[0].questions[1].options", sentence)


def test_with_a_cap_they_make_no_more_sums_than_there_may_be(problems_of):
    told = "".join(problems_of(with_choice(*UNLIKE, cap=MOST_QUESTION_LEVELS - 2)))
    assert "different sums" not in told


@pytest.mark.parametrize("more", [0, 1])
def test_as_many_sums_as_there_may_be_levels_are_taken_and_not_one_more(
    problems_of, more
):
    # With nothing there are as many sums as the cap and one more.
    doubling = [2**place for place in range(20)]
    told = "".join(
        problems_of(with_choice(*doubling, cap=MOST_QUESTION_LEVELS - 1 + more))
    )
    assert ("different sums" in told) is bool(more)
