"""A table of members from the file to the list: looked at, mended, chosen, imported as a whole."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from associations.models import ImportRow, Member, MemberImport
from tests.associations.members.imports.test_reading import workbook
from tests.builders import NOW
from tests.members import make_member
from tests.pages import assert_clean_page
from tests.personas import make_staff

pytestmark = pytest.mark.django_db

HEAD = "Tên hội viên,MST,Email,Điện thoại\n"
State = MemberImport.State


def send(staff, text: str | bytes, name: str = "hoi-vien.csv"):
    content = text.encode() if isinstance(text, str) else text
    address = reverse("associations:send_import", args=[staff.organisation.public_id])
    file = SimpleUploadedFile(name, content)
    return staff.client.post(address, {"file": file}, follow=True)


def at(name: str) -> str:
    table = MemberImport.objects.latest("pk")
    ids = [table.association.public_id, table.public_id]
    return reverse(f"associations:{name}", args=ids)


def post(staff, name: str, data: dict | None = None):
    return staff.client.post(at(name), data or {}, follow=True)


def look(staff, **asked):
    return staff.client.get(at("import"), asked)


def names() -> list[str]:
    return list(Member.objects.values_list("name", flat=True))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_kept_before_it_is_said_and_then_all_of_it(staff, language):
    staff.client.cookies["django_language"] = language
    page = send(
        staff, HEAD + "An Phát,0312687878,an@phat.example,0901234567\nBình Minh,,,\n"
    )
    assert_clean_page(page)
    assert not Member.objects.exists()
    page = post(staff, "keep_import")
    assert_clean_page(page)
    assert names() == ["An Phát", "Bình Minh"]
    told = {"vi": "Đã thêm 2 hội viên", "en": "2 members added"}
    assert told[language] in page.content.decode()
    event = AuditEvent.objects.get(action="members.imported")
    assert event.details["added"] == 2
    # Neither the file nor its rows are kept any longer.
    assert MemberImport.objects.get().content is None
    assert not ImportRow.objects.exists()


def test_a_bad_cell_is_told_by_row_and_column_and_mended_on_the_page(staff):
    page = send(staff, HEAD + "An Phát,,,\nBình Minh,,hai@a.example; ba@a.example,12\n")
    assert_clean_page(page)
    text = page.content.decode()
    assert "Dòng 3" in text
    assert "Hai địa chỉ email" in text
    assert "chưa phải số điện thoại" in text
    page = post(staff, "keep_import")
    assert not Member.objects.exists(), "nothing half imported"
    # One is mended, the other is still wrong: nothing typed is lost.
    page = post(staff, "mend_import", {"3-email": "hai@a.example", "3-phone": "123"})
    assert_clean_page(page)
    text = page.content.decode()
    assert "Hai địa chỉ email" not in text
    assert 'value="123"' in text
    post(staff, "mend_import", {"3-phone": "0901 234 567"})
    post(staff, "keep_import")
    mended = Member.objects.get(name="Bình Minh")
    assert (mended.email, mended.phone) == ("hai@a.example", "0901 234 567")


def test_mending_a_few_cells_reads_none_of_the_thousands_they_cannot_be(staff):
    make_member(staff.organisation, name="Đã biết", tax_code="0312687878")
    send(staff, HEAD + "An Phát,,x,\nMột,,,\nHai,,y,\nĐã biết rồi,0312687878,z,\n")
    fields = {"2-email": "an@phat.example", "5-email": ""}
    with CaptureQueriesContext(connection) as queries:
        staff.client.post(at("mend_import"), fields)
    read = [
        query["sql"]
        for query in queries
        if query["sql"].startswith("SELECT") and '"search_key" ' in query["sql"]
    ]
    lists = [sql for sql in read if '"tax_code" ' in sql and "IN (" in sql]
    assert len(lists) == 2, read
    kinds = dict(ImportRow.objects.values_list("number", "kind"))
    assert kinds == {2: "new", 3: "new", 4: "bad", 5: "alike"}


def test_a_bad_row_may_be_left_out_and_taken_in_again(staff):
    send(staff, HEAD + "An Phát,,,\nBình Minh,,x,\n")
    page = post(staff, "mend_import", {"3-email": "x", "3-leave": "on"})
    assert "Nhập 1 dòng" in page.content.decode()
    page = look(staff, phan="bo-qua")
    assert_clean_page(page)
    assert "Bình Minh" in page.content.decode()
    post(staff, "choose_in_import", {"again": "3"})
    assert ImportRow.objects.get(number=3).choice == ""
    post(staff, "choose_in_import", {"all": "leave", "kind": "bad"})
    post(staff, "keep_import")
    assert names() == ["An Phát"]


@pytest.mark.parametrize(
    ("choice", "phones"),
    [
        ("update", {"0901234567"}),
        ("add", {"", "0901234567"}),
        ("leave", {""}),
    ],
)
@pytest.mark.parametrize("known", ["by name", "by tax code"])
def test_who_may_be_known_stands_side_by_side_with_a_choice(
    staff, known, choice, phones
):
    typed = {"name": "AN PHÁT", "tax_code": "", "phone": ""}
    if known == "by tax code":
        typed = {**typed, "name": "Tên cũ", "tax_code": "0312687878"}
    make_member(staff.organisation, **typed)
    page = send(staff, HEAD + "An Phat,0312687878,,0901234567\nKhác,,,\n")
    assert_clean_page(page)
    text = page.content.decode()
    assert typed["name"] in text
    assert "Cùng một hội viên" in text
    post(staff, "keep_import")
    assert Member.objects.count() == 1, "has to be chosen first"
    post(staff, "choose_in_import", {"2": choice})
    post(staff, "keep_import")
    of_it = Member.objects.exclude(name="Khác")
    assert set(of_it.values_list("phone", flat=True)) == phones


def test_a_blank_cell_takes_nothing_away(staff):
    known = make_member(staff.organisation, name="An Phát", tax_code="0312687878")
    page = send(staff, HEAD + "An Phát,0312687878,moi@phat.example,\n")
    assert "Nhập 1 dòng" in page.content.decode(), "recognised, nobody is asked"
    page = post(staff, "keep_import")
    changed = Member.objects.get()
    assert changed.email == "moi@phat.example"
    assert (changed.phone, changed.note) == (known.phone, known.note)
    send(staff, HEAD + "An Phát,0312687878,moi@phat.example,\n")
    page = post(staff, "keep_import")
    assert page.context["table"].counts["same"] == 1


@pytest.mark.parametrize(("email", "stands"), [("moi@phat.example", False), ("", True)])
def test_a_table_with_another_address_ends_the_link_that_went_to_the_one_before(
    staff, email, stands
):
    known = make_member(
        staff.organisation,
        name="An Phát",
        tax_code="0312687878",
        token_hash="cua-thu-cu",
        invited_at=NOW,
    )
    send(staff, HEAD + f"An Phát,0312687878,{email},0909 111 222\n")
    post(staff, "keep_import")
    known.refresh_from_db()
    assert known.phone == "0909 111 222", "the table was taken"
    assert bool(known.token_hash) is stands
    assert bool(known.invited_at) is stands


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("99", id="no such row"),
        pytest.param("9" * 30, id="more than a column holds"),
    ],
)
@pytest.mark.parametrize(
    ("deed", "data"),
    [
        ("mend_import", {"{}-email": "a@phat.example"}),
        ("mend_import", {"{}-leave": "1"}),
        ("choose_in_import", {"{}": "update"}),
        ("choose_in_import", {"again": "{}"}),
    ],
)
def test_a_number_that_no_row_has_changes_nothing(staff, deed, data, number):
    send(staff, HEAD + "An Phát,,,\n")
    filled = {key.format(number): text.format(number) for key, text in data.items()}
    page = post(staff, deed, filled)
    assert page.status_code == 200
    (row,) = ImportRow.objects.all()
    assert (row.choice, row.cells["email"]) == ("", "")


@pytest.mark.parametrize(("choice", "count"), [("update", 1), ("add", 2), ("leave", 1)])
def test_two_rows_of_the_table_may_be_one(staff, choice, count):
    page = send(staff, HEAD + "An Phát,,,0901234567\nan phat,,a@phat.example,\n")
    assert "Ở dòng 2" in page.content.decode()
    page = post(staff, "choose_in_import", {"3": choice})
    assert sum(part["count"] for part in page.context["parts"]) == 2, "each row once"
    page = post(staff, "keep_import")
    assert sum(page.context["table"].counts.values()) == 2, "each row once"
    assert Member.objects.count() == count
    if choice == "update":
        one = Member.objects.get()
        assert (one.phone, one.email) == ("0901234567", "a@phat.example")


def test_whoever_was_added_meanwhile_is_asked_about_first(staff):
    send(staff, HEAD + "An Phát,,,\n")
    make_member(staff.organisation, name="An Phát", tax_code="0312687878")
    page = post(staff, "keep_import")
    assert Member.objects.count() == 1
    assert "Cùng một hội viên" in page.content.decode()


def test_codes_typed_as_numbers_get_their_zero_back_and_it_is_told(staff):
    page = send(staff, workbook([["Tên", "MST"], ["An Phát", 312687878]]), "a.xlsx")
    assert "1 mã số thuế đã mất số 0" in page.content.decode()
    post(staff, "keep_import")
    assert Member.objects.get().tax_code == "0312687878"


def test_a_file_that_is_no_table_is_told_in_words_with_the_way_to_send_another(staff):
    page = send(staff, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "cu.xls")
    assert_clean_page(page)
    assert "tệp Excel cũ" in page.content.decode()
    assert 'type="file"' in page.content.decode()
    assert MemberImport.objects.get().content is None


def test_without_a_file_or_with_too_large_a_one_the_page_says_so(staff, monkeypatch):
    address = reverse("associations:send_import", args=[staff.organisation.public_id])
    page = staff.client.post(address, {})
    assert_clean_page(page)
    assert "chọn tệp" in page.content.decode()
    monkeypatch.setattr("associations.members.imports.forms.MOST_BYTES", 3)
    assert "lớn hơn 5 MB" in send(staff, HEAD).content.decode()
    assert not MemberImport.objects.exists()


def test_another_file_takes_the_place_of_one_that_waits(staff):
    send(staff, HEAD + "An Phát,,,\n")
    send(staff, HEAD + "Bình Minh,,,\n")
    assert MemberImport.objects.count() == 1
    assert [row.cells["name"] for row in ImportRow.objects.all()] == ["Bình Minh"]


def test_thrown_away_nothing_of_it_is_left(staff):
    send(staff, HEAD + "An Phát,,,\n")
    page = post(staff, "throw_import_away")
    assert_clean_page(page)
    assert not MemberImport.objects.exists()
    assert not ImportRow.objects.exists()


def test_imported_twice_it_is_imported_once(staff):
    send(staff, HEAD + "An Phát,,,\n")
    for _turn in range(2):
        post(staff, "keep_import")
    assert names() == ["An Phát"]
    post(staff, "mend_import", {"2-name": "Khác"})
    assert names() == ["An Phát"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_template_file_is_read_by_the_import_in_both_languages(staff, language):
    staff.client.cookies["django_language"] = language
    address = reverse(
        "associations:import_template", args=[staff.organisation.public_id]
    )
    response = staff.client.get(address)
    assert "attachment" in response["Content-Disposition"]
    send(staff, response.content, "mau.xlsx")
    table = MemberImport.objects.get()
    assert (table.state, table.error) == (State.UNREADABLE, "no_rows")


def test_of_another_association_nothing_is_seen(staff):
    send(staff, HEAD + "An Phát,,,\n")
    other = make_staff("Hội khác", "nv@khac.example")
    table = MemberImport.objects.get()
    for association in (staff.organisation, other.organisation):
        ids = [association.public_id, table.public_id]
        page = other.client.get(reverse("associations:import", args=ids))
        assert page.status_code == 404


@pytest.mark.parametrize("part", ["can-sua", "co-the-trung", "da-co", "moi", "bo-qua"])
def test_each_part_of_the_table_is_a_page_with_the_same_few_queries(
    staff, part, django_assert_max_num_queries
):
    rows = "".join(
        f"Quán {number},,,\nquan {number},,,\nHỏng {number},,x,\n"
        for number in range(30)
    )
    send(staff, HEAD + rows)
    with django_assert_max_num_queries(12):
        page = look(staff, phan=part)
    assert_clean_page(page)
    shown = re.findall(r"Dòng \d+|data-label=\"Dòng\"", page.content.decode())
    assert (len(shown) >= 25) == (part in ("can-sua", "co-the-trung", "moi"))
