"""What is written at once is what the services would have written one by one."""

from datetime import timedelta

import numpy as np
import pytest

from accounts.models import AuditEvent, Membership, Organisation
from assessment.demo.batch import (
    FILLING_IN,
    Round,
    keep_enterprises,
    keep_rounds,
    make_owners,
)
from survey.answers.queries import answers_of, figures_of
from survey.answers.values import AnswerValue
from survey.benchmark.independence import independent_enterprises
from survey.models import Assessment
from tests.assessment.demo.facts import NOW, PROFILE, make_firm
from tests.builders import make_index_version

pytestmark = pytest.mark.django_db

SINCE = NOW - timedelta(days=30)


@pytest.fixture
def enterprise(db):
    firms = [make_firm()]
    owners = make_owners(firms, [SINCE])
    return keep_enterprises(firms, owners, [SINCE])[0]


@pytest.fixture
def version(db):
    return make_index_version()


def make_round(enterprise, version, **fields) -> Round:
    """Two answers, submitted twenty minutes after the start."""
    usual = {
        "enterprise": enterprise,
        "index": version.index,
        "number": 1,
        "figures": {"revenue_quarter": 2_000_000_000},
        "values": {"1.1.1": AnswerValue(level=3), "3.1.1": AnswerValue(count=4)},
        "started_at": SINCE,
        "submitted_at": SINCE + timedelta(minutes=20),
    }
    return Round(**{**usual, **fields})


def test_an_owner_cannot_sign_in_and_has_an_address_of_no_real_domain(db):
    (owner,) = make_owners([make_firm(person="Vũ Thị Lan")], [SINCE])
    assert owner.pk
    assert owner.full_name == "Vũ Thị Lan"
    assert owner.email == "chu-001@demo.example"
    assert owner.date_joined == SINCE
    assert not owner.has_usable_password()


@pytest.mark.sql
def test_an_owner_is_known_by_a_verified_address_and_so_the_enterprise_counts(
    enterprise,
):
    assert enterprise.owner.emailaddress_set.get(verified=True)
    key = enterprise.organisation.pk
    assert independent_enterprises(np.array([key])).tolist() == [key]


def test_an_enterprise_belongs_to_its_owner_from_the_day_it_came(enterprise):
    membership = Membership.objects.get(organisation=enterprise.organisation)
    assert membership.user == enterprise.owner
    assert membership.role == Membership.Role.OWNER
    assert membership.since == SINCE


def test_an_enterprise_can_be_found_and_sorted_by_its_name(enterprise):
    kept = Organisation.objects.get(pk=enterprise.organisation.pk)
    assert kept.kind == Organisation.Kind.ENTERPRISE
    assert kept.search_key == "co so banh huong que"
    assert kept.sort_key
    assert kept.is_fictional
    assert (kept.sector, kept.created_at, kept.claimed_at) == ("I", SINCE, SINCE)


@pytest.mark.sql
def test_that_an_enterprise_came_stands_in_the_audit_log(enterprise):
    event = AuditEvent.objects.get(organisation=enterprise.organisation)
    assert event.action == "organisation.created"
    assert event.actor == enterprise.owner
    assert event.subject == f"organisation:{enterprise.organisation.public_id}"
    assert event.at == SINCE


def test_a_submitted_round_gives_a_result_of_that_moment(enterprise, version):
    row = make_round(enterprise, version)
    (result,) = keep_rounds([row], {version.index_id: version})
    assert result.pk
    assert result.created_at == row.submitted_at
    assert result.organisation_id == enterprise.organisation.pk
    assert result.assessment.state == Assessment.State.SUBMITTED


@pytest.mark.sql
def test_a_draft_gives_no_result(enterprise, version):
    row = make_round(enterprise, version, submitted_at=None)
    assert keep_rounds([row], {version.index_id: version}) == []
    draft = Assessment.objects.get(organisation=enterprise.organisation)
    assert draft.state == Assessment.State.DRAFT
    assert draft.changed_at == SINCE + FILLING_IN


def test_the_profile_of_the_round_is_that_of_the_firm(enterprise, version):
    keep_rounds([make_round(enterprise, version)], {version.index_id: version})
    assessment = Assessment.objects.get(organisation=enterprise.organisation)
    for name in PROFILE:
        assert getattr(assessment, name) == getattr(enterprise.firm, name)
    assert assessment.size == enterprise.firm.size


def test_answers_are_settled_and_spread_over_the_time_it_takes(enterprise, version):
    keep_rounds([make_round(enterprise, version)], {version.index_id: version})
    assessment = Assessment.objects.get(organisation=enterprise.organisation)
    answers = answers_of(assessment)
    assert answers["1.1.1"].level == 3
    assert answers["3.1.1"].level == 4
    assert answers["1.1.1"].changed_at == SINCE
    assert SINCE < answers["3.1.1"].changed_at < SINCE + FILLING_IN
    assert figures_of(assessment)["revenue_quarter"] == 2_000_000_000


def test_an_answer_may_be_a_share_of_a_figure_of_the_same_round(enterprise, version):
    share = {"2.1.2": AnswerValue(numerator=1_000_000_000)}
    row = make_round(enterprise, version, values=share)
    keep_rounds([row], {version.index_id: version})
    assessment = Assessment.objects.get(organisation=enterprise.organisation)
    assert answers_of(assessment)["2.1.2"].level == 3


@pytest.mark.sql
def test_start_and_submission_stand_in_the_audit_log(enterprise, version):
    rows = [
        make_round(enterprise, version),
        make_round(
            enterprise,
            version,
            number=2,
            started_at=NOW,
            submitted_at=None,
        ),
    ]
    keep_rounds(rows, {version.index_id: version})
    events = AuditEvent.objects.filter(action__startswith="assessment.")
    own = events.filter(organisation=enterprise.organisation).order_by("at")
    assert [(event.action, event.details) for event in own] == [
        ("assessment.started", {"round": 1}),
        ("assessment.submitted", {}),
        ("assessment.started", {"round": 2}),
    ]


def test_nothing_to_keep_is_nothing_kept(version):
    assert keep_rounds([], {version.index_id: version}) == []
