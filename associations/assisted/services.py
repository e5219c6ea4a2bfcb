"""Writes: typing for a member that asked for it, and what its owner says to that."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from accounts.audit.services import record_event
from accounts.email import send_email
from accounts.held import is_claimed
from accounts.models import Membership, User
from accounts.ratelimit import is_limited
from accounts.site import at_site
from accounts.tokens import token_hash
from associations.errors import AssociationError
from associations.models import AssistedRound, Member
from indexes.models import IndexVersion
from registry.retention import kept_for
from registry.sizes import size_class
from survey.answers.progress import progress_of
from survey.errors import SurveyError
from survey.models import Assessment
from survey.results.services import submit
from survey.rounds.services import (
    start_assessment,
    start_blank_round,
    variant_of,
)

CODE_FOR = timedelta(minutes=30)
CODE_TRIES = 5
LETTERS_A_DAY = 5  # for one round
KEPT_FOR = kept_for("assisted")


@transaction.atomic
def begin_typing(
    *,
    member: Member,
    profile: dict,
    index_version: IndexVersion,
    industry: str,
    way: str,
    by: User,
    now: datetime,
) -> AssistedRound:
    """A draft of the member's, typed by the association: nobody holds it but its owner's link.

    Raises AssociationError: draft_open where the enterprise is answering by itself.
    """
    locked = Member.objects.select_for_update().get(pk=member.pk)
    if open_rounds(locked).exists():
        raise AssociationError("draft_open")
    assessment = _draft(locked, profile, index_version, industry, by, now)
    assessment.is_assisted = True
    assessment.save(update_fields=["is_assisted"])
    assisted = AssistedRound.objects.create(
        association=locked.association,
        member=locked,
        assessment=assessment,
        way=way,
        typed_by=by,
        begun_at=now,
    )
    _record("assisted.begun", assisted, by, now, way=way)
    return assisted


def open_rounds(member: Member):
    return AssistedRound.objects.filter(
        member=member, assessment__state=Assessment.State.DRAFT
    )


def _draft(
    member: Member,
    profile: dict,
    index_version: IndexVersion,
    industry: str,
    by: User,
    now: datetime,
) -> Assessment:
    if member.enterprise is None:
        return start_assessment(
            **profile,
            index_version=index_version,
            industry=industry,
            now=now,
        )
    sizes = size_class(
        employees=profile["employees"],
        revenue=profile.get("revenue"),
        capital=profile.get("capital"),
        sector_code=profile["sector"],
    )
    index = index_version.index
    try:
        return start_blank_round(
            organisation=member.enterprise,
            index_version=index_version,
            profile=profile,
            variant=variant_of(index, profile["sector"], industry, sizes.possible),
            by=by,
            now=now,
        )
    except SurveyError as error:
        raise AssociationError("draft_open") from error


def ask_to_confirm(
    *,
    assisted: AssistedRound,
    email: str,
    by: User,
    now: datetime,
) -> None:
    """A letter to the owner with a link, and a code to read out on the telephone.

    Those sent before end. Raises AssociationError: incomplete, over, own_address,
    too_many_letters, letter_not_sent.
    """
    with transaction.atomic():
        locked = _locked(assisted)
        if progress_of(locked.assessment).open:
            raise AssociationError("incomplete")
        to = _address_of(locked, email)
        who = str(locked.public_id)
        if is_limited("assisted-letter", who, most=LETTERS_A_DAY, seconds=86400):
            raise AssociationError("too_many_letters")
        token, code = secrets.token_urlsafe(24), f"{secrets.randbelow(10**6):06}"
        locked.asked_at, locked.token_hash = now, token_hash(token)
        locked.code_hash, locked.code_until = code_hash(locked, code), now + CODE_FOR
        locked.save()
        _record("assisted.asked", locked, by, now)
        if not _send(locked, to, token, code, by):
            raise AssociationError("letter_not_sent")
    assisted.refresh_from_db()


def code_hash(assisted: AssistedRound, code: str) -> str:
    return token_hash(f"{assisted.public_id}:{code}")


def _address_of(assisted: AssistedRound, email: str) -> str:
    """Of an enterprise in an account its owner's own; else what the member told the association.

    Nobody of the association confirms what the association typed.
    """
    enterprise = assisted.assessment.organisation
    if is_claimed(enterprise):
        owners = Membership.objects.filter(
            organisation=enterprise, role=Membership.Role.OWNER, user__is_active=True
        )
        address = owners.values_list("user__email", flat=True).first()
        if address is None:
            raise AssociationError("no_owner")
        return address
    staff = Membership.objects.filter(organisation=assisted.association)
    if staff.filter(user__email__iexact=email).exists():
        raise AssociationError("own_address")
    return email


def _send(assisted: AssistedRound, to: str, token: str, code: str, by: User) -> bool:
    enterprise = assisted.assessment.organisation
    context = {
        "enterprise": enterprise.name,
        "association": assisted.association.name,
        "officer": by.full_name,
        "way": assisted.way,
        "code": code,
        "until": assisted.code_until,
        "days": KEPT_FOR.days,
        "url": at_site(reverse("associations:assisted_link", args=[token])),
    }
    return send_email(
        "associations/assisted/email/confirm", to, "vi", context, about=enterprise
    )


@transaction.atomic
def confirm_by_code(
    *, assisted: AssistedRound, code: str, by: User, now: datetime
) -> None:
    """The owner read the code out to who typed it. Raises AssociationError: over, wrong_code."""
    locked = _locked(assisted)
    is_right = secrets.compare_digest(code_hash(locked, code), locked.code_hash)
    if not is_right or not locked.takes_code_at(now):
        raise AssociationError("wrong_code")
    _confirm(locked, AssistedRound.Proof.CODE, by, now)


@transaction.atomic
def confirm_by_link(*, assisted: AssistedRound, by: User | None, now: datetime) -> None:
    """Raises AssociationError: over."""
    _confirm(_locked(assisted), AssistedRound.Proof.LINK, by, now)


def _confirm(
    assisted: AssistedRound, proof: str, by: User | None, now: datetime
) -> None:
    """From here on it is a round like any other: counted, and seen by consent only."""
    submit(assessment=assisted.assessment, by=by, now=now)
    assisted.confirmed_at, assisted.proof = now, proof
    assisted.code_hash, assisted.code_until = "", None
    assisted.save()
    member, enterprise = assisted.member, assisted.assessment.organisation
    if member.enterprise_id is None:
        member.enterprise = enterprise
        member.save(update_fields=["enterprise"])
    _record("assisted.confirmed", assisted, by, now, proof=proof)


@transaction.atomic
def refuse(*, assisted: AssistedRound, by: User | None, now: datetime) -> None:
    """The owner wants none of it: what was typed is gone at once."""
    locked = _locked(assisted)
    _record("assisted.refused", locked, by, now)
    locked.refused_at, locked.token_hash, locked.code_hash = now, "", ""
    locked.save()
    forget_draft(locked)


def forget_draft(assisted: AssistedRound) -> None:
    """With the enterprise, where it was made for this alone."""
    draft = assisted.assessment
    enterprise = draft.organisation
    draft.delete()
    if not is_claimed(enterprise) and not enterprise.assessments.exists():
        enterprise.delete()


def _locked(assisted: AssistedRound) -> AssistedRound:
    """Raises AssociationError: over, where it was confirmed, refused or forgotten meanwhile."""
    rows = AssistedRound.objects.select_for_update(of=("self",))
    rows = rows.select_related(
        "association", "member__enterprise", "assessment__organisation"
    )
    locked = rows.filter(pk=assisted.pk).first()
    if locked is None or not locked.is_open:
        raise AssociationError("over")
    return locked


def _record(
    action: str, assisted: AssistedRound, by: User | None, now: datetime, **details
) -> None:
    record_event(
        action=action,
        organisation=assisted.assessment.organisation,
        actor=by,
        subject=f"assisted:{assisted.public_id}",
        now=now,
        details={"association": str(assisted.association.public_id), **details},
    )
