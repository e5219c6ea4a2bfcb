"""What a step waits for is there, and what it takes is said."""

import pytest

from indexes.documents.check import check_file
from tests.indexes.documents.spoilt import WIDE


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        (
            "after: [1.1.1]",
            "after: [1.1.9]",
            "questions[1].after[0]",
            "There is no scored question '1.1.9'.",
        ),
        (
            "after: [1.1.1]",
            "after: ['2.4']",
            "questions[1].after[0]",
            "There is no scored question '2.4'.",
        ),
        (
            "after: [1.1.1]",
            "after: [3.1.s-1]",
            "questions[1].after[0]",
            "There is no scored question '3.1.s-1'.",
        ),
        (
            "after: [3.1.s-1, '2.1']",
            "after: [3.1.f-1]",
            "after[0]",
            "There is no scored question '3.1.f-1'.",
        ),
        (
            "after: [1.1.1]",
            "after: [1.1.1, 1.1.1]",
            "after[1]",
            "The question '1.1.1' is named twice.",
        ),
        (
            "after: [1.1.1]",
            "after: [1.1.2]",
            "questions[1].after",
            "waits for itself: 1.1.2 → 1.1.2.",
        ),
        (
            "after: [1.1.1]",
            "after: ['1.1']",
            "questions[1].after",
            "waits for itself: 1.1.2 → 1.1.2.",
        ),
        (
            "after: ['1.2']",
            "after: [1.1.1]",
            "group_question.after",
            "waits for itself: 1.1 → 1.1.",
        ),
        (
            "after: ['1.2']",
            "after: ['1.1']",
            "group_question.after",
            "waits for itself: 1.1 → 1.1.",
        ),
        (
            "effort: 2, months: 1}",
            "effort: 2, months: 1, after: [1.1.2]}",
            "indicators[1].questions[0].after",
            "waits for itself: 1.2.1 → 1.1 → 1.2.1.",
        ),
        (
            "effort: 2, months: 1, doing: {support: none}}",
            "effort: 2, months: 1, after: [3.1.s-3]}",
            "questions.3.1[1].after",
            "waits for itself: 3.1.s-2 → 3.1.s-3 → 3.1.s-2.",
        ),
        (
            "doing: {who: sales,",
            "doing: {who: robot,",
            "pillars[0].doing.who",
            "'robot' is not among who_words: owner",
        ),
        (
            "proof_kinds: [screenshot]",
            "proof_kinds: [oath]",
            "proof_kinds[0]",
            "'oath' is not among proof_kinds_words",
        ),
        (
            "proof_kinds: [invoice]",
            "proof_kinds: [oath]",
            "questions.3.1[3].proof_kinds[0]",
            "'oath' is not among",
        ),
        (
            "support: dx_solutions",
            "support: cash",
            "doing.support",
            "'cash' is not known here; it must be one of dx_",
        ),
        (
            "cost: [1000000, 2000000]",
            "cost: [2, 1]",
            "indicators[0].doing.cost",
            "The lower cost comes first: 2 is",
        ),
        (
            "cost: [1000000, 2000000]",
            "cost: [2]",
            "doing.cost",
            "At least 2 entries are expected here, not 1.",
        ),
        (
            "cost: [1000000, 2000000]",
            "cost: [-1, 2]",
            "doing.cost[0]",
            "The number must be at least 0, not -1.",
        ),
        (
            "effort: 4",
            "effort: 6",
            "group_question.effort",
            "The number must be at most 5, not 6.",
        ),
        (
            "  who: owner\n",
            "",
            "pillars[1].questions[0]",
            "The key 'doing.who' is missing, here and in all",
        ),
        (
            "effort: 3, months: 2}",
            "effort: 3}",
            "questions.3.1[0]",
            "The key 'months' is missing: the step may be",
        ),
        (
            "advised_up_to: 2",
            "advised_up_to: 0",
            "questions[0].advised_up_to",
            "above 0 and below 3 is expected here",
        ),
        (
            "advised_up_to: 2",
            "advised_up_to: 3",
            "questions[0].advised_up_to",
            "above 0 and below 3 is expected here",
        ),
        (
            "after: [1.1.1]",
            "advised_up_to: 1",
            "questions[1].advised_up_to",
            "A level above 1 and below 3 is expected",
        ),
        (
            "effort: 1, months: 1}",
            "advised_up_to: 1}",
            "questions.3.1[0].advised_up_to",
            "above 0 and below 1",
        ),
        (
            "  who: owner\n",
            "  who: owner\n  level_by_level: true\n",
            "questions.3.1[0]",
            "all questions have as many levels",
        ),
        (
            "after: [1.1.1]",
            "tasks: [{vi: Một, en: One}]",
            "questions[1].tasks",
            "One task for each step up is expected here: 2, not 1.",
        ),
        (
            "advised: false",
            "advised: never",
            "questions[1].advised",
            "true or false is expected here",
        ),
    ],
)
def test_a_mistake_about_steps_is_told_with_its_place(
    old, new, place, sentence, tmp_path
):
    assert old in WIDE
    path = tmp_path / "wide.yaml"
    path.write_text(WIDE.replace(old, new, 1), encoding="utf-8")
    told = [str(problem) for problem in check_file(path)[1]]
    assert any(place in one and sentence in one for one in told), told


def test_a_mistake_is_told_once_however_many_variants_share_the_question(tmp_path):
    path = tmp_path / "wide.yaml"
    path.write_text(
        WIDE.replace("after: [1.1.1]", "after: [1.1.2]", 1), encoding="utf-8"
    )
    assert len(check_file(path)[1]) == 1
