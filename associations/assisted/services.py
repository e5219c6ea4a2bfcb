"""Writes: typing for a member that asked for it, and what its owner says to that."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from accounts.access.owners import owners_of
from accounts.audit.services import record_event
from accounts.held import is_claimed
from accounts.models import Membership, Organisation, User
from accounts.outbox.addresses import mark_of
from accounts.ratelimit import is_limited
from accounts.tokens import token_hash
from associations.assisted.email import send_confirmation
from associations.assisted.queries import for_members, is_answering, is_typed_by
from associations.assisted.shown import digest_of
from associations.belonging.queries import whom_it_serves
from associations.errors import AssociationError
from associations.models import AssistedRound, Member
from indexes.models import IndexVersion
from registry.sizes import size_class
from survey.answers.progress import progress_of
from survey.answers.services import locked_draft
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
SALT = "associations.assisted"


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

    Raises AssociationError, as `refuse_typing`; draft_open also where the enterprise is
    answering by itself.
    """
    locked = Member.objects.select_for_update().get(pk=member.pk)
    refuse_typing(locked)
    assessment = _draft(locked, profile, index_version, industry, by, now)
    assessment.is_assisted = assessment.is_being_typed = True
    assessment.save(update_fields=["is_assisted", "is_being_typed"])
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


@transaction.atomic
def refuse_typing(member: Member) -> None:
    """Why nothing can be typed for a member, if so.

    Raises AssociationError: not_member; draft_open where something typed before is open;
    in_no_account where it has answered by itself, and the link would bring its answers.
    """
    if not whom_it_serves(Member.objects.filter(pk=member.pk)).exists():
        raise AssociationError("not_member")
    if is_answering(member):
        raise AssociationError("draft_open")
    if member.enterprise is not None:
        _refuse_what_others_answered(member.association, member.enterprise)


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
        is_young=profile.get("is_young", False),
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


def _refuse_what_others_answered(
    association: Organisation,
    enterprise: Organisation,
) -> None:
    """Whoever has the link holds the enterprise: it must bring nobody answers of others.

    In an account nobody comes to anything by a link.
    """
    locked = Organisation.objects.select_for_update().get(pk=enterprise.pk)
    if not is_claimed(locked) and not is_typed_by(association, locked):
        raise AssociationError("in_no_account")


@transaction.atomic
def hold_typing(assisted: AssistedRound) -> None:
    """Held until what is typed is saved: its owner may take it up, or leave, in this moment.

    Raises SurveyError: typing_over.
    """
    try:
        locked = _locked(assisted)
    except AssociationError as error:
        raise SurveyError("typing_over") from error
    if not _is_served(locked):
        raise SurveyError("typing_over")


def ask_to_confirm(
    *,
    assisted: AssistedRound,
    email: str,
    by: User,
    now: datetime,
    language: str = "vi",
) -> None:
    """A letter to the owner with a link, and a code to read out on the telephone.

    Those sent before end. email, language: of an enterprise in no account. Raises
    AssociationError: incomplete, over, no_owner, own_address, in_no_account, another_address,
    too_many_letters, letter_not_sent.
    """
    with transaction.atomic():
        locked = _locked_and_served(assisted)
        draft = _held_draft(locked)
        if draft.index.needs_variant or progress_of(draft).open:
            raise AssociationError("incomplete")
        asked = _asked(locked, email, language)
        who = str(locked.public_id)
        if is_limited("assisted-letter", who, most=LETTERS_A_DAY, seconds=86400):
            raise AssociationError("too_many_letters")
        token, code = secrets.token_urlsafe(24), f"{secrets.randbelow(10**6):06}"
        locked.asked_at, locked.token_hash = now, token_hash(token)
        locked.code_hash, locked.code_until = code_hash(locked, code), now + CODE_FOR
        locked.asked_digest, locked.sent_to = digest_of(draft), asked.mark
        locked.save()
        _record("assisted.asked", locked, by, now)
        is_on_its_way = send_confirmation(
            locked,
            to=asked.email,
            language=asked.language,
            token=token,
            code=code,
            by=by,
        )
        if not is_on_its_way:
            raise AssociationError("letter_not_sent")
    assisted.refresh_from_db()


def code_hash(assisted: AssistedRound, code: str) -> str:
    return token_hash(f"{assisted.public_id}:{code}")


@dataclass(frozen=True)
class Asked:
    """mark: of the address, where it is all that tells who the owner is."""

    email: str
    language: str
    mark: str


def _asked(assisted: AssistedRound, email: str, language: str) -> Asked:
    """Of an enterprise in an account its owner; else what the member told the association.

    Nobody of the association confirms what the association typed.
    """
    enterprise = assisted.assessment.organisation
    if is_claimed(enterprise):
        owner = next(iter(owners_of(enterprise)), None)
        if owner is None:
            raise AssociationError("no_owner")
        return Asked(owner.email, owner.language, "")
    _refuse_what_others_answered(assisted.association, enterprise)
    staff = Membership.objects.filter(organisation=assisted.association)
    if staff.filter(user__email__iexact=email).exists():
        raise AssociationError("own_address")
    mark = mark_of(email, SALT)
    # The link opens the rounds before too: to whoever confirmed these, and to nobody else.
    before = AssistedRound.objects.filter(assessment__organisation=enterprise)
    # By its mark, since the address itself is not kept.
    if before.exclude(pk=assisted.pk).exclude(sent_to=mark).exists():
        raise AssociationError("another_address")
    return Asked(email, language, mark)


