"""The demo: plausible, invented, the same for everybody, and made of what the services would have made."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Q

from accounts.access import Scope, scope_of_items
from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from accounts.models import Consent, Membership, Organisation, User
from assessment.demo.answers import make_levels, reconciled, values_for
from assessment.demo.load import load_demo
from assessment.demo.population import make_firms
from assessment.demo.story import as_levels, overall
from indexes.index.conditions import holds
from indexes.index.model import Index
from providers.models import Lead, Provider
from survey.answers.contradictions import contradictions
from survey.answers.figures import save_figure
from survey.answers.progress import progress_of
from survey.answers.queries import answers_of, figures_of
from survey.answers.services import save_answers
from survey.answers.values import value_of
from survey.colleagues.queries import differences
from survey.models import Assessment, Evidence, Result
from survey.results.services import submit
from survey.rounds.services import choose_variant, start_assessment
from tests.builders import index_document

pytestmark = pytest.mark.sql

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
FROZEN = (
    *(
        "levels",
        "points",
        "unit",
        "answered",
        "total",
        "maximum",
        "level",
        "pillar_points",
        "pillar_maxima",
    ),
    *(
        "pillar_levels",
        "sector",
        "area",
        "size",
        "grade",
        "engine_version",
        "input_digest",
        "created_at",
    ),
)


@pytest.fixture(scope="module")
def index():
    return Index(index_document("dbi-2021-sme"))


@pytest.fixture(scope="module")
def population(index):
    """300 enterprises and their levels, now and in an earlier round."""
    rng = np.random.default_rng(2021)
    firms = make_firms(rng, 300)
    later, earlier = (
        [reconciled(index, as_levels(index, row)) for row in rows]
        for rows in make_levels(rng, firms, index)
    )
    return firms, later, earlier


@pytest.fixture(scope="module")
def letters():
    """What was sent while the demo was loaded."""
    return []


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, letters):
    """A small demo, kept for the tests of this file and taken away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        earlier = len(
            mail.outbox
        )  # of the test before, as this is made before the outbox is emptied
        loaded = load_demo(now=NOW, enterprises=30, requests=8)
        letters += mail.outbox[earlier:]
        yield loaded
        transaction.set_rollback(True)


@pytest.fixture
def loaded(demo, db):
    return demo


def test_enterprises_differ_in_name_and_mostly_are_small(population):
    firms, _, _ = population
    assert len({firm.name for firm in firms}) == 300
    sizes = Counter(firm.size for firm in firms)
    assert sizes["micro"] + sizes["small"] > 250
    assert 0 < sizes["large"] < 15
    assert min(firm.employees for firm in firms) >= 1


def test_the_same_seed_makes_the_same_enterprises():
    first, second = (make_firms(np.random.default_rng(7), 20) for _ in range(2))
    assert first == second


def test_levels_spread_as_one_would_expect(population, index):
    _, later, _ = population
    spread = Counter(overall(index, levels) for levels in later)
    assert spread[1] + spread[2] + spread[3] > 200
    assert 5 < spread[0] < 60
    assert 3 <= spread[4] + spread[5] < 30


def test_software_firms_are_ahead_of_farms_and_large_firms_ahead_of_small_ones(
    population, index
):
    firms, later, _ = population
    points = np.array([sum(levels.values()) for levels in later])

    def mean(chosen) -> float:
        return points[[chosen(firm) for firm in firms]].mean()

    assert (
        mean(lambda firm: firm.sector == "K")
        > mean(lambda firm: firm.sector == "G")
        > mean(lambda firm: firm.sector == "A")
    )
    assert (
        mean(lambda firm: firm.size in ("medium", "large"))
        > mean(lambda firm: firm.size == "micro") + 20
    )


def test_answers_of_one_enterprise_go_together(population, index):
    _, later, _ = population
    levels = np.array([list(each.values()) for each in later])
    between = np.corrcoef(levels, rowvar=False)
    assert np.median(between[np.triu_indices_from(between, 1)]) > 0.2
    by_code = dict(zip(index.codes, levels.mean(axis=0), strict=True))
    assert (
        by_code["3.2.3"] > by_code["1.1.1"] > by_code["3.2.10"]
    )  # e-invoices, own website, blockchain


