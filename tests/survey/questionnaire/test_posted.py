"""From the fields of a posted page to what is new on it."""

import pytest

from survey.answers.values import CLEARED, NOT_APPLICABLE, AnswerValue
from survey.questionnaire.posted import read_answer, read_figures, read_seen
from survey.questionnaire.problems import BOTH_GIVEN, UnreadableError
from tests.survey.asked import make_answer, posted, small, wide

SITE, SHOP, TRAINED, MEETINGS, PROGRAMS = "1.1.1", "1.1.2", "2.1.1", "2.2.1", "3.1.1"


def read(code, index=None, answer=None, language="vi", by_itself=False, **fields):
    """What is new for the question, beside the answer that stands."""
    return read_answer(
        index or small(),
        code,
        posted(**fields),
        lambda _code: answer,
        language,
        is_by_itself=by_itself,
    )


def read_by_itself(code, index=None, **fields):
    """The same where a script sent the question as soon as it changed."""
    return read(code, index, by_itself=True, **fields)


def problem_of(code, index=None, **fields):
    with pytest.raises(UnreadableError) as caught:
        read(code, index, **fields)
    return caught.value.problem


class TestACard:
    def test_that_was_picked_is_a_level(self):
        assert read(SITE, q_1_1_1="3") == AnswerValue(level=3)

    def test_that_the_page_had_shown_as_picked_is_nothing_new(self):
        assert read(SITE, q_1_1_1="3", q_1_1_1__was="3") is None

    def test_that_stands_is_nothing_new_where_the_page_does_not_tell(self):
        assert read(SITE, answer=make_answer(level=3), q_1_1_1="3") is None
        assert read(SITE, answer=make_answer(level=2), q_1_1_1="3").level == 3

    def test_may_say_that_it_does_not_apply(self):
        assert read(SITE, q_1_1_1="na").state == NOT_APPLICABLE
        assert read(SITE, q_1_1_1="na", q_1_1_1__was="na") is None

    def test_that_was_not_picked_says_nothing(self):
        assert read(SITE) is None
        assert read(SITE, q_1_1_1__was="3") is None

    @pytest.mark.parametrize("value", ["6", "99", "-1", "x", "9" * 5000, "²"])
    def test_that_is_not_offered_is_a_problem_beside_the_question(self, value):
        problem = problem_of(SITE, q_1_1_1=value)
        assert (problem.question, problem.field) == (SITE, SITE)
        assert problem.code == "level_out_of_range"

    def test_of_a_question_typed_freely_is_passed_over(self):
        assert read("1.1.3", q_1_1_3="0") is None


