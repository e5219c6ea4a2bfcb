"""Loading the demo: all of it or nothing, once, and as the services would have made it."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from django.conf import settings as project
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.db.models import QuerySet

from accounts.access.scopes import Scope, scope_of_items
from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from accounts.models import Consent, Letter, Membership, Organisation, User
from assessment.demo.campaigns import STARTED
from assessment.demo.load import DemoError, load_demo, publish_indexes
from associations.models import (
    Affiliation,
    Allocation,
    AssistedRound,
    CityFigures,
    Invitation,
    Review,
)
from indexes.advice.queries import advice_of
from indexes.documents.reader import Problem
from indexes.models import IndexVersion
from providers.models import Lead, Provider
from survey.answers.contradictions import contradictions
from survey.answers.figures import save_figure
from survey.answers.progress import progress_of
from survey.answers.queries import answers_of, figures_of
from survey.answers.services import save_answers
from survey.answers.values import value_of
from survey.benchmark.independence import independent_enterprises
from survey.benchmark.queries import samples_for
from survey.colleagues.queries import differences
from survey.models import Assessment, Evidence, Result
from survey.results.queries import latest_results
from survey.results.services import submit
from survey.rounds.services import choose_variant, start_assessment
from tests.assessment.demo.facts import FROZEN, NOW, OWNER, PROFILE

pytestmark = pytest.mark.sql

ENTERPRISES, REQUESTS = 30, 8
# With those of the demo's owner, and those that began by the letter of the campaign.
ALL_ENTERPRISES = ENTERPRISES + 4 + STARTED


@pytest.fixture(scope="module")
def letters():
    """What was sent while the demo was loaded."""
    return []


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, letters):
    """A small demo, kept for the tests of this file and taken away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        # Of the test before: this is made before its outbox is emptied.
        earlier = len(mail.outbox)
        loaded = load_demo(now=NOW, enterprises=ENTERPRISES, requests=REQUESTS)
        letters += mail.outbox[earlier:]
        yield loaded
        transaction.set_rollback(True)


@pytest.fixture
def loaded(demo, db):
    return demo


def owned() -> QuerySet:
    return Organisation.objects.filter(memberships__user__email=OWNER)


def test_the_demo_says_how_much_it_made(loaded):
    enterprises = Organisation.objects.filter(kind="enterprise")
    assert loaded.enterprises == enterprises.count() == ALL_ENTERPRISES
    assert loaded.results == Result.objects.count()
    assert loaded.drafts == Assessment.objects.filter(state="draft").count()
    assert loaded.consents == Consent.objects.filter(purpose="follow").count()
    assert loaded.requests == Counter(Lead.objects.values_list("state", flat=True))
    assert loaded.requests.total() == REQUESTS + 1
    sent = enterprises.filter(results__isnull=False).distinct()
    assert loaded.levels.total() == sent.count()


def test_everything_in_the_demo_is_marked_as_invented(loaded):
    assert not Organisation.objects.filter(is_fictional=False).exists()


def test_nobody_is_written_to(loaded, letters):
    assert letters == []


def test_a_second_run_changes_nothing_and_says_so(loaded, capsys, settings):
    assert load_demo(now=NOW + timedelta(days=1)) is None
    settings.DEBUG = True
    call_command("load_demo")
    assert "there already; nothing changed" in capsys.readouterr().out
    enterprises = Organisation.objects.filter(kind="enterprise")
    assert enterprises.count() == ALL_ENTERPRISES


@pytest.mark.parametrize("account", DEMO_ACCOUNTS, ids=lambda account: account.email)
def test_every_demo_person_can_sign_in(loaded, client, account):
    assert client.login(email=account.email, password=DEMO_PASSWORD)
    user = User.objects.get(email=account.email)
    assert user.emailaddress_set.filter(verified=True, primary=True).exists()


def test_members_have_stopped_in_many_parts_of_the_campaign(loaded):
    """Where the list says, and because they have answered all that stands before."""
    begun = Invitation.objects.filter(stage=Invitation.Stage.STARTED)
    pages = begun.values_list("page", flat=True)
    assert len(pages) == STARTED
    assert len(set(pages)) >= 5
    assert "" in pages, "one has answered everything and not sent it"
    for invitation in begun.exclude(page=""):
        pages = progress_of(invitation.assessment).pages
        states = {each.page.slug: each.state for each in pages}
        slugs = list(states)
        before = slugs[: slugs.index(invitation.page)]
        assert {states[slug] for slug in before} <= {"done", "free"}


def test_reviews_stand_in_every_state_and_one_is_appealed_against(loaded):
    reviews = Review.objects.all()
    assert set(reviews.values_list("state", flat=True)) == set(Review.State.values)
    assert reviews.filter(against__isnull=False).count() == 1
    assert reviews.filter(assignments__findings__verdict="asked").exists()


def test_suggestions_for_all_of_a_past_campaign_were_previewed_and_sent(loaded):
    allocation = Allocation.objects.get()
    firms = allocation.firms.filter(written_at=allocation.sent_at)
    assert firms.count() == allocation.figures["reached"] > 0
    assert all(0 < len(firm.providers) <= allocation.most for firm in firms)
    assert allocation.asked_at < allocation.made_at < allocation.sent_at < NOW


