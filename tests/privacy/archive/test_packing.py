"""The copy: everything that is kept, as JSON, as tables that run nothing, as reports and files."""

import csv
import io
import json
from zipfile import ZipFile

import pytest

from privacy.archive import files, packing
from privacy.archive.kinds import KINDS
from privacy.archive.packing import packed_copy
from privacy.archive.queries import held_of
from privacy.archive.rows import account
from privacy.archive.wording import COLUMNS
from privacy.persons.queries import person_of_account, person_of_address
from reports.made import report_made
from survey.answers.values import AnswerValue
from survey.models import Evidence
from tests.builders import NOW, make_user, save_answer
from tests.privacy.leaving import (
    EMAIL,
    NAME,
    OTHERS_WORDS,
    PHONE,
    TEXT_QUESTION,
    Left,
    leave_traces,
)

pytestmark = pytest.mark.django_db


def tables_in(archive: ZipFile) -> dict[str, list[dict]]:
    tables = {}
    for name in archive.namelist():
        if name.startswith("csv/"):
            text = archive.read(name).decode("utf-8-sig")
            rows = csv.DictReader(io.StringIO(text, newline=""))
            tables[name.removeprefix("csv/").removesuffix(".csv")] = list(rows)
    return tables


def test_its_reports_are_drawn_beside_the_pages(monkeypatch):
    left = leave_traces()
    person = person_of_account(left.person.user)
    drawn = []

    def note(work, asked):
        drawn.append((work, asked.key))
        return work(asked)

    monkeypatch.setattr(packing, "aside", note)
    with packed_copy(person=person, now=NOW) as file, ZipFile(file) as archive:
        reports = [name for name in archive.namelist() if name.startswith("reports/")]
    assert len(drawn) == len(reports) > 0
    assert {work for work, _key in drawn} == {report_made}


def test_the_copy_of_an_account_has_all_that_is_kept_of_it():
    left = leave_traces()
    formula = AnswerValue(text='=HYPERLINK("http://x.example")')
    save_answer(
        assessment=left.draft,
        question=TEXT_QUESTION,
        value=formula,
        by=left.person.user,
    )
    person = person_of_account(left.person.user)
    with packed_copy(person=person, now=NOW) as file, ZipFile(file) as archive:
        data = json.loads(archive.read("data.json"))
        tables = tables_in(archive)
        words = archive.read("README.txt").decode()
        reports = [name for name in archive.namelist() if name.startswith("reports/")]
        assert archive.read(reports[0]).startswith(b"%PDF-")

    assert list(data) == [kind.code for kind in KINDS]
    assert set(tables) == {code for code, rows in data.items() if rows}
    assert {code: len(rows) for code, rows in tables.items()} == {
        code: len(rows) for code, rows in data.items() if rows
    }
    # Nothing of this world is forgotten, kind by kind.
    assert {kind.code for kind in KINDS} == set(tables)
    assert {row["to"] for row in data["members"]} == {"Hội đã ghi"}
    assert data["account"][0]["email"] == EMAIL.lower()
    assert data["account"][0]["name"] == NAME
    assert {row["phone"] for row in data["requests"]} == {PHONE}
    assert len(data["requests"]) == 4
    texts = [row["Lời"] for row in tables["answers"]]
    assert formula.text not in texts
    assert f"'{formula.text}" in texts
    # As people read it: the question beside its code, words for yes and no.
    assert all(row["Câu hỏi là gì"] for row in tables["answers"])
    assert tables["account"][0]["Bước thứ hai khi đăng nhập"] == "có"
    assert {row["text"] for row in data["rights"]} == {OTHERS_WORDS}
    assert left.result.verification_code in reports[0]
    assert "data.json" in words


def test_the_copy_holds_the_files_that_the_person_attached_as_they_are_kept():
    left = leave_traces()
    evidence = Evidence.objects.get(uploaded_by=left.person.user)
    assert files_in_copy(left) == {
        f"files/001-{evidence.question}-{evidence.name}": evidence.file.read()
    }
    # What a colleague attached is not the person's.
    assert Evidence.objects.count() > 1


def test_a_file_that_is_lost_or_has_no_room_holds_up_no_copy(monkeypatch):
    left = leave_traces()
    evidence = Evidence.objects.get(uploaded_by=left.person.user)
    monkeypatch.setattr(files, "MOST_OF_FILES", evidence.size - 1)
    assert files_in_copy(left) == {}
    monkeypatch.undo()

    evidence.file.storage.delete(evidence.file.name)
    assert files_in_copy(left) == {}


def test_whoever_left_an_enterprise_takes_no_files_of_it():
    left = leave_traces()
    left.person.user.memberships.filter(organisation=left.enterprise).delete()
    assert files_in_copy(left) == {}


def files_in_copy(left: Left) -> dict[str, bytes]:
    person = person_of_account(left.person.user)
    with packed_copy(person=person, now=NOW) as file, ZipFile(file) as archive:
        assert archive.testzip() is None
        names = [name for name in archive.namelist() if name.startswith("files/")]
        assert ("files/" in archive.read("README.txt").decode()) == bool(names)
        return {name: archive.read(name) for name in names}


def test_the_page_shows_the_same_kinds_with_names_for_every_column():
    left = leave_traces()
    person = person_of_account(left.person.user)
    for kind in KINDS:
        for row in kind.rows(person):
            assert set(row) <= set(COLUMNS), kind.code
    held = {each.kind.code: each for each in held_of(person)}
    assert "events" in held
    assert NAME in [text for _column, text in held["account"].rows[0]]

    # The same person without the account is found by the address alone.
    left.person.user.delete()
    person = person_of_address(EMAIL)
    assert {each.kind.code for each in held_of(person)} == {
        "requests",
        "invitations",
        "customers",
        "letter_stops",
        "work",
        "members",
        "answers_as_colleague",
    }


def test_nothing_is_kept_of_an_address_that_nobody_named(db):
    assert held_of(person_of_address("la@pho.example")) == []


def test_many_rows_are_shown_in_part(monkeypatch):
    user = make_user()
    rows = list(account.account(person_of_account(user))) * 30
    monkeypatch.setattr(account, "account", None)
    kind = KINDS[0].__class__("account", "x", "y", lambda _person: iter(rows))
    monkeypatch.setattr("privacy.archive.queries.KINDS", (kind,))
    (held,) = held_of(person_of_account(user))
    assert (len(held.rows), held.has_more) == (20, True)
