"""How a result is found, and which links still open it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.access import Visitor
from reports.queries import normalised_code, open_links, result_named, result_of_code
from survey.results.share_links import make_share_link, revoke_share_link
from tests.builders import NOW, make_assessment, make_result

CODE = "K7QM-2FXT-9HJP"


def seen_by(user, result) -> Visitor:
    roles = {result.organisation_id: "owner"} if user else {}
    return Visitor(user, roles, held=frozenset(), shares=frozenset())


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
        ["", "0", "AAAA-BBBB-CCCC", "c0ffee00-0000-4000-8000-000000000000", "khong"],
    )
    def test_an_unknown_name_finds_nothing(self, reference):
        make_result()
        assert result_named(reference) is None

    def test_a_code_finds_its_result_in_small_letters_too(self):
        result = make_result()
        assert result_of_code(result.verification_code.lower()) == result
        assert result_of_code("AAAA-BBBB-CCCC") is None


@pytest.mark.django_db
class TestLinks:
    def test_its_owner_sees_the_links_that_still_open_a_result(self, result, owner):
        older, _token = make_share_link(result=result, by=owner, now=NOW)
        later = NOW + timedelta(days=1)
        newer, _token = make_share_link(result=result, by=owner, now=later)
        gone, _token = make_share_link(result=result, by=owner, now=later)
        revoke_share_link(link=gone, by=owner, now=later)
        assert open_links(result, seen_by(owner, result)) == [newer, older]

    def test_links_of_another_result_are_not_among_them(self, result, owner):
        other = make_result(make_assessment(result.organisation, round=2))
        make_share_link(result=other, by=owner, now=NOW)
        assert open_links(result, seen_by(owner, result)) == []

    def test_who_may_not_share_sees_no_link(self, result, owner):
        make_share_link(result=result, by=owner, now=NOW)
        assert open_links(result, seen_by(None, result)) == []