def test_the_campaign_is_at_every_stage_and_the_agency_has_figures(loaded):
    stages = Invitation.objects.values_list("stage", flat=True)
    assert set(stages) == set(Invitation.Stage.values)
    assert Invitation.objects.filter(unreachable="bounced").exists()
    assert CityFigures.objects.filter(is_fictional=True).exists()


def test_nobody_else_can_sign_in(loaded):
    own = [account.email for account in DEMO_ACCOUNTS]
    others = User.objects.exclude(email__in=own)
    assert others.exists()
    assert not any(user.has_usable_password() for user in others)


def test_the_owner_has_an_enterprise_at_level_2_after_level_1(loaded):
    results = Result.objects.filter(
        organisation__in=owned(), index_version__index_id="dbi-2021-sme"
    ).order_by("created_at")
    assert [result.level for result in results] == [1, 2]
    assert len({result.organisation_id for result in results}) == 1
    assert {result.size for result in results} == {"small"}
    consent = Consent.objects.get(enterprise=results[0].organisation, purpose="follow")
    assert scope_of_items(consent.items) == Scope.PILLARS
    assert results[1].recommendations.exists()
    assert results[1].leads.get().state == Lead.State.ACCEPTED


def test_the_owner_has_a_draft_half_done_of_an_enterprise_without_results(loaded):
    without_results = owned().filter(results=None)
    draft = Assessment.objects.get(organisation__in=without_results, state="draft")
    progress = progress_of(draft)
    assert progress.answered == progress.total // 2


def test_the_owner_also_has_a_shop_and_a_large_factory_under_the_indexes_in_force(
    loaded,
):
    facts = set()
    for result in Result.objects.filter(organisation__in=owned()):
        variant = result.assessment.variant
        facts.add((result.index_version.index_id, variant, result.level))
    assert facts >= {
        ("dbi-2025-sme", "retail", 2),
        ("dbi-2025-sme", "retail", 3),
        ("dbi-2025-large", "", 3),
    }


def test_enterprises_answer_the_index_of_their_size_and_time(loaded):
    answered = set()
    for result in Result.objects.select_related("index_version", "assessment"):
        index_id = result.index_version.index_id
        assert (result.size == "large") == (index_id == "dbi-2025-large")
        assert bool(result.assessment.variant) == (index_id == "dbi-2025-sme")
        answered.add(index_id)
    assert len(answered) == 3


@pytest.mark.parametrize("index_id", ["dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"])
def test_every_enterprise_of_the_demo_counts_in_comparisons(loaded, index_id):
    results = Result.objects.filter(index_version__index_id=index_id)
    enterprises = np.array(sorted(set(results.values_list("organisation", flat=True))))
    counting = independent_enterprises(enterprises)
    assert sorted(counting.tolist()) == enterprises.tolist()


def test_the_first_enterprise_of_the_owner_is_compared(loaded):
    """In this small demo as among few; in the whole one with figures."""
    results = Result.objects.filter(organisation__in=owned())
    result = results.filter(index_version__index_id="dbi-2021-sme").latest("pk")
    assert samples_for(result).offered()


def test_the_association_has_consents_on_its_desk(loaded):
    association = Organisation.objects.get(
        memberships__user__email="hiephoi@demo.example"
    )
    assert Consent.objects.filter(grantee=association, withdrawn_at=None).exists()


def test_an_enterprise_that_shares_waits_to_become_a_member(loaded):
    asked = Affiliation.objects.get(state=Affiliation.State.ASKED)
    staff = asked.association.memberships.filter(user__email="hiephoi@demo.example")
    assert staff.exists(), "the association of the demo's own sign-in"
    assert Consent.objects.filter(
        enterprise=asked.enterprise, grantee=asked.association, purpose="follow"
    ).exists()


def test_of_two_rounds_typed_by_telephone_one_waits_and_one_counts(loaded):
    waiting = AssistedRound.objects.get(confirmed_at=None)
    confirmed = AssistedRound.objects.exclude(confirmed_at=None).get()
    assert waiting.is_open
    assert progress_of(waiting.assessment).open == []
    assert waiting.asked_at
    assert not waiting.assessment.results.exists()
    assert confirmed.is_confirmed
    result = confirmed.assessment.results.get()
    assert latest_results([result.organisation_id])[result.organisation_id] == result


def test_the_provider_has_requests_on_its_desk(loaded):
    provider = Provider.objects.get(
        organisation__memberships__user__email="nhacungcap@demo.example"
    )
    assert provider.leads.filter(state=Lead.State.SENT).exists()


def test_the_colleague_is_a_member_and_the_administrator_administers(loaded):
    colleague = Membership.objects.get(user__email="dongnghiep@demo.example")
    assert colleague.role == "member"
    assert User.objects.get(email="quantri@demo.example").is_superuser


