"""CIS Controls by implementation group: one question in several groups, weights of each group."""

from fractions import Fraction

import pytest

from indexes.documents.check import check_file
from survey.answers.progress import missing
from survey.models import Answer, Assessment
from survey.results.services import submit
from survey.rounds.services import choose_variant, start_next_round
from tests.builders import (
    INDEXES,
    NOW,
    make_answers,
    make_assessment,
    make_version_of,
)
from tests.indexes.frameworks.rows import (
    by_code,
    drawn_rows,
    index_named,
    kept,
    scored,
    scored_as_csv,
)

GROUPS = {"ig1": 56, "ig2": 130, "ig3": 153}
# By control: how many safeguards each group has, as published.
SAFEGUARDS = {
    "A": {"1": (2, 4, 5), "2": (3, 6, 7)},
    "B": {"3": (6, 12, 14), "4": (7, 11, 12)},
    "C": {"5": (4, 6, 6), "6": (5, 7, 8)},
    "D": {"7": (4, 7, 7), "8": (3, 11, 12), "9": (2, 6, 7), "10": (3, 7, 7)},
    "E": {"11": (4, 5, 5), "12": (1, 7, 8), "13": (0, 6, 11)},
    "F": {
        "14": (8, 9, 9),
        "15": (1, 4, 7),
        "16": (0, 11, 14),
        "17": (3, 8, 9),
        "18": (0, 3, 5),
    },
}


def expected(group: str, levels: dict[str, int]) -> tuple[Fraction, int | None]:
    """By the rule alone: shares of pillars, weighed by how many safeguards they have."""
    total = whole = Fraction(0)
    for controls in SAFEGUARDS.values():
        place = list(GROUPS).index(group)
        weight = sum(counts[place] for counts in controls.values())
        points = [
            level for code, level in levels.items() if code.split(".")[0] in controls
        ]
        if points:
            total += weight * Fraction(sum(points), 3 * len(points))
            whole += weight
    if not whole:
        return total, None
    share = total / whole
    level = 2 if share == 1 else int(share * 2 >= 1)
    return total, level


def test_the_file_has_no_fault():
    assert check_file(INDEXES / "cis-8.yaml")[1] == []


@pytest.mark.parametrize(("group", "count"), GROUPS.items())
def test_each_group_asks_the_safeguards_that_were_published(group, count):
    index = index_named("cis-8", group)
    place = list(GROUPS).index(group)
    assert len(index.codes) == count
    for controls in SAFEGUARDS.values():
        for control, counts in controls.items():
            own = [code for code in index.codes if code.split(".")[0] == control]
            assert len(own) == counts[place], control


@pytest.mark.parametrize("group", GROUPS)
def test_every_row_comes_out_as_the_rule_says(group):
    index = index_named("cis-8", group)
    rows = drawn_rows(index, 200)
    rows.append([3] * len(index.codes))
    rows.append([3] * (len(index.codes) - 1) + [2])
    outcomes = scored(index, rows)
    for row, outcome in zip(rows, outcomes, strict=True):
        total, level = expected(group, by_code(index, row))
        assert outcome.level == level
        assert outcome.total == total
    assert [outcome.level for outcome in outcomes[-2:]] == [2, 1]


def test_a_file_of_answers_names_the_group(tmp_path):
    index = index_named("cis-8", "ig1")
    rows = drawn_rows(index, 20)
    for row, line in zip(rows, scored_as_csv(index, rows, tmp_path), strict=True):
        assert int(line["level"]) == expected("ig1", by_code(index, row))[1]


def fresh(draft: Assessment) -> Assessment:
    return Assessment.objects.get(pk=draft.pk)


@pytest.fixture
def beginner(db) -> Assessment:
    draft = make_assessment(index_version=make_version_of("cis-8"), variant="ig1")
    make_answers(draft, level=3)
    return draft


def test_moving_up_before_sending_keeps_every_answer(beginner):
    assert missing(beginner) == []
    choose_variant(assessment=beginner, variant="ig2", by=None, now=NOW)
    open_codes = missing(fresh(beginner))
    assert len(open_codes) == 130 - 56
    answered = Answer.objects.filter(assessment=beginner)
    assert not set(open_codes) & {answer.question for answer in answered}


def test_moving_down_again_asks_nothing_anew(beginner):
    for variant in ("ig3", "ig1"):
        choose_variant(assessment=fresh(beginner), variant=variant, by=None, now=NOW)
    assert missing(fresh(beginner)) == []


def test_a_next_round_may_move_up_and_has_the_answers_of_the_last(beginner):
    submit(assessment=beginner, by=None, now=NOW)
    following = start_next_round(assessment=beginner, by=None, now=NOW)
    choose_variant(assessment=following, variant="ig2", by=None, now=NOW)
    Answer.objects.filter(assessment=following).update(to_confirm=False)
    assert len(missing(fresh(following))) == 130 - 56


def test_a_result_of_a_larger_group_counts_what_was_answered_in_the_smaller(beginner):
    choose_variant(assessment=beginner, variant="ig2", by=None, now=NOW)
    draft = fresh(beginner)
    Answer.objects.bulk_create(
        Answer(assessment=draft, question=code, level=0, changed_at=NOW)
        for code in missing(draft)
    )
    result = submit(assessment=fresh(draft), by=None, now=NOW)
    index = result.index
    levels = {
        code: 3 if code in index_named("cis-8", "ig1").codes else 0
        for code in index.codes
    }
    total, level = expected("ig2", levels)
    assert result.level == level == 0
    assert result.total == kept(index.rubric, total)
