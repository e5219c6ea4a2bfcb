"""What a card says about its answer: what its numbers amount to, and whose hand it was."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from accounts.models import User
from survey.answers.values import CLEARED, NOT_APPLICABLE
from survey.models import AnswerChange, Respondent
from survey.questionnaire.remarks import (
    hand_text,
    needed_number,
    numbers_text,
    overtaken_text,
)
from tests.survey.asked import make_answer, small, wide

READER, OTHER = 1, 2
FIGURES = {"employees": Decimal(20)}
NO_BREAK = "\u00a0"


def ratio(code="2.1.1", **fields):
    return make_answer(code, **fields)


class TestNumbers:
    def test_of_a_share_are_worked_out_before_the_reader(self):
        text = numbers_text(small(), ratio(numerator=5, level=2), FIGURES)
        assert text == f"5 / 20 = 25{NO_BREAK}% → mức 2: Một ít"

    def test_of_a_share_just_above_a_cut_are_not_rounded_down_to_it(self):
        """20 % itself is level 1, and so little more is level 2."""
        answer = ratio("2.2.1", numerator=20_001, denominator=100_000, level=2)
        with translation.override("en"):
            assert numbers_text(small(), answer, {}).startswith(
                "20,001 / 100,000 = 20.01% → level 2"
            )

    def test_are_written_as_the_language_does(self):
        answer = ratio(numerator=5, level=1)
        figures = {"employees": Decimal(3000)}
        assert "5 / 3.000 = 0,2" in numbers_text(small(), answer, figures)
        with translation.override("en"):
            assert "5 / 3,000 = 0.2%" in numbers_text(small(), answer, figures)

    def test_of_a_share_of_its_own_whole_need_no_figure(self):
        answer = ratio("2.2.1", numerator=3, denominator=12, level=2)
        assert numbers_text(small(), answer, {}).startswith("3 / 12 = 25")

    def test_may_be_a_count(self):
        answer = make_answer("3.1.1", count=4, level=4)
        assert numbers_text(small(), answer, {}).startswith("4 → mức 4: ")

    def test_say_what_is_missing_while_they_amount_to_nothing_yet(self):
        answer = ratio("2.1.2", numerator=5)
        assert "Doanh thu quý" in numbers_text(small(), answer, FIGURES)
        assert needed_number(small(), answer, FIGURES) == "Doanh thu quý"

    def test_need_their_part_where_only_the_whole_is_known(self):
        answer = ratio("2.2.1", denominator=12)
        assert needed_number(small(), answer, {}) == "Số cuộc họp trên mạng"
        assert numbers_text(small(), answer, {}) == ""

    def test_that_are_complete_need_nothing(self):
        assert needed_number(small(), ratio(numerator=5), FIGURES) == ""

    @pytest.mark.parametrize(
        "answer",
        [
            None,
            ratio(),
            ratio(level=3),
            ratio(state=CLEARED, numerator=5),
            ratio(state=NOT_APPLICABLE),
        ],
    )
    def test_that_were_not_given_are_not_spoken_of(self, answer):
        assert numbers_text(small(), answer, FIGURES) == ""
        assert needed_number(small(), answer, FIGURES) == ""


class TestAHand:
    LAN = Respondent(pk=7, name="Chị Lan")
    BINH = User(pk=OTHER, email="binh@quan.example", full_name="Anh Bình")

    def test_of_an_invited_colleague_is_named(self):
        answer = make_answer(level=3, given_by=self.LAN, changed_by_id=READER)
        assert hand_text(answer, READER).startswith("Chị Lan trả lời lúc")

    def test_of_another_member_is_named(self):
        answer = make_answer(level=3, changed_by=self.BINH)
        assert "Anh Bình" in hand_text(answer, READER)
        assert "Anh Bình" in hand_text(answer, None)

    @pytest.mark.parametrize("changed_by_id", [None, READER])
    def test_of_the_reader_or_of_nobody_known_is_not(self, changed_by_id):
        answer = make_answer(level=3, changed_by_id=changed_by_id)
        assert hand_text(answer, READER) == ""


class TestWhatWasReplaced:
    def change(self, code="1.1.1", **fields):
        moment = timezone.now() - timedelta(minutes=1)
        return AnswerChange(question=code, changed_at=moment, **fields)

    def test_is_said_by_its_level(self):
        assert "“Một ít”" in overtaken_text(small(), self.change(level=2))

    def test_is_said_by_the_names_of_its_options(self):
        change = self.change("2.1", chosen=["email", "erp"], level=3)
        assert "“Email, ERP”" in overtaken_text(wide(), change)

    def test_is_said_in_its_own_words(self):
        assert "“pho.example”" in overtaken_text(
            small(), self.change("1.1.3", text="pho.example")
        )

    def test_is_a_dash_where_it_said_nothing(self):
        assert "“–”" in overtaken_text(small(), self.change(state=CLEARED))

    @pytest.mark.parametrize(
        ("hand", "name"),
        [
            ({"given_by": TestAHand.LAN}, "Chị Lan"),
            ({"changed_by": TestAHand.BINH}, "Anh Bình"),
            ({}, "Một người khác"),
        ],
    )
    def test_bears_the_name_of_whoever_gave_it(self, hand, name):
        text = overtaken_text(small(), self.change(level=2, **hand))
        assert text.startswith(name)