@transaction.atomic
def confirm_by_code(
    *, assisted: AssistedRound, code: str, by: User, now: datetime
) -> None:
    """The owner read the code out to who typed it.

    Raises AssociationError: over, wrong_code, incomplete, and changed where what stands there
    is not what stood there when the letter went.
    """
    locked = _locked_and_served(assisted)
    # In constant time: how long it takes must not tell how much of it was right.
    is_right = secrets.compare_digest(code_hash(locked, code), locked.code_hash)
    if not is_right or not locked.takes_code_at(now):
        raise AssociationError("wrong_code")
    _confirm(locked, locked.asked_digest, AssistedRound.Proof.CODE, by, now)


@transaction.atomic
def confirm_by_link(
    *, assisted: AssistedRound, shown: str, by: User | None, now: datetime
) -> None:
    """shown: the checksum of what the page showed.

    Raises AssociationError: over, incomplete, and changed where something else stands there now.
    """
    locked = _locked(assisted)
    _confirm(locked, shown, AssistedRound.Proof.LINK, by, now)
    # Used once; what the owner may do from here on this browser holds by itself.
    locked.token_hash = ""
    locked.save(update_fields=["token_hash"])


def _confirm(
    assisted: AssistedRound, shown: str, proof: str, by: User | None, now: datetime
) -> None:
    """From here on it is a round like any other: counted, and seen by consent only."""
    # Locked before the checksum is worked out: between both nobody types anything.
    draft = _held_draft(assisted)
    if not secrets.compare_digest(digest_of(draft), shown):
        raise AssociationError("changed")
    _end_typing(draft)
    try:
        submit(assessment=draft, by=by, now=now)
    except SurveyError as error:
        raise AssociationError("incomplete") from error
    assisted.confirmed_at, assisted.proof = now, proof
    assisted.code_hash, assisted.code_until = "", None
    assisted.save()
    _note_who_it_is(assisted)
    _record("assisted.confirmed", assisted, by, now, proof=proof)


def _note_who_it_is(assisted: AssistedRound) -> None:
    """The member was known by name until now; one that left meanwhile is nobody here."""
    member = assisted.member
    # Without asking again an association could tie a firm to itself that has left it.
    if member is None or member.enterprise_id or not _is_served(assisted):
        return
    member.enterprise = assisted.assessment.organisation
    member.save(update_fields=["enterprise"])


@transaction.atomic
def take_up(*, assisted: AssistedRound, by: User | None, now: datetime) -> None:
    """The owner goes on alone: the association reads and writes nothing in it from now on.

    Raises AssociationError: over.
    """
    locked = _locked(assisted)
    _end_typing(_held_draft(locked))
    locked.taken_up_at = now
    _end_letters(locked)
    _record("assisted.taken_up", locked, by, now)


@transaction.atomic
def refuse(*, assisted: AssistedRound, by: User | None, now: datetime) -> None:
    """The owner wants none of it: what was typed is gone at once. Raises AssociationError: over."""
    locked = _locked(assisted)
    _record("assisted.refused", locked, by, now)
    locked.refused_at = now
    _end_letters(locked)
    forget_draft(locked)


def forget_draft(assisted: AssistedRound) -> None:
    """With the enterprise, where it was made for this alone."""
    draft = assisted.assessment
    enterprise = draft.organisation
    draft.delete()
    if not is_claimed(enterprise) and not enterprise.assessments.exists():
        enterprise.delete()


def _end_typing(draft: Assessment) -> None:
    draft.is_being_typed = False
    draft.save(update_fields=["is_being_typed"])


def _end_letters(assisted: AssistedRound) -> None:
    assisted.token_hash = assisted.code_hash = assisted.asked_digest = ""
    assisted.code_until = None
    assisted.save()


def _held_draft(assisted: AssistedRound) -> Assessment:
    """As it stands now; nobody types in it until the transaction ends."""
    draft = locked_draft(assisted.assessment)
    draft.index_version = assisted.assessment.index_version
    draft.organisation = assisted.assessment.organisation
    return draft


def _locked_and_served(assisted: AssistedRound) -> AssistedRound:
    """For what its association does: of a member that left it is over."""
    locked = _locked(assisted)
    if not _is_served(locked):
        raise AssociationError("over")
    return locked


def _is_served(assisted: AssistedRound) -> bool:
    members = Member.objects.filter(pk=assisted.member_id)
    return for_members(members).filter(pk=assisted.pk).exists()


def _locked(assisted: AssistedRound) -> AssistedRound:
    """Raises AssociationError: over, where it was confirmed, refused, taken up or forgotten."""
    rows = AssistedRound.objects.select_for_update(of=("self",))
    rows = rows.select_related(
        "association",
        "member__enterprise",
        "assessment__organisation",
        "assessment__index_version",
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