def test_an_earlier_round_was_lower(population, index):
    _, later, earlier = population
    now, before = (
        np.array([sum(levels.values()) for levels in rounds])
        for rounds in (later, earlier)
    )
    assert (now > before).mean() > 0.95


def test_no_invented_enterprise_contradicts_itself(population, index):
    _, later, earlier = population
    for levels in [*later, *earlier]:
        assert not [
            check["id"] for check in index.checks if holds(check["when"], levels)
        ]


def test_ratios_are_told_partly_in_numbers_partly_as_bands(population, index):
    firms, later, _ = population
    given = values_for(
        np.random.default_rng(3),
        index,
        firms[5],
        later[5],
        {"revenue_quarter": 1, "investment_year": 1},
    )
    ratios = [
        one for code, one in given.items() if index.questions[code]["kind"] == "ratio"
    ]
    assert 3 < sum(one.numerator is not None for one in ratios) < len(ratios) - 3


def test_the_demo_tells_what_it_made(loaded):
    assert (
        loaded.enterprises
        == Organisation.objects.filter(kind="enterprise").count()
        == 34
    )
    assert loaded.results == Result.objects.count()
    assert loaded.drafts == Assessment.objects.filter(state="draft").count()
    assert loaded.consents == Consent.objects.filter(purpose="follow").count()
    assert loaded.requests == Counter(Lead.objects.values_list("state", flat=True))
    assert loaded.requests.total() == 9
    assert loaded.levels.total() == 34 - loaded.drafts


def test_everything_in_the_demo_is_marked_as_invented(loaded):
    assert not Organisation.objects.filter(is_fictional=False).exists()


def test_nobody_is_written_to(loaded, letters):
    assert letters == []


def test_the_demo_with_its_public_password_is_refused_in_production():
    with pytest.raises(CommandError, match="password"):
        call_command("load_demo")


def test_a_second_run_changes_nothing_and_says_so(loaded, capsys, settings):
    assert load_demo(now=NOW + timedelta(days=1)) is None
    settings.DEBUG = True
    call_command("load_demo")
    assert "there already; nothing changed" in capsys.readouterr().out
    assert Organisation.objects.filter(kind="enterprise").count() == 34


@pytest.mark.parametrize("account", DEMO_ACCOUNTS, ids=lambda account: account.email)
def test_every_demo_person_can_sign_in(loaded, client, account):
    assert client.login(email=account.email, password=DEMO_PASSWORD)
    assert (
        User.objects.get(email=account.email)
        .emailaddress_set.filter(verified=True, primary=True)
        .exists()
    )


def test_nobody_else_can_sign_in(loaded):
    others = User.objects.exclude(
        email__in=[account.email for account in DEMO_ACCOUNTS]
    )
    assert others.exists()
    assert not any(user.has_usable_password() for user in others)


def test_the_owner_has_an_enterprise_at_level_2_after_level_1_and_a_draft_half_done(
    loaded,
):
    everything = Organisation.objects.filter(
        memberships__user__email="chu@demo.example"
    )
    owned = everything.filter(
        Q(results__level=2, results__index_version__index_id="dbi-2021-sme")
        | Q(results=None)
    )
    results = Result.objects.filter(organisation__in=owned).order_by("created_at")
    assert [result.level for result in results] == [1, 2]
    assert {result.size for result in results} == {"small"}
    draft = Assessment.objects.get(organisation__in=owned, state="draft")
    assert progress_of(draft).answered == progress_of(draft).total // 2
    consent = Consent.objects.get(enterprise=results[0].organisation, purpose="follow")
    assert scope_of_items(consent.items) == Scope.PILLARS
    assert results[1].recommendations.exists()
    assert results[1].leads.get().state == Lead.State.ACCEPTED


def test_the_owner_also_has_a_shop_and_a_large_factory_under_the_indexes_in_force(
    loaded,
):
    owned = Organisation.objects.filter(memberships__user__email="chu@demo.example")
    results = Result.objects.filter(organisation__in=owned).order_by("created_at")
    told = {
        (one.index_version.index_id, one.assessment.variant, one.level)
        for one in results
    }
    assert told >= {
        ("dbi-2025-sme", "retail", 2),
        ("dbi-2025-sme", "retail", 3),
        ("dbi-2025-large", "", 3),
    }


