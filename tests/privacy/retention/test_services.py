"""Every rule with days takes away what it says, no sooner than it says, and leaves proof of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.test import TestCase
from django.utils import timezone

from accounts.audit.verify import breaks
from accounts.models import (
    ApiAnswer,
    ApiToken,
    AuditEvent,
    BadAddress,
    Consent,
    Letter,
    Posting,
    User,
)
from associations.models import (
    Affiliation,
    AssistedRound,
    Call,
    Campaign,
    ImportRow,
    Member,
    MemberImport,
)
from background.models import Run, State
from privacy.models import AddressLink, Incident, PersonRequest
from privacy.retention.services import WORK, due, forget
from privacy.retention.tally import Tally
from providers.leads.services import withdraw_lead
from providers.models import (
    Application,
    ComplaintStep,
    DirectoryState,
    Lead,
    LeadMessage,
    ProviderDevice,
    Reference,
    WebhookDelivery,
)
from registry.retention import kept_for, retention_rules
from survey.evidence.services import sweep_evidence
from survey.models import (
    Assessment,
    Evidence,
    Feedback,
    Respondent,
    Result,
    ResumeLink,
    ShareLink,
)
from survey.models.evidence import evidence_storage
from tests.associations.exports.kept import Export, a_file_of_shared_results
from tests.builders import (
    NOW,
    make_assessment,
    make_enterprise,
    make_evidence,
    make_lead,
    make_organisation,
    make_provider,
    make_respondent,
    make_result,
    make_solution,
    make_user,
)
from tests.privacy.retention import (
    accounts,
    associations,
    directory,
    requests,
    vettings,
)
from tests.providers.webhooks.examples import make_endpoint, make_message, make_try

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
MOMENT = timedelta(minutes=1)
# Nothing else that is made here is old enough then.
NO_DAY = NOW.replace(hour=16, minute=59, second=30)


def a_draft() -> datetime:
    make_evidence(make_assessment())
    return NOW


def an_enterprise_without_anybody() -> datetime:
    """Its members are gone, and it has sent a request and taken it back."""
    owner = make_user()
    enterprise = make_enterprise(owner, created_at=NOW)
    result = make_result(make_assessment(enterprise))
    make_evidence(result.assessment)
    lead = make_lead(result, make_solution(), by=owner)
    withdraw_lead(lead=lead, by=owner, now=NOW)
    owner.delete()
    return NOW


def an_invitation() -> datetime:
    return make_respondent(make_assessment()).expires_at


def links() -> datetime:
    """One to go on that ran out, one to a result that was ended before its time."""
    result = make_result()
    later = NOW + timedelta(days=60)
    ResumeLink.objects.create(
        assessment=result.assessment, token_hash="a", created_at=NOW, expires_at=NOW
    )
    ShareLink.objects.create(
        result=result, token_hash="b", created_at=NOW, expires_at=later, revoked_at=NOW
    )
    return NOW


def a_file_of_a_round_that_was_sent() -> datetime:
    make_evidence(make_result(make_assessment(make_enterprise(make_user()))).assessment)
    return NOW


def a_stray_file() -> datetime:
    # What other tests left behind goes first.
    sweep_evidence(older_than=timezone.now() + MOMENT)
    evidence_storage().save("ab/lost", ContentFile(b"x"))
    return timezone.now()


def words_at_the_end() -> datetime:
    Feedback.objects.create(day=timezone.localdate(NO_DAY), missing="Gọi tôi")
    return NO_DAY


def affiliations() -> datetime:
    enterprise = make_organisation()
    for name, fields in {
        "ended": {"since": NOW, "ended_at": NOW},
        "declined": {"since": NOW},
        "active": {"since": NOW},
    }.items():
        association = make_organisation("association", name)
        Affiliation.objects.create(
            association=association, enterprise=enterprise, state=name, **fields
        )
    return NOW


def a_count_of_tries() -> datetime:
    caches["of_site"].add("rate:tries", 1, timeout=60)
    return timezone.now() + timedelta(seconds=60)


def a_mark_of_a_form() -> datetime:
    Posting.objects.create(key="k", began_at=NOW, ends_at=NOW)
    return NOW


def work_that_was_done() -> datetime:
    """One piece is over, one still waits."""
    for state, finished_at in ((State.DONE, NOW), (State.WAITING, None)):
        Run.objects.create(
            task="background.periodic.pulse",
            state=state,
            due_at=NOW,
            delivery=state,
            delivered_at=NOW,
            most_tries=1,
            created_at=NOW,
            finished_at=finished_at,
        )
    return NOW


def tokens() -> datetime:
    """One that was ended, one that ran out and one that goes on."""
    user = make_user("chu@phan-mem.example")
    for number, (ended_at, days) in enumerate([(NOW, 90), (None, 0), (None, 90)]):
        ApiToken.objects.create(
            user=user,
            name="kế toán",
            secret_hash=str(number),
            made_at=NOW,
            ended_at=ended_at,
            expires_at=NOW + timedelta(days=days),
        )
    return NOW


def an_answer_to_a_program() -> datetime:
    tokens()
    token = ApiToken.objects.first()
    ApiAnswer.objects.create(key="a", token=token, sent="b", began_at=NOW)
    return NOW


def a_letter() -> datetime:
    Letter.objects.create(
        kind="invite", to="lan@pho.example", written_at=NOW, due_at=NOW
    )
    return NOW


def a_bad_address() -> datetime:
    BadAddress.objects.create(address="lan@pho.example", since=NOW)
    return NOW


def a_closed_incident() -> datetime:
    Incident.objects.create(detected_at=NOW, noted_at=NOW, what="", closed_at=NOW)
    Incident.objects.create(detected_at=NOW, noted_at=NOW, what="")
    return NOW


def requests_of_persons() -> datetime:
    """One that is closed and one that is not."""
    for closed_at in (NOW, None):
        PersonRequest.objects.create(
            kind="copy",
            language="vi",
            received_at=NOW,
            acknowledge_by=NOW.date(),
            due_on=NOW.date(),
            closed_at=closed_at,
        )
    return NOW


def a_link_to_an_address() -> datetime:
    AddressLink.objects.create(
        email="lan@pho.example",
        token_hash="a",
        language="vi",
        made_at=NOW,
        expires_at=NOW,
    )
    return NOW


def a_message_to_a_system() -> datetime:
    make_try(make_message(make_endpoint(make_provider())), status=500)
    return NOW


# What makes something due, from when its days count; what goes; how many rows are left of what.
CASES: dict[str, tuple[Callable[[], datetime], Tally, type, int]] = {
    "drafts": (a_draft, Tally(1, 1), Assessment, 0),
    "enterprises": (an_enterprise_without_anybody, Tally(1, 1), Result, 0),
    "unconfirmed": (accounts.an_unconfirmed_account, Tally(1), User, 0),
    "invitations": (an_invitation, Tally(1), Respondent, 1),
    "links": (links, Tally(2), ShareLink, 0),
    "tokens": (tokens, Tally(2), ApiToken, 1),
    "program_answers": (an_answer_to_a_program, Tally(1), ApiAnswer, 0),
    "leads_closed": (requests.a_request_whose_consent_ended, Tally(1), Lead, 1),
    "lead_talks": (
        requests.a_request_that_was_talked_about,
        Tally(1, 1),
        LeadMessage,
        1,
    ),
    "provider_devices": (requests.a_browser_of_a_provider, Tally(1), ProviderDevice, 0),
    "complaints": (requests.a_complaint_that_is_over, Tally(2), ComplaintStep, 0),
    "leads": (requests.a_request, Tally(1), Lead, 1),
    "vetting_customers": (vettings.a_customer, Tally(1), Reference, 1),
    "vettings": (vettings.applications_that_are_over, Tally(2), Application, 1),
    "evidence": (a_file_of_a_round_that_was_sent, Tally(1, 1), Evidence, 1),
    "stray_files": (a_stray_file, Tally(0, 1), Evidence, 0),
    "feedback": (words_at_the_end, Tally(1), Feedback, 0),
    "affiliations": (affiliations, Tally(2), Affiliation, 1),
    "assisted": (associations.rounds_typed_for_members, Tally(1), AssistedRound, 1),
    "members": (associations.members, Tally(1), Member, 2),
    "exports": (a_file_of_shared_results, Tally(1), Export, 0),
    "member_imports": (associations.a_table_of_members, Tally(1), ImportRow, 0),
    "imported": (associations.tables_of_members, Tally(1), MemberImport, 1),
    "calls": (associations.calls, Tally(1), Call, 1),
    "campaigns": (associations.closed_campaigns, Tally(1), Campaign, 2),
    "consents": (requests.a_request_whose_consent_ended, Tally(1), Lead, 0),
    "directory_states": (directory.states, Tally(1), DirectoryState, 1),
    "webhooks": (a_message_to_a_system, Tally(1), WebhookDelivery, 0),
    "sign_ins": (accounts.records_of_signing_in, Tally(2), UserSession, 0),
    "sessions": (accounts.a_session, Tally(1), Session, 0),
    "log": (accounts.entries_of_the_log, Tally(3), LogEntry, 0),
    "codes": (a_count_of_tries, Tally(1), Posting, 0),
    "postings": (a_mark_of_a_form, Tally(1), Posting, 0),
    "work": (work_that_was_done, Tally(1), Run, 1),
    "letters": (a_letter, Tally(1), Letter, 0),
    "bad_addresses": (a_bad_address, Tally(1), BadAddress, 0),
    "incidents": (a_closed_incident, Tally(1), Incident, 1),
    "requests": (requests_of_persons, Tally(1), PersonRequest, 1),
    "address_links": (a_link_to_an_address, Tally(1), AddressLink, 0),
}


def tally_of(work, rule: str, now: datetime) -> Tally:
    with TestCase.captureOnCommitCallbacks(execute=True):
        (forgotten,) = work(now=now, only=[rule])
    return forgotten.tally


def test_every_rule_with_days_is_obeyed_and_tried():
    with_days = {
        rule.id for rule in retention_rules().values() if rule.days is not None
    }
    assert with_days == set(WORK) == set(CASES)


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_takes_away_what_its_days_are_over_for(rule):
    make, tally, model, left = CASES[rule]
    over = make() + kept_for(rule)
    before = model.objects.count()
    assert tally_of(due, rule, over - MOMENT) == Tally()
    assert tally_of(forget, rule, over - MOMENT) == Tally()
    assert tally_of(due, rule, over + MOMENT) == tally
    assert model.objects.count() == before

    assert tally_of(forget, rule, over + MOMENT) == tally
    assert model.objects.count() == left
    event = AuditEvent.objects.get(action="retention.forgotten")
    assert (event.subject, event.organisation, event.actor) == (
        f"rule:{rule}",
        None,
        None,
    )
    assert event.details == {
        "rows": tally.rows,
        "files": tally.files,
        "days": kept_for(rule).days,
    }
    assert tally_of(forget, rule, over + MOMENT) == Tally()
    assert list(breaks()) == []


@pytest.mark.parametrize("rule", ["leads", "leads_closed"])
def test_a_request_stays_without_anybody_s_name_and_nothing_of_it_is_open(rule):
    make = CASES[rule][0]
    list(forget(now=make() + kept_for(rule) + MOMENT, only=[rule]))
    lead = Lead.objects.get()
    assert (lead.contact_name, lead.contact_email, lead.contact_phone) == ("", "", "")
    assert (lead.message, lead.decline_reason) == ("", "")
    assert lead.consent.withdrawn_at


def test_the_name_of_a_colleague_stays_beside_the_answers():
    over = an_invitation() + kept_for("invitations") + MOMENT
    list(forget(now=over, only=["invitations"]))
    respondent = Respondent.objects.get()
    assert (respondent.email, respondent.name) == ("", "Chị Lan")


def test_an_enterprise_of_which_something_is_shared_stays():
    over = an_enterprise_without_anybody() + kept_for("enterprises") + MOMENT
    result = Result.objects.get()
    later = over + timedelta(days=1)
    fields = {"result": result, "created_at": NOW, "expires_at": later}
    link = ShareLink.objects.create(token_hash="b", **fields)
    assert tally_of(forget, "enterprises", over) == Tally()
    link.delete()
    Consent.objects.update(withdrawn_at=None, expires_at=later)
    assert tally_of(forget, "enterprises", over) == Tally()
    Consent.objects.update(expires_at=NOW)
    assert tally_of(forget, "enterprises", over) == Tally(1, 1)
    assert result.enterprise_name not in str(list(AuditEvent.objects.values()))


def test_accounts_that_somebody_uses_or_confirmed_stay():
    for number, fields in enumerate(
        [{"last_login": NOW}, {"is_staff": True}, {"is_superuser": True}, {}]
    ):
        user = make_user(f"{number}@pho.example", date_joined=NOW, **fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=not fields)
    # One that an administrator made has no letter to answer.
    make_user("quan@tri.example", date_joined=NOW)
    assert tally_of(due, "unconfirmed", NOW + timedelta(days=999)) == Tally()
