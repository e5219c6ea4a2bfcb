"""What names a person is emptied, wherever it stands; what names nobody stays as it is.

The audit log keeps the number of an account, which from then on is nobody's. Results of an
enterprise and figures of many name no person and stay true.
"""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model, Q
from django.db.models.functions import Lower

from accounts.models import User
from accounts.services import change_organisation, user_leaves
from privacy.erasure.browsers import empty_browsers
from privacy.erasure.letters import take_back_letters
from privacy.erasure.places import BESIDE, PLACES, WHOLE, Place, rows_naming
from privacy.models import AddressLink, PersonRequest, RequestStep
from privacy.persons.marks import Marks
from privacy.persons.person import Person
from privacy.persons.queries import (
    customers_named,
    households_of,
    invitations_to,
    person_of_account,
    requests_of,
    with_codes,
    work_offered_to,
)
from providers.leads.services import withdraw_lead
from providers.models import Lead, LeadFile
from survey.colleagues.services import withdraw_invitation
from survey.evidence.services import remove_evidence
from survey.models import Evidence, Respondent


@transaction.atomic
def empty_traces(*, person: Person, by: User | None, now: datetime) -> None:
    """Everything but the account itself. Twice has the effect of once."""
    person = with_codes(person)
    for lead in requests_of(person):
        _empty_request(lead, by, now)
    for respondent in invitations_to(person.emails):
        _empty_invitation(respondent, by, now)
    # Whoever is not kept is asked nothing more; address and name go with all others below.
    customers_named(person.emails).update(token_hash="")
    # With the address goes all that it was about.
    work_offered_to(person.emails).delete()
    if person.user:
        _empty_account(person.user, by, now)
    _empty_own_requests(person, now)
    for place in PLACES:
        _empty_place(place, person)
    # Now: what this very transaction writes to the person is posted when it ends.
    take_back_letters(person)
    # Not under the locks of this transaction: there may be very many of them.
    transaction.on_commit(lambda: empty_browsers(person.proven), robust=True)


def _empty_request(lead: Lead, by: User | None, now: datetime) -> None:
    """Nobody can be called about it any more, so it ends, and the provider is told."""
    withdraw_lead(lead=lead, by=by, now=now)
    Lead.objects.filter(pk=lead.pk).update(
        contact_name="",
        contact_email="",
        contact_phone="",
        message="",
    )


def _empty_invitation(respondent: Respondent, by: User | None, now: datetime) -> None:
    withdraw_invitation(respondent=respondent, by=by, now=now)
    Respondent.objects.filter(pk=respondent.pk).update(name=_number(respondent))


def _number(row: Model) -> str:
    """In place of a name that pages and reports put beside what somebody answered."""
    return f"#{row.pk}"


def _empty_account(user: User, by: User | None, now: datetime) -> None:
    # Whoever uploaded it: a contract or a list of staff tells more of people than any
    # field.
    files = Evidence.objects.filter(uploaded_by=user, removed_at__isnull=True)
    for evidence in files.select_related("assessment__organisation"):
        # What is in a file cannot be searched as a reader would: it goes as a whole.
        remove_evidence(evidence=evidence, by=by, now=now)
    # With each row its file goes from the disk.
    LeadFile.objects.filter(by=user).delete()
    _empty_personal_numbers(user, by, now)
    # By their keys: the sessions themselves do not say whose they are.
    open_in = UserSession.objects.filter(user=user)
    keys = list(open_in.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    about = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(user.pk),
    )
    about.update(object_repr=_number(user), change_message="")


def _empty_personal_numbers(user: User, by: User | None, now: datetime) -> None:
    """The tax code of a household is a person's number; whoever goes on with it gives their own."""
    for household in households_of(user):
        # It stays a household, which the number told before.
        household.tax_code = ""
        household.is_household = True
        change_organisation(
            organisation=household,
            fields=["tax_code", "is_household"],
            by=by,
            now=now,
        )


def _empty_own_requests(person: Person, now: datetime) -> None:
    """That there were some, when, and that they were in time stays as proof; no words do."""
    is_theirs = Q(lowered__in=person.emails)
    if person.user:
        is_theirs |= Q(user=person.user)
    asked = PersonRequest.objects.annotate(lowered=Lower("email")).filter(is_theirs)
    keys = list(asked.values_list("pk", flat=True))
    theirs = PersonRequest.objects.filter(pk__in=keys)
    # Whatever else was asked for has nobody to be about any more.
    # Before the words below are emptied, so that nothing open is left without any.
    open_ones = theirs.filter(state__in=PersonRequest.OPEN)
    open_ones.update(state=PersonRequest.State.DONE, closed_at=now)
    theirs.update(email="", words="")
    RequestStep.objects.filter(request__in=keys).update(words="")
    links = AddressLink.objects.annotate(lowered=Lower("email"))
    links.filter(lowered__in=person.emails).delete()


def _empty_place(place: Place, person: Person) -> None:
    changed = []
    for row, marks in rows_naming(place, person):
        if _empty_row(row, place, marks):
            changed.append(row)
    place.model.objects.bulk_update(changed, place.fields, batch_size=200)


def _empty_row(row: Model, place: Place, marks: Marks) -> bool:
    """Whether it named the person."""
    is_changed = False
    for field in place.fields:
        content = getattr(row, field)
        left = marks.taken_out_of(content)
        if left == content or _is_of_another(row, place, field, marks):
            continue
        is_changed = True
        setattr(row, field, "" if field in WHOLE else left)
    return is_changed


def _is_of_another(row: Model, place: Place, field: str, marks: Marks) -> bool:
    """A telephone beside the address of somebody else is theirs too: colleagues share one."""
    beside = BESIDE.get(field)
    if beside not in place.fields:
        return False
    address = getattr(row, beside)
    return bool(address) and not marks.stand_in(address)


def _on_leaving(
    sender: type, user: User, by: User | None, now: datetime, **more: object
) -> None:
    empty_traces(person=person_of_account(user), by=by, now=now)


def watch_accounts() -> None:
    """Called when the site starts: whoever deletes an account empties what names the person."""
    user_leaves.connect(_on_leaving, dispatch_uid="privacy.erasure")
