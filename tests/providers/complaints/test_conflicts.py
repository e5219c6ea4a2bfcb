"""Who is too near to a side to decide, and who is not."""

import pytest

from accounts.models import Organisation
from providers.complaints.conflicts import conflict_of, is_near, sides_of
from providers.models import Complaint
from tests.builders import make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db
HOUSE = "0312687878"


@pytest.fixture
def firm(officer) -> Organisation:
    """The officer's own, with nothing to do with either side."""
    own = make_organisation(name="Tiệm của cán bộ")
    make_membership(officer, own, "owner")
    return own


def set_code(organisation: Organisation, code: str) -> None:
    organisation.tax_code = code
    organisation.save(update_fields=["tax_code"])


def test_who_belongs_to_nobody_of_them_may_decide(answered, officer, firm):
    assert conflict_of(officer, answered) == ""


def test_firms_without_a_tax_code_are_not_one_house(answered, officer, firm):
    assert {side.tax_code for side in sides_of(answered)} == {""}
    assert firm.tax_code == ""
    assert conflict_of(officer, answered) == ""


@pytest.mark.parametrize("side", Complaint.Side.values[:2])
def test_an_own_firm_of_the_same_house_as_a_side_is_too_near(
    answered, officer, firm, side
):
    set_code(answered.house_of(side), HOUSE)
    set_code(firm, f"{HOUSE}-001")
    assert conflict_of(officer, answered) == "belongs"


@pytest.mark.parametrize("side", Complaint.Side.values[:2])
def test_a_colleague_elsewhere_who_belongs_to_a_side_is_too_near(
    answered, officer, firm, side
):
    both = make_user("ca-hai@coso.example")
    house = answered.house_of(side)
    is_firm = side == Complaint.Side.ENTERPRISE
    make_membership(both, house, "owner" if is_firm else "officer")
    assert conflict_of(officer, answered) == ""
    make_membership(both, firm, "member")
    assert conflict_of(officer, answered) == "colleagues"


def test_colleagues_in_the_association_are_not_too_near(answered, officer, second):
    """All who decide are colleagues there; one of them also belongs to a side."""
    make_membership(second, answered.enterprise, "owner")
    assert conflict_of(second, answered) == "belongs"
    assert conflict_of(officer, answered) == ""


def test_an_association_of_the_house_of_a_side_is_too_near(answered, association):
    assert not is_near(association, answered)
    set_code(answered.provider.organisation, HOUSE)
    set_code(association, f"{HOUSE}-002")
    assert is_near(association, answered)


def test_a_complaint_outlives_its_enterprise(answered, officer):
    answered.enterprise = None
    assert sides_of(answered) == [answered.provider.organisation]
    assert conflict_of(officer, answered) == ""
