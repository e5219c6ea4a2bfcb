"""Who is too near to a provider is refused by itself, each for a reason of its own."""

import pytest

from providers.errors import ProviderError
from providers.models import Application, Declaration, Evaluation
from providers.nearness import RELATIONS
from providers.vetting.applications.services import begin
from providers.vetting.conflicts import conflict_of_association, conflict_of_person
from providers.vetting.evaluations.services import (
    declare_relation,
    record_score,
    take,
)
from tests.builders import NOW, make_enterprise, make_membership, make_organisation
from tests.providers.vetting.applying import (
    make_applicant,
    make_association,
    make_officer,
)

pytestmark = pytest.mark.django_db
CODE, BRANCH, OTHER = "0314409058", "0314409058-002", "0312687878"


@pytest.fixture
def association():
    return make_association()


@pytest.fixture
def application(association) -> Application:
    provider, _user = make_applicant()
    return Application.objects.create(
        provider=provider,
        association=association,
        criteria="2026-12",
        state=Application.State.SENT,
        begun_at=NOW,
        sent_at=NOW,
    )


@pytest.fixture
def officer(association):
    return make_officer(association)


def has_code(organisation, code: str) -> None:
    organisation.tax_code = code
    organisation.save()


def test_nothing_speaks_against_a_stranger(officer, application):
    assert conflict_of_person(officer, application) == ""


class TestOfAPerson:
    def test_who_belongs_to_the_provider(self, officer, application):
        make_membership(officer, application.provider.organisation, "officer")
        assert conflict_of_person(officer, application) == "belongs"

    def test_who_owns_a_business_with_somebody_of_the_provider(
        self, officer, application
    ):
        enterprise = make_enterprise(officer)
        of_provider = application.provider.organisation.memberships.get().user
        make_membership(of_provider, enterprise, "member")
        assert conflict_of_person(officer, application) == "same_employer"

    @pytest.mark.parametrize(
        ("own", "theirs", "conflict"),
        [
            (CODE, CODE, "same_company"),
            (BRANCH, CODE, "same_company"),
            (CODE, BRANCH, "same_company"),
            (OTHER, CODE, ""),
            ("", CODE, ""),
            (CODE, "", ""),
            ("", "", ""),
        ],
    )
    def test_whose_business_has_the_tax_code_of_the_provider(
        self, officer, application, own, theirs, conflict
    ):
        make_enterprise(officer, name="Công ty của chị", tax_code=own)
        has_code(application.provider.organisation, theirs)
        assert conflict_of_person(officer, application) == conflict

    @pytest.mark.parametrize(
        ("line", "conflict"),
        [
            ("Chị Lan", "relation"),
            ("chi lan, phòng đào tạo", "relation"),
            ("Anh Minh\nCHỊ LAN", "relation"),
            ("lan@hoi.example", "relation"),
            ("Anh Minh", ""),
            ("", ""),
        ],
    )
    def test_whom_the_provider_names_with_or_without_marks(
        self, officer, application, line, conflict
    ):
        Declaration.objects.create(
            application=application,
            criterion=RELATIONS,
            values={"people": line},
            changed_at=NOW,
        )
        assert conflict_of_person(officer, application) == conflict

    def test_who_declares_it_gives_back_what_was_begun(self, officer, application):
        evaluation = take(application=application, officer=officer, now=NOW)
        declare_relation(
            association=application.association,
            provider=application.provider,
            person=officer,
            words="Anh rể làm ở đó",
            now=NOW,
        )
        assert conflict_of_person(officer, application) == "relation"
        evaluation.refresh_from_db()
        assert evaluation.state == Evaluation.State.LEFT

    def test_a_relation_needs_words(self, officer, application):
        with pytest.raises(ProviderError) as error:
            declare_relation(
                association=application.association,
                provider=application.provider,
                person=officer,
                words="  ",
                now=NOW,
            )
        assert error.value.code == "reason_missing"

    def test_whoever_joins_the_provider_later_may_go_on_no_more(
        self, officer, application
    ):
        evaluation = take(application=application, officer=officer, now=NOW)
        make_membership(officer, application.provider.organisation, "officer")
        with pytest.raises(ProviderError) as error:
            record_score(
                evaluation=evaluation,
                criterion="legal",
                points=3,
                reason="Tốt",
                now=NOW,
            )
        assert error.value.code == "belongs"

    def test_a_reader_of_the_association_is_no_officer(self, application, officer):
        membership = officer.memberships.get()
        membership.role = "reader"
        membership.save()
        with pytest.raises(ProviderError) as error:
            take(application=application, officer=officer, now=NOW)
        assert error.value.code == "not_officer"

    def test_an_officer_of_another_association_is_none_here(self, application):
        stranger = make_officer(make_association("Hội Cơ khí"), "hung")
        with pytest.raises(ProviderError) as error:
            take(application=application, officer=stranger, now=NOW)
        assert error.value.code == "not_officer"


class TestOfAnAssociation:
    def test_that_employs_somebody_of_the_provider(self, association):
        provider, user = make_applicant()
        assert conflict_of_association(association, provider) == ""
        make_membership(user, association, "reader")
        assert conflict_of_association(association, provider) == "works_there"
        with pytest.raises(ProviderError) as error:
            begin(provider=provider, association=association, by=user, now=NOW)
        assert error.value.code == "works_there"

    @pytest.mark.parametrize(
        ("own", "conflict"),
        [(CODE, "same_company"), (BRANCH, "same_company"), (OTHER, "")],
    )
    def test_of_the_same_company(self, own, conflict):
        provider, _user = make_applicant()
        has_code(provider.organisation, CODE)
        association = make_organisation("association", "Hội", tax_code=own)
        assert conflict_of_association(association, provider) == conflict
