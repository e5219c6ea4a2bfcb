"""What the enterprise tells of itself: read as it is said, said back, explained when wrong."""

import pytest
from django.utils import translation

from language.fields import NUMBER_PROBLEMS
from registry.sizes import UNKNOWN, size_class
from survey.rounds.forms import LaterForm, ProfileForm, StartForm, explain_size

SHOP = {"name": "Quán phở Hòa Bình", "sector": "I", "employees": "12"}


@pytest.fixture(autouse=True)
def vietnamese():
    with translation.override("vi"):
        yield


def filled(**typed) -> ProfileForm:
    form = ProfileForm({**SHOP, **typed})
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("name", "  Quán   Phở\u202e ", "Quán Phở"),
        ("employees", "12 người", 12),
        ("revenue", "1,5 tỷ", 1_500_000_000),
        ("capital", "500tr", 500_000_000),
        ("revenue", "", None),
        ("tax_code", "031 268 7878", "0312687878"),
        ("tax_code", "\u202a０３１２–687\u00a0878\u200b", "0312687878"),
        ("employees", "\u202d12\u202c", 12),
        ("employees", "1\u200b2\u00a0người", 12),
        ("revenue", "\u202d1,5\u200b tỷ\u202c", 1_500_000_000),
        ("revenue", ".5 tỷ", 500_000_000),
        ("revenue", ",75 triệu", 750_000),
        ("name", "Quán 👨\u200d👩\u200d👧 Na", "Quán 👨\u200d👩\u200d👧 Na"),
        ("name", "A\u2011B", "A-B"),
        ("tax_code", "", ""),
    ],
)
def test_what_was_typed_is_understood(field, typed, value):
    assert filled(**{field: typed}).cleaned_data[field] == value


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("name", "", "required"),
        ("name", "\u200b\u202e", "required"),
        ("name", "\u3164", "required"),
        ("name", "\ufe0f\u2800", "required"),
        ("sector", "", "required"),
        ("sector", "Z", "invalid_choice"),
        ("employees", "", "required"),
        ("employees", "0", "no_people"),
        ("employees", "nhiều", "unreadable"),
        ("employees", "100 triệu", "too_large"),
        ("revenue", "-5", "negative"),
        ("area", "99999", "invalid_choice"),
        ("tax_code", "0312687879", "checksum"),
        ("revenue", "1 tỷ 50", "unreadable"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(field, typed, code):
    form = filled(**{field: typed})
    assert form.has_error(field, code)
    assert list(form.errors) == [field]


def test_people_are_asked_for_in_words_of_their_own():
    errors = filled(employees="nhiều").errors["employees"]
    assert errors == [str(NUMBER_PROBLEMS["unreadable_count"])]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ({}, {"employees": "12"}),
        ({"employees": "nhiều"}, {}),
        ({"revenue": "1,5 tỷ"}, {"revenue": "1.500.000.000\u00a0₫ (1,5 tỷ đồng)"}),
        ({"revenue": "999.999"}, {"revenue": "999.999"}),
        ({"capital": "1tr"}, {"capital": "1.000.000\u00a0₫ (1 triệu đồng)"}),
        ({"employees": "1.200.000"}, {}),
    ],
)
def test_large_amounts_are_read_back_in_words(typed, read):
    assert read.items() <= dict(filled(**typed).read_back()).items()


def test_people_are_never_read_back_as_money():
    assert dict(filled(employees="1.200").read_back())["employees"] == "1.200"


@pytest.mark.parametrize(
    ("typed", "is_open"),
    [
        ({}, False),
        ({"revenue": "1 tỷ"}, True),
        ({"tax_code": "123"}, True),
        ({"area": "99999"}, True),
    ],
)
def test_the_optional_part_stands_open_where_it_has_something_to_show(typed, is_open):
    assert bool(filled(**typed).optional_is_open) is is_open


def test_the_size_is_told_as_far_as_the_fields_can_be_read():
    assert filled().size().reason == "open"
    assert filled(revenue="1 tỷ").size().reason == "revenue"
    assert filled(employees="").size().id == ""


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ({"revenue": 1}, "doanh thu"),
        ({"capital": 1}, "vốn"),
        ({"employees": 5000}, "vượt"),
    ],
)
def test_a_size_says_why(profile, words):
    numbers = {"employees": 5, "revenue": None, "capital": None, **profile}
    explained = explain_size(size_class(**numbers, sector_code="I"))
    assert explained["name"]
    assert words in explained["reason"]


def test_an_open_size_names_each_class_with_its_condition_and_gives_no_reason():
    explained = explain_size(
        size_class(employees=5, revenue=None, capital=None, sector_code="I")
    )
    assert "reason" not in explained
    assert explained["ways"][0] == (
        "Doanh nghiệp siêu nhỏ",
        "doanh thu không quá 10 tỷ đồng hoặc vốn không quá 3 tỷ đồng",
    )


def test_a_size_that_cannot_be_told_is_not_explained():
    assert explain_size(UNKNOWN) is None


def test_the_index_that_suits_is_offered_before_the_others():
    form = StartForm(indexes=[("dbi-2025-sme", "DBI 2025")])
    choices = form.fields["index"].choices
    assert [value for value, _words in choices] == ["", "dbi-2025-sme"]
    assert not form.fields["index"].required


@pytest.mark.parametrize(
    ("email", "is_valid"),
    [
        ("lan@pho.example", True),
        ("", False),
        ("lan", False),
        (f"{'a' * 250}@b.vn", False),
    ],
)
def test_a_link_goes_to_an_address_only(email, is_valid):
    assert LaterForm({"email": email}).is_valid() is is_valid