class TestNumbers:
    def test_are_read_as_their_reader_writes_them(self):
        typed = {"q_2_2_1__numerator": "1.500", "q_2_2_1__denominator": "2 nghìn"}
        assert read(MEETINGS, **typed) == AnswerValue(numerator=1500, denominator=2000)
        in_english = read(MEETINGS, language="en", q_2_2_1__numerator="1,500")
        assert in_english == AnswerValue(numerator=1500)

    def test_of_a_round_are_not_a_field_of_their_question(self):
        typed = {"q_2_1_1__numerator": "5", "q_2_1_1__denominator": "9"}
        assert read(TRAINED, **typed) == AnswerValue(numerator=5)

    def test_may_be_a_count(self):
        assert read(PROGRAMS, q_3_1_1__count=" 4 ") == AnswerValue(count=4)

    def test_that_the_page_had_shown_are_nothing_new(self):
        same = {"q_2_2_1__numerator": "3", "q_2_2_1__denominator": "12"}
        assert read(MEETINGS, **same, q_2_2_1__was="3/12") is None
        assert read(MEETINGS, **same, q_2_2_1__was="3/").denominator == 12

    def test_that_were_emptied_take_the_answer_back(self):
        emptied = {"q_2_1_1__numerator": "", "q_2_1_1__was": "5/"}
        assert read(TRAINED, **emptied).state == CLEARED

    @pytest.mark.parametrize("was", ["", "na", "3"])
    def test_that_never_stood_take_nothing_back(self, was):
        assert read(TRAINED, q_2_1_1__numerator="", q_2_1_1__was=was) is None

    def test_whose_fields_were_not_on_the_page_take_nothing_back(self):
        assert read(TRAINED, q_2_1_1__was="5/") is None

    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            ("nhiều lắm", "unreadable_count"),
            ("-5", "negative"),
            ("2,5", "whole"),
            ("9" * 30, "too_large"),
        ],
    )
    def test_that_cannot_be_read_are_a_problem_beside_their_field(self, typed, code):
        problem = problem_of(TRAINED, q_2_1_1__numerator=typed)
        assert (problem.field, problem.code) == ("2.1.1-numerator", code)

    def test_of_money_have_an_example_of_money(self):
        assert problem_of("2.1.2", q_2_1_2__numerator="x").code == "unreadable"

    def test_and_a_card_that_both_changed_are_asked_about(self):
        both = {"q_2_1_1": "4", "q_2_1_1__numerator": "5"}
        problem = problem_of(TRAINED, **both, q_2_1_1__was="")
        assert (problem.field, problem.code) == ("2.1.1-numerator", BOTH_GIVEN)
        counted = problem_of(PROGRAMS, q_3_1_1="4", q_3_1_1__count="2")
        assert counted.field == "3.1.1-count"

    def test_and_a_card_count_by_what_changed(self):
        both = {"q_2_1_1": "4", "q_2_1_1__numerator": "5"}
        assert read(TRAINED, **both, q_2_1_1__was="5/") == AnswerValue(level=4)
        assert read(TRAINED, **both, q_2_1_1__was="4") == AnswerValue(numerator=5)


class TestText:
    def test_is_kept_without_the_space_around_it(self):
        assert read("1.1.3", q_1_1_3__text="  pho.example ").text == "pho.example"

    def test_that_was_emptied_is_taken_back(self):
        assert read("1.1.3", q_1_1_3__text="", q_1_1_3__was="t1f").state == CLEARED


class TestOptions:
    def test_stand_in_the_order_of_the_index(self):
        value = read("2.1", wide(), q_2_1=["erp", "email"])
        assert value.chosen == ("email", "erp")

    def test_may_have_own_words_beside_them_where_there_is_room(self):
        value = read("2.1", wide(), q_2_1=["email"], q_2_1__text="Máy chủ")
        assert (value.chosen, value.text) == (("email",), "Máy chủ")
        barriers = read("2.3", wide(), q_2_3=["money"], q_2_3__text="Khác")
        assert barriers.text == ""

    def test_exclude_each_other_by_what_was_ticked_last(self):
        ticked = ["none", "email"]
        last_none = read_by_itself("2.1", wide(), q_2_1=ticked, q_2_1__was="memail")
        assert last_none.chosen == ("none",)
        last_other = read_by_itself("2.1", wide(), q_2_1=ticked, q_2_1__was="mnone")
        assert last_other.chosen == ("email",)

    @pytest.mark.parametrize("was", ["", "memail", "mnone"])
    def test_that_exclude_each_other_on_one_page_are_asked_again(self, was):
        ticked = ["none", "email"]
        problem = problem_of("2.1", wide(), q_2_1=ticked, q_2_1__was=was)
        assert (problem.field, problem.code) == ("2.1", "options_exclude")

    def test_that_were_both_ticked_since_are_asked_again_with_scripts_too(self):
        with pytest.raises(UnreadableError) as caught:
            read_by_itself("2.1", wide(), q_2_1=["none", "email"], q_2_1__was="")
        assert caught.value.problem.code == "options_exclude"

    def test_that_were_all_unticked_take_the_answer_back(self):
        assert read("2.1", wide(), q_2_1__was="memail").state == CLEARED
        assert read("2.1", wide(), q_2_1__was="") is None

    def test_that_the_page_had_shown_are_nothing_new(self):
        assert read("2.1", wide(), q_2_1=["email"], q_2_1__was="memail") is None

    def test_that_are_not_offered_are_a_problem(self):
        problem = problem_of("2.1", wide(), q_2_1=["email", "mainframe"])
        assert problem.code == "level_out_of_range"

    def test_and_does_not_apply_count_by_what_was_ticked_last(self):
        assert read("2.1", wide(), q_2_1=["na"]).state == NOT_APPLICABLE
        ticked = ["na", "email"]
        now_na = read_by_itself("2.1", wide(), q_2_1=ticked, q_2_1__was="memail")
        assert now_na.state == NOT_APPLICABLE
        now_email = read_by_itself("2.1", wide(), q_2_1=ticked, q_2_1__was="na")
        assert now_email.chosen == ("email",)
        assert read("2.1", wide(), q_2_1=["na"], q_2_1__was="na") is None

    @pytest.mark.parametrize("was", ["", "memail", "na"])
    def test_and_does_not_apply_on_one_page_are_asked_again(self, was):
        problem = problem_of("2.1", wide(), q_2_1=["na", "email"], q_2_1__was=was)
        assert problem.code == "na_excludes"

    def test_in_own_words_and_does_not_apply_are_asked_again(self):
        problem = problem_of("2.1", wide(), q_2_1=["na"], q_2_1__text="Máy chủ")
        assert problem.code == "na_excludes"


