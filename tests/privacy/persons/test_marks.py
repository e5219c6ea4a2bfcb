import pytest

from privacy.persons.marks import TAKEN_OUT, Marks

MARKS = Marks(
    names=frozenset({"Đặng Thùy Trâm", "Lan"}),
    emails=frozenset({"tram@pho.example"}),
    phones=frozenset({"0909 123 456"}),
    codes=frozenset({"079123000456"}),
)


@pytest.mark.parametrize(
    "text",
    [
        "Hỏi Đặng Thùy Trâm nhé",
        "hỏi ĐẶNG  THÙY TRÂM",
        "hoi dang thuy tram",
        "viết cho Tram@Pho.example.",
        "gọi 0909123456",
        "gọi 0909.123.456",
        "gọi +84 909 123 456",
        "gọi (+84)909-123-456",
        "MST 079123000456",
        "MST 079 123 000 456.",
        "Đặng Thùy Trâm (tram@pho.example, 0909 123 456)",
        # Composed of letters and marks.
        "Đa\u0323\u0306ng Thu\u0300y Tra\u0302m",
    ],
)
def test_whatever_names_the_person_is_taken_out(text):
    left = MARKS.taken_out_of(text)
    assert TAKEN_OUT in left
    assert not MARKS.stand_in(left)
    assert not [part for part in ("Trâm", "tram", "123", "@") if part in left]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Chị Lan bán hàng",  # one word is too many people's name
        "Đặng Thùy Trâm Anh".replace("Trâm Anh", "Trâmx"),
        "thutram@pho.example",
        "tram@pho.example-khac",
        "0909 123 4567",
        "9909123456",
        "909.123.456.000 đồng",
    ],
)
def test_what_is_another_s_stays_as_it_is(text):
    assert MARKS.taken_out_of(text) == text


def test_texts_inside_of_maps_and_lists_are_looked_at():
    content = {"vi": "Gọi 0909123456", "list": ["tram@pho.example", 7, None]}
    left = {"vi": f"Gọi {TAKEN_OUT}", "list": [TAKEN_OUT, 7, None]}
    assert MARKS.taken_out_of(content) == left


def test_without_names_only_what_is_nobody_else_s_is_looked_for():
    marks = MARKS.without_names()
    assert not marks.stand_in("Đặng Thùy Trâm")
    assert marks.stand_in("tram@pho.example")


def test_nobody_is_in_no_text():
    assert Marks().taken_out_of("Đặng Thùy Trâm") == "Đặng Thùy Trâm"
