"""Whom a search among members finds, and how each of them stands: the first state that is true."""

from datetime import timedelta
from itertools import product

import pytest

from accounts.models import BadAddress
from associations.members.queries import (
    Filters,
    alike,
    invited_by,
    members_known,
    twins_of,
    with_state,
)
from associations.members.states import (
    ASKS,
    BELONGS,
    DECLINED,
    INVITED,
    KNOWN,
    LEFT,
    STATES,
    UNREACHED,
)
from associations.models import Affiliation, Member
from tests.builders import NOW, make_organisation
from tests.members import make_member
from tests.personas import make_affiliation

pytestmark = pytest.mark.django_db
State = Affiliation.State
AN_PHAT = "0312687878"


@pytest.fixture
def association(staff):
    return staff.organisation


def found(association, **asked) -> list[str]:
    return [each.name for each in members_known(association, Filters(**asked))]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Xưởng may", True),
        ("xuong may", True),
        ("XUONG MAY", True),
        ("may sông", True),
        ("quê", True),
        ("0312", True),
        ("0312687878", True),
        ("0312 687 878", True),
        ("687878", False),
        ("0999", False),
        ("xưởng gỗ", False),
        ("%", False),
        ("_", False),
    ],
)
def test_a_search_takes_a_name_without_marks_or_the_beginning_of_a_code(
    association, text, is_found
):
    make_member(association)
    assert bool(found(association, name=text)) is is_found


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["A", "B", "C"]),
        ({"sector": "C"}, ["A"]),
        ({"sector": "I"}, ["B"]),
        ({"area": "26734"}, ["B"]),
        ({"size": "small"}, ["A", "C"]),
        ({"size": "small", "sector": "C"}, ["A"]),
        ({"size": "large"}, []),
        ({"name": "a", "size": "small"}, ["A"]),
        ({"name": "b", "size": "small"}, []),
    ],
)
def test_filters_narrow_each_other(association, asked, names):
    make_member(association, name="A", sector="C", size="small", tax_code="")
    make_member(association, name="B", sector="I", area="26734", tax_code="")
    make_member(association, name="C", size="small", tax_code="")
    assert found(association, **asked) == names


def test_of_another_association_nobody_is_found(association):
    make_member(make_organisation("association", "Hội Gỗ"))
    assert found(association) == []
    assert not alike(association, name="Xưởng may Sông Quê", tax_code=AN_PHAT)


def made(association, number: int, affiliation: str, **dated) -> Member:
    """A member whose enterprise stands so with its association, none for no enterprise."""
    enterprise = None
    if affiliation:
        enterprise = make_organisation(name=f"Quán {number}")
        make_affiliation(enterprise, association, state=affiliation)
    return make_member(association, enterprise=enterprise, name=f"{number}", **dated)


@pytest.mark.parametrize(
    ("affiliation", "left", "declined", "invited", "state"),
    [
        (State.ACTIVE, False, False, False, BELONGS),
        (State.ACTIVE, True, True, True, BELONGS),
        (State.ASKED, False, False, False, ASKS),
        (State.ASKED, True, False, True, ASKS),
        (State.ENDED, True, False, False, LEFT),
        (State.ENDED, False, False, False, KNOWN),
        (State.DECLINED, False, False, False, KNOWN),
        (State.DECLINED, False, False, True, INVITED),
        ("", False, False, False, KNOWN),
        ("", False, False, True, INVITED),
        ("", False, True, True, DECLINED),
        ("", False, True, False, DECLINED),
        ("", True, True, True, LEFT),
        ("", True, False, False, LEFT),
    ],
)
def test_the_first_that_is_true_is_how_it_stands(
    association, affiliation, left, declined, invited, state
):
    made(
        association,
        1,
        affiliation,
        left_at=NOW if left else None,
        declined_at=NOW if declined else None,
        invited_at=NOW if invited else None,
    )
    assert with_state(Member.objects.all()).get().state == state
    assert found(association, state=state) == ["1"]


