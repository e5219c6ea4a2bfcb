"""What somebody typed off a paper, laid beside the result."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.percent import percent_of, rounded
from survey.results.printed import Agreement, Printed, agreement, is_same_name
from tests.builders import make_assessment, make_organisation, make_result

NAME = "Quán phở Hòa Bình"
NAMES = st.text("aAáàHòaỏ ĐđNn-–'’& 字", min_size=1, max_size=20)


class TestName:
    @pytest.mark.parametrize(
        "typed",
        [
            NAME,
            "QUÁN PHỞ HÒA BÌNH",
            "quán phở hoà bình",
            "  Quán  phở\u00a0Hòa Bình ",
            normalize("NFD", NAME),
        ],
    )
    def test_what_reads_the_same_is_the_same_name(self, typed):
        assert is_same_name(typed, NAME)

    @pytest.mark.parametrize(
        "typed",
        ["", "Quán phở Hóa Bình", "Quan pho Hoa Binh", "Quán phở Hòa Bình 2", "Quán"],
    )
    def test_another_letter_or_mark_is_another_name(self, typed):
        assert not is_same_name(typed, NAME)

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("Công ty A-B", "Công ty A\u2011B"),
            ("Công ty A–B", "Công ty A-B"),
            ('Tiệm "Sao"', "Tiệm “Sao”"),
            ("Quà's", "Quà’s"),
            ("Đông Á", "Ðông Á"),
            ("Phở", "Phở 🍜\ufe0f"),
        ],
    )
    def test_dashes_quotes_look_alikes_and_pictures_do_not_matter(self, typed, kept):
        assert is_same_name(typed, kept)

    def test_foreign_letters_count_like_all_others(self):
        assert is_same_name("饭店 ไทย", "饭店 ไทย")
        assert not is_same_name("饭馆 ไทย", "饭店 ไทย")
        assert not is_same_name("ไทย", "ไทยี")

    @given(NAMES)
    def test_a_name_is_the_same_as_itself_in_capitals(self, name):
        assert is_same_name(name.upper(), name)

    @given(NAMES, NAMES)
    def test_it_does_not_matter_which_of_two_names_is_the_kept_one(self, one, other):
        assert is_same_name(one, other) == is_same_name(other, one)


@pytest.mark.django_db
class TestAgreement:
    @pytest.fixture
    def result(self):
        return make_result(make_assessment(make_organisation(name=NAME)))

    def typed(self, result, **fields) -> Printed:
        true = {
            "name": NAME,
            "level": result.level,
            "points": frozenset([result.total_points]),
        }
        return Printed(**(true | fields))

    def test_the_truth_agrees_and_what_was_not_typed_is_not_judged(self, result):
        answer = agreement(self.typed(result), result)
        assert (answer.name, answer.level, answer.points) == (True, True, True)
        assert answer.day is None
        assert answer.is_whole

    @pytest.mark.parametrize(
        ("field", "forged"),
        [
            ("level", 5),
            ("level", None),
            ("level_name", "Dẫn đầu"),
            ("percent", frozenset([Decimal("99.9")])),
            ("percent", frozenset([None])),
            ("points", frozenset([Decimal(999)])),
            ("points", frozenset()),
            ("day", date(2026, 11, 21)),
        ],
    )
    def test_each_forged_thing_disagrees_alone(self, result, field, forged):
        answer = agreement(self.typed(result, **{field: forged}), result)
        names = ("name", "level", "points", "day")
        wrong = [name for name in names if getattr(answer, name) is False]
        stands_in = {"level_name": "level", "percent": "points"}
        assert wrong == [stands_in.get(field, field)]
        assert not answer.is_whole

    def test_with_another_name_nothing_else_is_compared(self, result):
        day = date(2026, 11, 20)
        answer = agreement(self.typed(result, name="Quán phở An", day=day), result)
        assert answer == Agreement(name=False, level=None, points=None, day=None)
        assert not answer.is_whole

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_the_name_of_the_level_may_be_typed_in_either_language(
        self, result, language
    ):
        name = result.index.level_name(result.level)[language].upper()
        assert agreement(self.typed(result, level_name=name), result).is_whole

    def test_the_percent_is_the_one_that_is_printed(self, result):
        shown = rounded(percent_of(result.total, result.maximum))
        typed = self.typed(result, percent=frozenset([shown]))
        assert agreement(typed, result).is_whole

    @pytest.mark.parametrize("digits", range(4))
    @pytest.mark.parametrize("field", ["percent", "points", "bare"])
    def test_fewer_digits_agree_where_rounding_does(self, result, field, digits):
        result.total, result.maximum, result.total_unit = 2865, 10_000, 100
        last_digit = Decimal(1).scaleb(-digits)
        typed = Decimal("28.65").quantize(last_digit, ROUND_HALF_UP)
        for number, agrees in (
            (typed, True),
            (typed + last_digit, False),
            (typed - 2 * last_digit, False),
        ):
            fields = {"points": None} | {field: frozenset([number])}
            answer = agreement(self.typed(result, **fields), result)
            assert answer.points is agrees, number

    @pytest.mark.parametrize(
        ("typed", "meaning"),
        [("percent", "percent"), ("points", "points"), ("neither", "")],
    )
    def test_a_bare_number_is_told_as_what_it_agrees_with(self, result, typed, meaning):
        result.total, result.maximum, result.total_unit = 60, 240, 1
        number = {
            "percent": Decimal("25.0"),
            "points": Decimal(60),
            "neither": Decimal(61),
        }
        answer = agreement(
            self.typed(result, points=None, bare=frozenset([number[typed]])), result
        )
        assert (answer.points, answer.bare_is) == (bool(meaning), meaning)

    def test_points_do_not_pass_for_a_percent_that_bears_its_sign(self, result):
        result.total, result.maximum, result.total_unit = 60, 240, 1
        forged = self.typed(result, points=None, percent=frozenset([Decimal(60)]))
        assert not agreement(forged, result).points

    def test_where_nothing_counted_the_percent_is_a_dash(self, result):
        result.total, result.maximum, result.level = 0, 0, None
        typed = self.typed(result, percent=frozenset([None]))
        assert agreement(typed, result).is_whole

    def test_the_day_is_the_one_of_vietnams_clock(self, result):
        answer = agreement(self.typed(result, day=date(2026, 11, 20)), result)
        assert answer.day is True
        assert answer.is_whole

    def test_the_most_possible_points_count_where_they_were_typed(self, result):
        maximum = result.maximum_points
        right = self.typed(result, maximum=frozenset([maximum]))
        wrong = self.typed(result, maximum=frozenset([maximum - 1]))
        assert agreement(right, result).points
        assert not agreement(wrong, result).points

    def test_a_report_without_a_level_agrees_with_a_dash(self, result):
        result.level = None
        assert agreement(self.typed(result, level=None), result).level
        assert not agreement(self.typed(result, level=0), result).level
