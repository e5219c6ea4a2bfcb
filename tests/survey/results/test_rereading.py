"""From one version of an index to another: what levels tell, what answers tell, what nobody
can know.
"""

from copy import deepcopy
from decimal import Decimal

import numpy as np
import pytest

from indexes.index.conditions import Facts
from indexes.index.model import Index
from scoring.rules import NOT_APPLICABLE
from survey.models import Answer
from survey.results.rereading import (
    ASKED_FIRST_NOW,
    MUST_APPLY,
    NO_NUMBERS,
    OTHER_LEVELS,
    Reason,
    Rereading,
)
from tests.builders import index_document, small_document
from tests.survey.results.versions import corrected, question_in, worth_more

SMALL = Index(small_document())
FROZEN = bytes([3, 3, 3, 3, 3, 3, 3])


def rereading(change=lambda document: None) -> Rereading:
    return Rereading(SMALL, Index(corrected(change)))


def read(change, *answers: Answer, frozen: bytes = FROZEN, **figures: int):
    """What one enterprise's answers amount to: levels by question, or the reason why not."""
    way = rereading(change)
    numbers = {name: Decimal(number) for name, number in figures.items()}
    outcome = way.read(frozen, answers, numbers)
    if isinstance(outcome, Reason):
        return outcome
    return dict(zip(way.new.codes, outcome, strict=True))


def lower_cuts(document: dict) -> None:
    document["bands"]["equal_fifths"]["cuts"] = [0, 5, 10, 15, 20]


def one_more(document: dict) -> None:
    questions = document["pillars"][2]["indicators"][0]["questions"]
    questions.append({**question_in(document, "1.1.1"), "code": "3.1.9"})


def one_less(document: dict) -> None:
    document["pillars"][1]["indicators"][0]["questions"].pop()


def turned_round(document: dict) -> None:
    document["pillars"].reverse()


def five_levels(document: dict) -> None:
    question = question_in(document, "1.1.1")
    question["anchors"] = question["anchors"][:5]


def always_asked(document: dict) -> None:
    del question_in(document, "1.1.2")["show_if"]


def must_apply(document: dict) -> None:
    del question_in(document, "2.2.1")["not_applicable"]


def more_programs(document: dict) -> None:
    question_in(document, "3.1.1")["at_least"] = [0, 2, 4, 6, 8, 10]


def of_all_staff(document: dict) -> None:
    question_in(document, "2.1.2")["denominator"] = {"figure": "employees"}


@pytest.mark.parametrize("change", [worth_more, one_less, turned_round])
def test_where_both_ask_and_judge_the_same_the_levels_alone_tell(change):
    way = rereading(change)
    codes = [SMALL.codes[place] for place in way.places]
    assert codes == list(way.new.codes)
    assert way.refused is None


@pytest.mark.parametrize(
    "change",
    [lower_cuts, one_more, five_levels, always_asked, must_apply, more_programs],
)
def test_where_they_do_not_the_answers_have_to_be_read(change):
    assert rereading(change).places is None


def test_levels_are_moved_column_by_column():
    way = rereading(turned_round)
    levels = np.array([[0, 1, 2, 3, 4, 5, 6]], np.int8)
    assert way.moved(levels).tolist() == [[5, 6, 2, 3, 4, 0, 1]]


def test_a_question_that_hangs_on_others_is_read_from_its_answer():
    """Hidden, its frozen level is not what was answered."""
    assert set(rereading().kept) == set(SMALL.codes) - {"1.1.2"}


def test_a_group_and_its_criteria_are_read_from_their_answers():
    wide = Index(index_document("wide"), "farm")
    kept = set(Rereading(wide, wide).kept)
    assert kept.isdisjoint({"1.1", "1.1.1", "1.1.2", "1.2", "1.2.1"})
    assert {"2.1", "2.2", "3.1.f-1"} <= kept


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (worth_more, None),
        (one_more, Reason(ASKED_FIRST_NOW, "3.1.9")),
        (five_levels, Reason(OTHER_LEVELS, "1.1.1")),
        (lower_cuts, None),
        (always_asked, None),
    ],
)
def test_what_keeps_everybody_out_is_known_before_anybody_is_read(change, reason):
    assert rereading(change).refused == reason


def test_a_new_question_behind_a_branch_keeps_nobody_out_beforehand():
    """Who did not take the branch is not asked it either way."""

    def one_more_behind_a_branch(document):
        one_more(document)
        question_in(document, "3.1.9")["show_if"] = {"question": "1.1.1", "at_least": 4}

    assert rereading(one_more_behind_a_branch).refused is None
    assert read(one_more_behind_a_branch, answered("1.1.2"))["3.1.9"] == -2
    taken = bytes([5, 3, 3, 3, 3, 3, 3])
    reason = read(one_more_behind_a_branch, answered("1.1.2"), frozen=taken)
    assert reason == Reason(ASKED_FIRST_NOW, "3.1.9")


def answered(question: str, level: int | None = 3, **parts) -> Answer:
    return Answer(question=question, level=level, **parts)


def test_what_was_answered_behind_a_branch_counts_where_it_is_open_now():
    hidden = bytes([0, 0xFE, 3, 3, 3, 3, 3])
    assert read(always_asked, answered("1.1.2", 4), frozen=hidden)["1.1.2"] == 4


