"""How a code is made and read, and how a result is found by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.results.verification import (
    new_verification_code,
    normalised_code,
    result_named,
    result_of_code,
)
from tests.builders import make_result

CODE = "K7QM-2FXT-9HJP"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (CODE, CODE),
        ("k7qm-2fxt-9hjp", CODE),
        ("K7QM2FXT9HJP", CODE),
        (" K7QM 2FXT 9HJP ", CODE),
        ("K7QM–2FXT–9HJP", CODE),
        ("K7QM", "K7QM"),
        ("K7QM2", "K7QM-2"),
        ("ế!?", ""),
        ("", ""),
    ],
)
def test_a_code_is_recognised_however_it_is_typed(typed, code):
    assert normalised_code(typed) == code


@given(st.text())
def test_a_code_once_normalised_stays_as_it_is(typed):
    code = normalised_code(typed)
    assert normalised_code(code) == code


@pytest.mark.django_db
class TestFinding:
    @pytest.mark.parametrize("name", ["public_id", "verification_code", "pk"])
    def test_a_result_is_found_by_each_of_its_names(self, name):
        result = make_result()
        make_result()
        assert result_named(str(getattr(result, name))) == result

    @pytest.mark.parametrize(
        "reference",
        [
            "",
            "0",
            "²",
            "AAAA-BBBB-CCCC",
            "c0ffee00-0000-4000-8000-000000000000",
            "khong",
            pytest.param("9" * 30, id="more than a column holds"),
            pytest.param("9" * 5000, id="more than Python reads"),
        ],
    )
    def test_an_unknown_name_finds_nothing(self, reference):
        make_result()
        assert result_named(reference) is None

    def test_a_code_finds_its_result_in_small_letters_too(self):
        result = make_result()
        assert result_of_code(result.verification_code.lower()) == result
        assert result_of_code("AAAA-BBBB-CCCC") is None


def test_a_verification_code_is_easy_to_read_aloud_and_never_the_same():
    codes = {new_verification_code() for _each in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert [len(part) for part in code.split("-")] == [4, 4, 4]
        assert set("01ILO").isdisjoint(code)
        assert code == code.upper()
        assert normalised_code(code) == code
