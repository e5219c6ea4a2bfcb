"""Which column is which field, by what people write above it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from associations.members.fields import FIELDS
from associations.members.imports.heads import field_of, fields_of


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Tên hội viên", "name"),
        ("TÊN DOANH NGHIỆP", "name"),
        ("Tên công ty", "name"),
        ("Đơn vị", ""),
        ("Tên đơn vị", "name"),
        ("Company name", "name"),
        ("MST", "tax_code"),
        ("Mã số thuế", "tax_code"),
        ("mã số doanh nghiệp", "tax_code"),
        ("Tax code", "tax_code"),
        ("Người liên hệ", "contact_person"),
        ("Người đại diện", "contact_person"),
        ("Contact", "contact_person"),
        ("E-mail", "email"),
        ("Thư điện tử", "email"),
        ("Địa chỉ email", "email"),
        ("Địa chỉ", ""),
        ("Điện thoại", "phone"),
        ("SĐT", "phone"),
        ("ĐT", "phone"),
        ("Di động", "phone"),
        ("Ngành nghề", "sector"),
        ("Lĩnh vực", "sector"),
        ("Phường, xã", "area"),
        ("Phường/xã", "area"),
        ("Địa bàn", "area"),
        ("Quy mô", "size"),
        ("Ghi chú", "note"),
        ("Notes", "note"),
    ],
)
def test_heads_are_known_with_and_without_marks(head, field):
    assert field_of(head) == field
    assert field_of(head.upper()) == field


@pytest.mark.parametrize(
    "head",
    [
        "Tên hội viên *",
        "Tên hội viên (bắt buộc)",
        "Tên hội viên:",
        "  Tên   hội viên  ",
        "Tên hội viên (theo giấy phép) *",
        "Tên hội viên",
    ],
)
def test_what_stands_beside_a_head_does_not_matter(head):
    assert field_of(head) == "name"


@pytest.mark.parametrize(
    "head", ["", "STT", "Ngày vào hội", "Tên khách hàng", "()", "*"]
)
def test_what_is_none_of_ours_is_no_field(head):
    assert field_of(head) == ""


@pytest.mark.parametrize(
    ("heads", "fields"),
    [
        ([], []),
        (["STT", "Tên", "MST"], ["", "name", "tax_code"]),
        (["Tên", "Tên công ty"], ["name", ""]),
        (["ĐT", "Di động", "Email"], ["phone", "", "email"]),
        (["", "", ""], ["", "", ""]),
    ],
)
def test_of_two_columns_of_one_field_the_first_is_read(heads, fields):
    assert fields_of(heads) == fields


@given(st.lists(st.text(max_size=20), max_size=12))
def test_each_column_is_a_field_or_none_and_none_twice(heads):
    fields = fields_of(heads)
    assert len(fields) == len(heads)
    found = [field for field in fields if field]
    assert len(found) == len(set(found))
    assert set(found) <= set(FIELDS)