def test_each_member_is_in_the_list_of_one_state_and_says_so(association):
    dates = product((None, NOW), repeat=3)
    rows = product(("", State.ACTIVE, State.ASKED, State.ENDED, State.DECLINED), dates)
    for number, (affiliation, (left, declined, invited)) in enumerate(rows):
        made(
            association,
            number,
            affiliation,
            left_at=left,
            declined_at=declined,
            invited_at=invited,
        )
    said = {each.name: each.state for each in with_state(Member.objects.all())}
    listed = []
    for state in STATES:
        names = found(association, state=state.code)
        assert all(said[name] == state.code for name in names)
        listed += names
    assert sorted(listed) == sorted(said)


@pytest.mark.parametrize(
    ("email", "bad", "left", "is_listed"),
    [
        ("lan@pho.example", "lan@pho.example", None, True),
        ("LAN@pho.example", "lan@pho.example", None, True),
        ("lan@pho.example", "ba@pho.example", None, False),
        ("", "", None, False),
        ("lan@pho.example", "lan@pho.example", NOW, False),
    ],
)
def test_whom_no_letter_reaches_is_listed_until_it_left(
    association, email, bad, left, is_listed
):
    make_member(association, email=email, left_at=left)
    if bad:
        BadAddress.objects.create(address=bad)
    assert bool(found(association, state=UNREACHED.code)) is is_listed


class TestAlike:
    @pytest.mark.parametrize(
        ("name", "tax_code", "is_found"),
        [
            ("Xưởng may Sông Quê", "", True),
            ("xuong may song que", "", True),
            ("Xưởng may Sông Quê 2", "", False),
            ("Tên khác", AN_PHAT, True),
            ("Tên khác", "0301482205", False),
            ("Tên khác", "", False),
        ],
    )
    def test_by_code_or_by_name_but_for_its_marks(
        self, association, name, tax_code, is_found
    ):
        make_member(association)
        rows = alike(association, name=name, tax_code=tax_code)
        assert rows.exists() is is_found

    def test_who_is_being_changed_is_not_like_itself(self, association):
        own = make_member(association)
        same = {"name": own.name, "tax_code": own.tax_code}
        assert not alike(association, **same, besides=own.pk).exists()
        assert alike(association, **same).get() == own

    def test_two_without_a_code_are_not_alike_for_that(self, association):
        make_member(association, name="Một", tax_code="")
        assert not alike(association, name="Hai", tax_code="").exists()


class TestTwins:
    @pytest.mark.parametrize(
        ("name", "tax_code", "is_twin"),
        [
            ("Xưởng may Sông Quê", "", True),
            ("XUONG MAY SONG QUE", "", True),
            ("Tên khác", AN_PHAT, True),
            ("Tên khác", "", False),
        ],
    )
    def test_of_who_asks_they_are_found_by_name_or_code(
        self, association, name, tax_code, is_twin
    ):
        known = make_member(association)
        asking = make_organisation(name=name, tax_code=tax_code)
        expected = [known] if is_twin else []
        assert twins_of(association, [asking]) == {asking.pk: expected}

    def test_one_that_is_somebody_already_is_nobodys_twin(self, association):
        make_member(association, enterprise=make_organisation(name="Ai đó"))
        asking = make_organisation(name="Xưởng may Sông Quê")
        assert twins_of(association, [asking]) == {asking.pk: []}

    def test_for_nobody_there_is_nobody(self, association):
        assert twins_of(association, []) == {}


class TestInvitedBy:
    @pytest.mark.parametrize(
        ("token_hash", "since", "is_found"),
        [
            ("bi-mat", NOW - timedelta(days=1), True),
            ("bi-mat", NOW, False),
            ("khac", NOW - timedelta(days=1), False),
            ("", NOW - timedelta(days=1), False),
        ],
    )
    def test_a_link_opens_what_it_was_written_for_in_its_time(
        self, association, token_hash, since, is_found
    ):
        invited = make_member(association, token_hash="bi-mat", invited_at=NOW)
        make_member(association, token_hash="", invited_at=NOW)
        assert invited_by(token_hash, since) == (invited if is_found else None)