def test_enterprises_answer_the_index_of_their_size_and_time(loaded):
    for result in Result.objects.select_related("index_version", "assessment"):
        assert (result.size == "large") == (
            result.index_version.index_id == "dbi-2025-large"
        )
        assert bool(result.assessment.variant) == (
            result.index_version.index_id == "dbi-2025-sme"
        )
    assert (
        len(set(Result.objects.values_list("index_version__index_id", flat=True))) == 3
    )


def test_each_desk_has_something_on_it(loaded):
    association = Organisation.objects.get(
        memberships__user__email="hiephoi@demo.example"
    )
    assert Consent.objects.filter(grantee=association, withdrawn_at=None).exists()
    provider = Provider.objects.get(
        organisation__memberships__user__email="nhacungcap@demo.example"
    )
    assert provider.leads.filter(state=Lead.State.NEW).exists()
    assert Membership.objects.filter(
        user__email="dongnghiep@demo.example", role="member"
    ).exists()
    assert User.objects.get(email="quantri@demo.example").is_superuser


def test_times_lie_in_the_last_nine_months(loaded):
    first_start = NOW - timedelta(days=271)
    for assessment in Assessment.objects.all():
        assert first_start < assessment.started_at <= assessment.changed_at <= NOW
    for consent in Consent.objects.all():
        assert first_start < consent.given_at <= (consent.withdrawn_at or NOW) <= NOW
    for lead in Lead.objects.select_related("result"):
        assert (
            lead.result.created_at <= lead.asked_at <= (lead.decided_at or NOW) <= NOW
        )


def test_results_are_what_submitting_the_same_answers_freezes(loaded):
    for result in Result.objects.select_related("assessment__index_version")[::5]:
        again = submitted_copy(result.assessment)
        for name in FROZEN:
            assert getattr(again, name) == getattr(result, name), name
        assert contradictions(again.assessment) == []


def submitted_copy(assessment: Assessment) -> Result:
    """The same answers once more, given one after the other through the services."""
    profile = {
        name: getattr(assessment, name)
        for name in ("sector", "area", "employees", "revenue", "capital")
    }
    copy = start_assessment(
        name="Bản chép", index_version=assessment.index_version, now=NOW, **profile
    )
    if assessment.variant:
        choose_variant(assessment=copy, variant=assessment.variant, by=None, now=NOW)
    for name, value in figures_of(assessment).items():
        if name in ("revenue_quarter", "investment_year"):
            save_figure(assessment=copy, name=name, value=value, by=None, now=NOW)
    given = {code: as_given(answer) for code, answer in answers_of(assessment).items()}
    _, refused = save_answers(assessment=copy, values=given, by=None, now=NOW)
    assert refused == {}
    return submit(assessment=copy, by=None, now=assessment.submitted_at)


def as_given(answer):
    """What the person gave: the level is what the numbers amount to, so it is left to be worked out again."""
    given = value_of(answer)
    is_worked_out = (
        given.numerator is not None or given.count is not None or given.chosen
    )
    return replace(given, level=None) if is_worked_out else given


def test_every_answer_has_its_history(loaded):
    for assessment in Assessment.objects.all()[:3]:
        assert assessment.changes.count() == assessment.answers.count()


def test_the_shop_has_evidence_that_its_association_has_looked_at(loaded):
    files = Evidence.objects.filter(
        assessment__organisation__memberships__user__email="chu@demo.example"
    )
    assert [one.verdict for one in files] == ["accepted", "declined", ""]
    assert files[1].note
    consent = Consent.objects.get(
        enterprise=files[0].assessment.organisation, purpose="follow"
    )
    assert (consent.grantee, scope_of_items(consent.items)) == (
        files[0].reviewed_for,
        Scope.EVIDENCE,
    )


def test_a_colleague_sees_two_things_in_the_draft_quite_differently(loaded):
    draft = Assessment.objects.get(
        organisation__memberships__user__email="chu@demo.example", state="draft"
    )
    assert len(differences(draft)) == 2