class TestAButton:
    def test_clears_its_question_only(self):
        assert read(SITE, q_1_1_1="3", clear=SITE).state == CLEARED
        assert read(SITE, q_1_1_1="3", clear=SHOP).level == 3

    @pytest.mark.parametrize("confirmed", [SITE, "all"])
    def test_confirms_a_copied_answer(self, confirmed):
        copied = make_answer(level=3, to_confirm=True)
        assert read(SITE, answer=copied, confirm=confirmed, q_1_1_1="3").level == 3

    def test_confirms_nothing_else(self):
        copied = make_answer(level=3, to_confirm=True)
        assert read(SITE, answer=copied, confirm=SHOP, q_1_1_1="3") is None
        own = make_answer(level=3)
        assert read(SITE, answer=own, confirm="all", q_1_1_1="3") is None
        assert read(SITE, confirm="all") is None

    def test_gives_way_to_what_was_changed_beside_it(self):
        copied = make_answer(level=3, to_confirm=True)
        changed = read(
            SITE, answer=copied, confirm="all", q_1_1_1="5", q_1_1_1__was="3"
        )
        assert changed.level == 5


class TestFigures:
    FIGURES = small().figures

    def read(self, **fields):
        return read_figures(self.FIGURES, posted(**fields), "vi")

    def test_are_new_where_they_differ_from_the_page(self):
        assert self.read(figure__employees="25") == ({"employees": 25}, [])
        same = self.read(figure__employees="25", figure__employees__was="25")
        assert same == ({}, [])

    def test_that_several_questions_offer_count_where_they_were_changed(self):
        texts = ["20", "", "30"]
        values, problems = self.read(
            figure__employees=texts, figure__employees__was="20"
        )
        assert (values, problems) == ({"employees": 30}, [])

    def test_that_cannot_be_read_are_named_and_spoil_no_other(self):
        values, problems = self.read(
            figure__employees="ba", figure__revenue_quarter="1 tỷ"
        )
        assert values == {"revenue_quarter": 10**9}
        (problem,) = problems
        assert (problem.question, problem.field) == ("", "figure-employees")
        assert problem.code == "unreadable_count"

    def test_that_were_left_empty_take_nothing_back(self):
        empty = {"figure__employees": " ", "figure__employees__was": "20"}
        assert self.read(**empty) == ({}, [])


def test_the_revisions_a_page_was_made_with_are_read_where_they_are_numbers():
    data = posted(q_1_1_1__seen="7", q_1_1_2__seen="x", q_2_1_1__seen="9" * 12)
    assert read_seen([SITE, SHOP, TRAINED, MEETINGS], data) == {SITE: 7}
