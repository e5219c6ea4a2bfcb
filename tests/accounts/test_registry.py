import pytest
from django.core.exceptions import ValidationError

from language.collation import sort_key
from registry.areas import areas, areas_by_former_province
from registry.sectors import sectors
from registry.sizes import size_class, support_for
from registry.tax_code import check_tax_code


def test_names_sort_as_vietnamese_does():
    words = ["Âm", "Đà", "An", "Ăn", "Dà", "Ác", "ánh", "Bà", "Ba", "Bá"]
    assert sorted(words, key=sort_key) == [
        "Ác",
        "An",
        "ánh",
        "Ăn",
        "Âm",
        "Ba",
        "Bà",
        "Bá",
        "Dà",
        "Đà",
    ]


def test_a_shorter_name_stands_before_the_longer_one():
    assert sort_key("Hòa") < sort_key("Hòa Bình") < sort_key("Hoàn")


def test_the_city_has_168_units_and_22_sections_are_known():
    assert len(areas()) == 168
    assert [len(units) for _, units in areas_by_former_province()] == [102, 36, 30]
    assert "".join(sectors()) == "ABCDEFGHIJKLMNOPQRSTUV"


@pytest.mark.parametrize(
    ("sector_code", "employees", "revenue", "capital", "expected", "reason"),
    [
        ("I", 10, 10_000_000_000, None, "micro", "revenue"),
        ("I", 10, 10_000_000_001, 3_000_000_000, "micro", "capital"),
        ("I", 11, 1, 1, "small", "revenue"),
        ("C", 10, 3_000_000_001, None, "small", "revenue"),
        ("C", 200, 200_000_000_000, None, "medium", "revenue"),
        ("C", 201, 1, 1, "large", "above_all"),
        ("G", 5, None, None, "micro", "employees_only"),
        ("G", None, 5, None, "", "unknown"),
        ("P", 5, 5, None, "", "unknown"),
    ],
)
def test_decree_80_sorts_enterprises_by_size(
    sector_code, employees, revenue, capital, expected, reason
):
    found = size_class(
        employees=employees, revenue=revenue, capital=capital, sector_code=sector_code
    )
    assert (found.id, found.reason) == (expected, reason)


def test_support_has_a_ceiling_and_says_how_sure_it_is():
    support = support_for("dx_solutions", "micro")
    assert (support.rate_percent, support.ceiling, support.confidence) == (
        50,
        20_000_000,
        "single_secondary",
    )
    assert support_for("dx_solutions", "large") is None


@pytest.mark.parametrize("text", ["0312687878", "031 268 7878", "0100233488"])
def test_a_right_tax_code_is_taken(text):
    assert check_tax_code(text) == text.replace(" ", "")


def test_a_branch_is_written_with_a_hyphen():
    assert check_tax_code("0314409058002") == "0314409058-002"


@pytest.mark.parametrize(
    ("text", "code"),
    [("031268787", "length"), ("03126878x8", "format"), ("0312687879", "checksum")],
)
def test_a_wrong_tax_code_says_what_is_wrong(text, code):
    with pytest.raises(ValidationError) as caught:
        check_tax_code(text)
    assert caught.value.code == code
