"""Who is too near to a side to decide, and who is not."""

import pytest

from accounts.models import Organisation
from providers.complaints.conflicts import conflict_of, is_near, sides_of
from providers.complaints.services import appeal, decide
from providers.errors import ProviderError
from providers.models import Application, Complaint, Declaration, Relation
from providers.nearness import RELATIONS
from tests.builders import (
    NOW,
    make_membership,
    make_organisation,
    make_provider,
    make_user,
)

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


class TestWhatWasDeclaredForVetting:
    """It holds for complaints about the provider as well."""

    @pytest.fixture
    def named(self, answered, association):
        """The provider named somebody, in an application sent or not."""

        def run(people: str, sent_at=NOW) -> None:
            application = Application.objects.create(
                provider=answered.provider,
                association=association,
                criteria="2026-12",
                begun_at=NOW,
                sent_at=sent_at,
            )
            Declaration.objects.create(
                application=application,
                criterion=RELATIONS,
                values={"people": people},
                changed_at=NOW,
            )

        return run

    @pytest.fixture
    def related(self, answered, association, officer) -> Relation:
        return Relation.objects.create(
            association=association,
            provider=answered.provider,
            person=officer,
            words="Anh rể làm ở đó",
            declared_at=NOW,
        )

    def test_an_officer_who_declared_a_relation_does_not_decide(
        self, answered, officer, second, related
    ):
        assert conflict_of(officer, answered) == "relation"
        assert conflict_of(second, answered) == ""

    def test_said_at_another_association_it_holds_here(
        self, answered, officer, related
    ):
        related.association = make_organisation("association", "Hội Cơ khí")
        related.save()
        assert conflict_of(officer, answered) == "relation"

    def test_the_decision_is_refused_and_nothing_changes(
        self, answered, officer, related
    ):
        with pytest.raises(ProviderError, match="conflict_of_officer"):
            decide(
                complaint=answered, upheld=False, words="Hợp lý.", by=officer, now=NOW
            )
        answered.refresh_from_db()
        assert answered.state == Complaint.State.ANSWERED

    @pytest.mark.parametrize(
        ("line", "conflict"),
        [
            ("{email}", "relation"),
            ("Anh Minh\n{EMAIL}, phòng đào tạo", "relation"),
            ("anh Minh", ""),
            ("", ""),
        ],
    )
    def test_whom_the_provider_named_when_it_applied(
        self, answered, officer, named, line, conflict
    ):
        named(line.format(email=officer.email, EMAIL=officer.email.upper()))
        assert conflict_of(officer, answered) == conflict

    def test_what_was_never_sent_rids_a_provider_of_nobody(
        self, answered, officer, named
    ):
        named(officer.email, sent_at=None)
        assert conflict_of(officer, answered) == ""

    def test_a_relation_with_another_provider_says_nothing(
        self, answered, officer, related
    ):
        related.provider = make_provider("Nhà khác", "khac")
        related.save()
        assert conflict_of(officer, answered) == ""


def test_an_appeal_is_for_another_officer_than_the_first(
    upheld, officer, second, staff
):
    again = appeal(
        complaint=upheld, side="provider", words="Có biên bản.", by=staff, now=NOW
    )
    assert conflict_of(officer, again) == "had_part"
    assert conflict_of(second, again) == ""