def test_what_was_never_asked_cannot_be_known():
    hidden = bytes([0, 0xFE, 3, 3, 3, 3, 3])
    assert read(always_asked, frozen=hidden) == Reason(MUST_APPLY, "1.1.2")


@pytest.mark.parametrize(
    "parts", [{"to_confirm": True}, {"state": "cleared"}, {"state": "not_applicable"}]
)
def test_what_does_not_count_as_answered_tells_nothing(parts):
    outcome = read(always_asked, answered("1.1.2", **parts))
    assert isinstance(outcome, Reason)
    assert outcome.question == "1.1.2"


def test_numbers_are_cut_into_levels_anew():
    levels = read(
        lower_cuts,
        answered("1.1.2"),
        answered("2.1.1", 1, numerator=Decimal(2)),
        answered("2.1.2", 1, numerator=Decimal(12)),
        answered("2.2.1", 1, numerator=Decimal(1), denominator=Decimal(100)),
        employees=20,
        revenue_quarter=100,
    )
    assert [levels[code] for code in ("2.1.1", "2.1.2", "2.2.1")] == [2, 3, 1]


def test_a_level_picked_without_numbers_is_no_guess_at_other_cuts():
    outcome = read(
        lower_cuts,
        answered("1.1.2"),
        answered("2.1.1"),
        employees=20,
        revenue_quarter=1,
    )
    assert outcome == Reason(NO_NUMBERS, "2.1.1")


def test_a_count_is_cut_anew_and_a_picked_range_is_not():
    counted = answered("3.1.1", 3, count=4)
    assert read(more_programs, answered("1.1.2"), counted)["3.1.1"] == 2
    assert read(more_programs, answered("1.1.2"), answered("3.1.1")) == Reason(
        NO_NUMBERS, "3.1.1"
    )


def test_a_share_of_another_whole_is_worked_out_of_that():
    part = answered("2.1.2", 3, numerator=Decimal(5))
    levels = read(of_all_staff, answered("1.1.2"), part, employees=10)
    assert levels["2.1.2"] == 3


def test_what_may_no_longer_be_dropped_needs_an_answer():
    dropped = answered("2.2.1", None, state="not_applicable")
    outcome = read(must_apply, answered("1.1.2"), dropped)
    assert outcome == Reason(MUST_APPLY, "2.2.1")
    assert read(must_apply, answered("1.1.2"), answered("2.2.1"))["2.2.1"] == 3


def test_options_that_are_worth_more_now_keep_their_choice():
    old = Index(index_document("wide"), "farm")
    document = index_document("wide")
    document["pillars"][1]["questions"][0]["options"][1]["points"] = 2
    way = Rereading(old, Index(document, "farm"))
    answer = Answer(question="2.1", level=1, chosen=["email"])
    assert way._level(answer, {}) == 2


def test_other_words_are_named_and_other_certainty_is_not():
    def other_words(document):
        question_in(document, "1.1.1")["ask"] = {"vi": "Trang web?", "en": "The site?"}
        for anchor in question_in(document, "3.1.2")["anchors"]:
            anchor["confidence"] = "assumed"

    assert rereading(other_words).reworded == ["1.1.1"]
    assert rereading(worth_more).reworded == []


def test_another_anchor_is_another_word():
    def other_anchor(document):
        anchors = deepcopy(question_in(document, "3.1.2")["anchors"])
        anchors[0]["vi"] = "Chưa có gì"
        question_in(document, "3.1.2")["anchors"] = anchors

    assert rereading(other_anchor).reworded == ["3.1.2"]


def newer_agency(change) -> Rereading:
    document = index_document("dti-agency")
    change(document)
    return Rereading(Index(index_document("dti-agency")), Index(document))


def another_best(document: dict) -> None:
    document["peer_sets"]["agencies-2025"]["values"]["b"]["1.3"] = 90


def other_words(document: dict) -> None:
    for mark in document["pillars"][0]["questions"][2]["linear"]["marks"]:
        mark["text"]["vi"] += "!"


def test_another_best_peer_is_judged_by_the_numbers_that_were_given():
    way = newer_agency(another_best)
    assert set(way.old.codes) - set(way.kept) == {"1.3"}
    levels = np.zeros(len(way.old.codes), np.int16).tobytes()
    given = Answer(question="1.3", numerator=45, denominator=100)
    picked = Answer(question="1.3", level=5000)
    place = way.new.places["1.3"]
    assert way.read(levels, [given], {})[place] == 5000
    assert way.read(levels, [picked], {}) == Reason(NO_NUMBERS, "1.3")


def test_marks_in_other_words_judge_the_same_and_are_told():
    way = newer_agency(other_words)
    assert set(way.kept) == set(way.old.codes)
    assert way.reworded == ["1.3"]


def test_where_facts_decide_what_is_asked_answers_are_read_with_them():
    index = Index(index_document("zero-ten"))
    way = Rereading(index, index)
    assert way.kept == {}
    answers = [
        Answer(question=code, level=1, chosen=["zalo"])
        for code in index.codes
        if code != "work.between"
    ]
    levels = bytes(len(index.codes))
    asked = Facts(numbers={"work.shops": 5}, profile={"employees": 20})
    assert way.read(levels, answers, {}, asked) == Reason(MUST_APPLY, "work.between")
    alone = Facts(numbers={"work.shops": 1}, profile={"employees": 20})
    row = way.read(levels, answers, {}, alone)
    assert row[index.places["work.between"]] == NOT_APPLICABLE
    assert row[index.places["work.plan"]] == 1