def test_rounds_lie_in_the_last_nine_months(loaded):
    first_start = NOW - timedelta(days=271)
    rounds = list(Assessment.objects.all())
    assert rounds
    for assessment in rounds:
        assert first_start < assessment.started_at <= assessment.changed_at <= NOW


def test_consents_lie_in_the_last_nine_months_and_are_taken_back_after_given(loaded):
    first_start = NOW - timedelta(days=271)
    consents = list(Consent.objects.all())
    assert any(consent.withdrawn_at for consent in consents)
    for consent in consents:
        assert first_start < consent.given_at <= (consent.withdrawn_at or NOW) <= NOW


def test_requests_come_after_the_result_and_before_their_decision(loaded):
    leads = list(Lead.objects.select_related("result"))
    assert any(lead.answered_at for lead in leads)
    for lead in leads:
        asked_at, moved_at = lead.asked_at, lead.moved_at
        assert lead.result.created_at <= asked_at <= moved_at <= NOW


def test_results_are_what_submitting_the_same_answers_freezes(loaded):
    results = Result.objects.select_related("assessment__index_version")[::5]
    assert results
    for result in results:
        again = submitted_copy(result.assessment)
        for name in FROZEN:
            assert getattr(again, name) == getattr(result, name), name
        assert contradictions(again.assessment) == []


def submitted_copy(assessment: Assessment) -> Result:
    """The same answers once more, given one after the other through the services."""
    profile = {name: getattr(assessment, name) for name in PROFILE}
    version = assessment.index_version
    copy = start_assessment(name="Bản chép", index_version=version, now=NOW, **profile)
    if assessment.variant:
        choose_variant(assessment=copy, variant=assessment.variant, by=None, now=NOW)
    for name, value in figures_of(assessment).items():
        if name in ("revenue_quarter", "investment_year"):
            save_figure(assessment=copy, name=name, value=value, by=None, now=NOW)
    values = {}
    for code, answer in answers_of(assessment).items():
        values[code] = as_typed(answer)
    _, refused = save_answers(assessment=copy, values=values, by=None, now=NOW)
    assert refused == {}
    return submit(assessment=copy, by=None, now=assessment.submitted_at)


def as_typed(answer):
    """What the person gave: a level that numbers amount to is left to be worked out again."""
    value = value_of(answer)
    has_numbers = value.numerator is not None or value.count is not None
    if has_numbers or value.chosen:
        return replace(value, level=None)
    return value


def test_every_answer_has_its_history(loaded):
    answered = Assessment.objects.exclude(answers=None).distinct()[:3]
    assert len(answered) == 3
    for assessment in answered:
        assert assessment.changes.count() == assessment.answers.count()


def test_the_shop_has_evidence_that_its_association_has_looked_at(loaded):
    files = Evidence.objects.filter(assessment__organisation__in=owned())
    assert [file.verdict for file in files] == ["accepted", "declined", "accepted"]
    assert files[1].note
    shop = files[0].assessment.organisation
    consent = Consent.objects.get(enterprise=shop, purpose="follow")
    assert consent.grantee == files[0].reviewed_for
    assert scope_of_items(consent.items) == Scope.EVIDENCE


def test_the_shop_has_told_how_it_works_but_for_one_thing(loaded):
    told = Assessment.objects.exclude(ways={}).get(organisation__in=owned())
    advice = advice_of("dbi-2025-sme")
    asked = advice.asked_of(told.variant)
    assert [way for way in asked if way not in told.ways] == ["shifts"]
    assert told.ways.keys() < advice.ways.keys()
    assert told.wants == ["sell", "know"]
    newest = latest_results([told.organisation_id])
    assert told.results.get() in newest.values()


def test_a_colleague_sees_two_things_in_the_draft_quite_differently(loaded):
    draft = Assessment.objects.get(organisation__in=owned(), state="draft")
    assert len(differences(draft)) == 2


def test_the_newest_result_of_each_finished_enterprise_has_a_roadmap(loaded):
    finished = owned().exclude(results=None)
    newest = [enterprise.results.latest("created_at") for enterprise in finished]
    assert len(newest) == 3
    for result in newest:
        roadmap = result.roadmap
        done = roadmap.steps.exclude(done_at=None)
        assert done.count() == 2
        assert roadmap.steps.filter(question="").count() == 1


def test_every_index_of_the_project_is_published_once(loaded):
    files = (project.FIXTURES_DIR / "indexes").glob("*.yaml")
    published = IndexVersion.objects.values_list("index_id", flat=True)
    assert sorted(published) == sorted(file.stem for file in files)
    assert publish_indexes(NOW) == []


def test_no_letter_was_written_to_the_invented_people(loaded):
    """Nor waits one for a worker."""
    assert not Letter.objects.exists()


# Without a demo


def test_a_file_that_cannot_be_loaded_is_named_with_every_problem(tmp_path):
    path = tmp_path / "providers.yaml"
    problems = [
        Problem(("providers", 0), 3, "no such question"),
        Problem((), 7, "too long"),
    ]
    lines = str(DemoError(path, problems)).splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"{path}: ") for line in lines)
