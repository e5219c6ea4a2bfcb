"""Points that grow evenly go up, with marks from end to end; peers are of questions there are."""

import pytest

from tests.indexes.documents.spoilt import DTI, assert_told, changed

AT = "pillars[0].questions[2].linear"


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        (
            "{at: 0, text",
            "{at: 5, text",
            f"{AT}.marks[0].at",
            "The first mark is at 0, the last at 100 percent of the way.",
        ),
        (
            "{at: 100, text",
            "{at: 99, text",
            f"{AT}.marks[4].at",
            "The first mark is at 0, the last at 100",
        ),
        (
            "{at: 50, text",
            "{at: 25, text",
            f"{AT}.marks[2].at",
            "Marks must rise: 25 comes after 25.",
        ),
        (
            "{at: 50, text",
            "{at: '100/3', text",
            f"{AT}.marks[2].at",
            "A mark lies on one of the 10000 steps.",
        ),
        (
            "          points: 50\n",
            "          points: 0\n",
            f"{AT}.points",
            "worth something",
        ),
        (
            "best_of: agencies-2025",
            "best_of: agencies",
            f"{AT}.to.best_of",
            "There is no set of peers 'agencies'.",
        ),
        (
            "          from: 0\n          to: {best_of: agencies-2025}",
            "          from: 80\n          to: {best_of: agencies-2025}",
            f"{AT}.to",
            "Points must grow: everything is at 80, nothing at 80.",
        ),
        (
            "date: 2025-12-31\n    source",
            "date: last year\n    source",
            "peer_sets.agencies-2025.date",
            "The date must be written as 2021-12-31.",
        ),
        (
            "{'1.3': 12,",
            "{'1.9': 12,",
            "peer_sets.agencies-2025.values.c.1.9",
            "There is no question '1.9'.",
        ),
        (
            "{'1.3': 12,",
            "{'1.3': 120,",
            "peer_sets.agencies-2025.values.c.1.3",
            "The number must be from 0 to 100, not 120.",
        ),
        (
            "          points: 50\n",
            "          points: 50\n          steps: 20000\n",
            f"{AT}.steps",
            "The number must be at most 10000, not 20000.",
        ),
        (
            "        linear:\n",
            "        bands: thirds\n        linear:\n",
            "pillars[0].questions[2]",
            "Exactly one of the keys bands, linear is expected here.",
        ),
        (
            "        linear:\n",
            "        advised_up_to: 1\n        linear:\n",
            "pillars[0].questions[2].advised_up_to",
            "The key 'advised_up_to' is not known here",
        ),
    ],
)
def test_what_does_not_fit_where_points_grow_evenly_is_told(
    problems_of, old, new, place, sentence
):
    told = problems_of(changed(old, new, DTI), "dti-agency.yaml")
    assert_told(told, place, sentence)


def test_where_one_peer_has_no_ratio_another_is_the_best(problems_of):
    assert problems_of(changed("'1.3': 80, ", "", DTI), "dti-agency.yaml") == []


def test_of_a_question_that_no_peer_has_nobody_is_the_best(problems_of):
    text = DTI.replace("'6.3': 20", "'6.1': 20").replace(", '6.3': '100/3'", "")
    text = text.replace("'6.1': 91.5, '6.1': 20", "'6.1': 91.5")
    sentence = "Points must grow: everything is at 0, nothing at 0."
    told = problems_of(text, "dti-agency.yaml")
    assert_told(told, "pillars[5].questions[2].linear.to", sentence)
