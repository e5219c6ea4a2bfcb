"""The fields of a page: what is new on it, whatever its neighbours are."""

import pytest

from survey.answers.values import CLEARED
from survey.questionnaire.forms import PageForm
from tests.survey.asked import make_answer, posted, small, storage_with, wide


def sent(codes, *answers, index=None, **fields) -> PageForm:
    """The form of a page with these questions after it was posted."""
    storage = storage_with(index or small(), *answers)
    form = PageForm(data=posted(**fields), storage=storage, codes=tuple(codes))
    form.is_valid()
    return form


def levels(form: PageForm) -> dict:
    return {code: value.level for code, value in form.posted["answers"].items()}


def test_only_what_is_new_is_in_it():
    answers = [make_answer("1.1.1", level=2), make_answer("1.1.2", level=2)]
    form = sent(["1.1.1", "1.1.2"], *answers, q_1_1_1="2", q_1_1_2="3")
    assert levels(form) == {"1.1.2": 3}
    assert form.is_valid()


def test_what_can_be_read_is_in_it_though_a_neighbour_cannot():
    form = sent(["1.1.1", "2.1.1"], q_1_1_1="2", q_2_1_1__numerator="ba")
    assert levels(form) == {"1.1.1": 2}
    assert [problem.question for problem in form.problems] == ["2.1.1"]
    assert not form.is_valid()


def test_questions_of_other_pages_are_not_read():
    assert levels(sent(["1.1.1"], q_1_1_1="2", q_3_1_2="5")) == {"1.1.1": 2}


def test_numbers_of_the_round_are_read_where_a_question_of_the_page_uses_them():
    typed = {"figure__employees": "25", "figure__revenue_quarter": "1 tỷ"}
    form = sent(["2.1.1"], **typed)
    assert form.posted["figures"] == {"employees": 25}
    assert sent(["1.1.1"], **typed).posted["figures"] == {}


def test_a_number_of_the_round_that_cannot_be_read_is_a_problem():
    form = sent(["2.1.1"], figure__employees="ba")
    assert [problem.field for problem in form.problems] == ["figure-employees"]


def test_the_revisions_are_those_of_what_is_new():
    seen = {"q_1_1_1__seen": "4", "q_1_1_2__seen": "7"}
    form = sent(["1.1.1", "1.1.2"], q_1_1_1="2", **seen)
    assert form.posted["seen"] == {"1.1.1": 4}


def test_tools_are_read_with_their_whole_list():
    codes = wide().tools["3.1"]
    form = sent(
        codes, index=wide(), **{"3.1": "3.1.s-2", "3.1__was": "", "3.1__all": "1"}
    )
    assert levels(form) == {"3.1.s-1": 0, "3.1.s-2": 1, "3.1.s-3": 0, "3.1.s-4": 0}


@pytest.mark.parametrize("codes", [["1.1.1"], ["3.1.s-1"]])
def test_a_tool_has_no_card_of_its_own(codes):
    assert levels(sent(codes, index=wide(), **{"q_3_1_s-1": "1"})) == {}


def test_the_answers_to_the_criteria_of_a_group_are_taken_back_together():
    codes = wide().groups["1.1"]
    answers = [make_answer("1.1.1", level=2)]
    form = sent(codes, *answers, index=wide(), q_1_1_2="1", unrefine="1.1")
    states = {code: v.state for code, v in form.posted["answers"].items()}
    assert states == {"1.1.1": CLEARED}


def test_only_a_group_can_be_taken_back():
    form = sent(["1.1.1"], make_answer("1.1.1", level=2), q_1_1_1="3", unrefine="9.9")
    assert levels(form) == {"1.1.1": 3}
