"""Cells are checked as the form checks them."""

import pytest
from django.utils.translation import override

from associations.members.forms import MemberForm
from associations.members.imports.judging import Judge
from tests.members import TYPED

GOOD = {
    **TYPED,
    "sector": "Sản xuất, gia công, chế biến",
    "area": "Bến Thành",
    "size": "Nhỏ",
}


def test_a_good_row_is_kept_as_the_form_would_keep_it():
    judged = Judge().judge(GOOD)
    form = MemberForm(GOOD)
    assert form.is_valid()
    assert judged.cells == form.cleaned_data
    assert not judged.problems
    assert judged.cells["sector"] == "C"
    assert judged.cells["size"] == "small"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("name", ""),
        ("name", "A" * 201),
        ("tax_code", "0312687879"),
        ("email", "lan@"),
        ("email", "lan@pho.example, ba@pho.example"),
        ("phone", "12"),
        ("sector", "Trồng nấm"),
        ("area", "Quận 1"),
        ("size", "khổng lồ"),
        ("note", "A" * 1001),
        ("email", "#N/A"),
    ],
)
def test_a_bad_cell_is_bad_in_the_form_too_and_stays_as_it_was_typed(name, text):
    row = {**GOOD, name: text}
    judged = Judge().judge(row)
    assert judged.problems == [name]
    assert judged.cells[name] == text
    if text != "#N/A":
        assert list(MemberForm(row).errors) == [name]
    for language in ("vi", "en"):
        with override(language):
            assert Judge().message(name, text)


def test_a_code_without_its_zero_gets_it_back_and_that_is_told():
    judged = Judge().judge({**GOOD, "tax_code": "312687878"})
    assert judged.cells["tax_code"] == "0312687878"
    assert judged.mended == ["tax_code"]
    assert Judge().judge(GOOD).mended == []
    spaced = Judge().judge({**GOOD, "tax_code": "0312 687 878"})
    assert spaced.mended == []
