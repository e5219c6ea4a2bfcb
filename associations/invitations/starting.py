"""Opening a link of a campaign, and beginning by it: one response for each member."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.access.scopes import Scope
from accounts.audit.services import record_event
from accounts.held import is_claimed
from accounts.models import Consent, Organisation, User
from accounts.services import give_consent, withdraw_consent
from accounts.tokens import token_hash
from associations.belonging.services import answer_request, ask_to_join
from associations.consents.texts import CURRENT
from associations.errors import AssociationError
from associations.invitations import consent_text
from associations.invitations.links import is_over
from associations.models import Affiliation, Campaign, Invitation, Member
from indexes.models import IndexVersion
from survey.models import Assessment, Origin
from survey.rounds.services import begin_round_of, start_assessment


@dataclass(frozen=True)
class Beginning:
    """Who begins, as what, and how much of the result is shared from the start.

    enterprise: one that is here already, of whoever is signed in. turn: of the secret of the
    link this browser opened, none by the open link. scope: NOTHING shares how far it is alone.
    """

    by: User | None
    enterprise: Organisation | None
    origin: Origin | None
    turn: int | None
    scope: Scope


def invitations() -> QuerySet[Invitation]:
    related = Invitation.objects.select_related(
        "campaign__association",
        "campaign__index_version",
        "member",
        "assessment__organisation",
    )
    return related.defer("campaign__index_version__document")


@transaction.atomic
def open_link(*, token: str, now: datetime) -> Invitation:
    """Noted once. Raises AssociationError: link_over, also where there never was one."""
    invitation = invitations().filter(token_hash=token_hash(token)).first()
    # The same answer for both: whoever tries secrets learns of none that there was one.
    if invitation is None or is_over(invitation):
        raise AssociationError("link_over")
    # Asked of the row and not of what was read: programs of mail hosts open links in
    # the same moment as people do, and the first one alone counts.
    unopened = Invitation.objects.filter(pk=invitation.pk, opened_at__isnull=True)
    if unopened.update(opened_at=now):
        invited = Invitation.objects.filter(
            pk=invitation.pk, stage=Invitation.Stage.INVITED
        )
        invited.update(stage=Invitation.Stage.OPENED)
    return invitation


def is_open(campaign: Campaign, now: datetime) -> bool:
    """Whether a round can be begun by its links."""
    if campaign.state == Campaign.State.CLOSED:
        return False
    # One that was withdrawn since takes no new rounds; those under way go on.
    if campaign.index_version.status != IndexVersion.Status.PUBLISHED:
        return False
    return campaign.begins_on <= timezone.localdate(now) <= campaign.ends_on


def goes_on(invitation: Invitation, turn: int | None) -> bool:
    """Whether the secret that this browser opened is the one the round was begun by.

    The association may give another address at any time: what is sent there opens no answers.
    """
    # In an account the owner signs in: a link in somebody's mailbox is not enough any
    # more.
    if invitation.assessment is None or is_claimed(invitation.assessment.organisation):
        return False
    return turn is not None and turn == invitation.started_turn


@transaction.atomic
def begin(
    *,
    invitation: Invitation,
    beginning: Beginning,
    now: datetime,
) -> Assessment:
    """The round of this member in this campaign; twice is once.

    Belonging, and seeing how far it is, rest on what was agreed to beside the button.
    Raises AssociationError: campaign_closed; begun_elsewhere.
    """
    locked = _locked(invitation)
    # Before asking whether the campaign is open: what was begun in time goes on after
    # it.
    if locked.assessment is not None:
        return locked.assessment
    if not is_open(locked.campaign, now):
        raise AssociationError("campaign_closed")
    assessment = _round_for(locked, beginning, now)
    enterprise = assessment.organisation
    _link_to_member(locked, enterprise)
    _agree(locked.campaign.association, enterprise, beginning, now)
    # One by the open link has no member: it waits for the association to know it.
    if locked.member:
        _belong(locked.campaign.association, enterprise, beginning.by, now)
    _note_start(locked, assessment, beginning, now)
    return assessment


def _locked(invitation: Invitation) -> Invitation:
    """Of two who press at once, the second finds it begun."""
    locked = Invitation.objects.select_for_update(of=("self",))
    return locked.select_related(
        "campaign__association",
        "campaign__index_version",
        "member__enterprise",
        "assessment__organisation",
    ).get(pk=invitation.pk)


def _round_for(
    invitation: Invitation,
    beginning: Beginning,
    now: datetime,
) -> Assessment:
    version = invitation.campaign.index_version
    # Nobody is looked up by the tax code that the association typed: whoever types the
    # one of another firm would otherwise read what that firm answered.
    known = beginning.enterprise or _known_by_same_mailbox(invitation)
    if known is not None:
        since = invitation.campaign.created_at
        return begin_round_of(
            enterprise=known,
            index_version=version,
            sent_since=since,
            by=beginning.by,
            now=now,
        )
    member = invitation.member
    firm = {
        "name": member.name,
        "sector": member.sector,
        "area": member.area,
        "tax_code": member.tax_code,
    }
    return _first_round(version, firm, beginning, now)


def _first_round(
    version: IndexVersion,
    firm: Mapping[str, str],
    beginning: Beginning,
    now: datetime,
) -> Assessment:
    """Of an enterprise that was not here; how many work there it tells itself."""
    return start_assessment(
        **firm,
        employees=None,
        index_version=version,
        origin=beginning.origin,
        by=beginning.by,
        now=now,
    )


@transaction.atomic
def begin_unknown(
    *,
    invitation: Invitation,
    firm: Mapping[str, str],
    beginning: Beginning,
    now: datetime,
) -> Assessment:
    """Of whom the association does not know: it asks to belong, and waits."""
    campaign = invitation.campaign
    version = campaign.index_version
    if beginning.enterprise is None:
        assessment = _first_round(version, firm, beginning, now)
    else:
        assessment = begin_round_of(
            enterprise=beginning.enterprise,
            index_version=version,
            sent_since=campaign.created_at,
            by=beginning.by,
            now=now,
        )
    enterprise = assessment.organisation
    _agree(campaign.association, enterprise, beginning, now)
    ask_to_join(
        association=campaign.association,
        enterprise=enterprise,
        by=beginning.by,
        now=now,
    )
    _note_start(invitation, assessment, beginning, now)
    return assessment


def _known_by_same_mailbox(invitation: Invitation) -> Organisation | None:
    """Who answered a round before by a link sent to this very address goes on with it.

    Nobody else does: the address of today may be one that the association made up.
    """
    if not invitation.sent_to or invitation.member is None:
        return None
    before = Invitation.objects.filter(
        member=invitation.member,
        sent_to=invitation.sent_to,
        started_turn__isnull=False,
        assessment__organisation__claimed_at__isnull=True,
    ).exclude(pk=invitation.pk)
    newest = before.select_related("assessment__organisation").order_by("-pk").first()
    return newest.assessment.organisation if newest else None


def _link_to_member(invitation: Invitation, enterprise: Organisation) -> None:
    member = invitation.member
    if member is None or member.enterprise_id == enterprise.pk:
        return
    others = Member.objects.filter(
        association=member.association_id,
        enterprise=enterprise,
    )
    # Two rows of one list would count one firm twice.
    if others.exclude(pk=member.pk).exists():
        raise AssociationError("is_another_member")
    member.enterprise = enterprise
    member.save(update_fields=["enterprise"])


def _agree(
    association: Organisation,
    enterprise: Organisation,
    beginning: Beginning,
    now: datetime,
) -> None:
    terms = {
        "enterprise": enterprise,
        "grantee": association,
        "by": beginning.by,
        "now": now,
    }
    give_consent(
        purpose=Consent.Purpose.CAMPAIGN,
        items=consent_text.ITEMS,
        text_version=consent_text.ID,
        **terms,
    )
    # Two consents, since each is withdrawn alone: how far it is, and what came of it.
    if beginning.scope is not Scope.NOTHING:
        give_consent(
            purpose=Consent.Purpose.FOLLOW,
            items=CURRENT.scopes[beginning.scope].items,
            text_version=CURRENT.id,
            **terms,
        )


def _belong(
    association: Organisation,
    enterprise: Organisation,
    by: User | None,
    now: datetime,
) -> None:
    """The association has it on its list, and the firm says that it belongs."""
    asked = ask_to_join(
        association=association,
        enterprise=enterprise,
        by=by,
        now=now,
    )
    # Granted without asking the officer again: to invite it was to say that it belongs.
    if asked.state == Affiliation.State.ASKED:
        answer_request(affiliation=asked, is_granted=True, by=None, now=now)


def _note_start(
    invitation: Invitation,
    assessment: Assessment,
    beginning: Beginning,
    now: datetime,
) -> None:
    # begin_round_of may hand back a round that was sent since the campaign was made.
    is_sent = assessment.state == Assessment.State.SUBMITTED
    stage = Invitation.Stage.SUBMITTED if is_sent else Invitation.Stage.STARTED
    invitation.assessment = assessment
    invitation.stage = stage
    invitation.opened_at = invitation.opened_at or now
    invitation.started_at = now
    invitation.started_turn = beginning.turn
    invitation.submitted_at = assessment.submitted_at
    invitation.page = ""
    invitation.save()
    record_event(
        action="campaign.response_begun",
        organisation=assessment.organisation,
        actor=beginning.by,
        subject=f"campaign:{invitation.campaign.public_id}",
        now=now,
    )


def consents_of(invitation: Invitation, now: datetime) -> list[Consent]:
    """What the firm allows the association of this campaign to see, in force."""
    if invitation.assessment is None:
        return []
    given = Consent.objects.filter(
        enterprise=invitation.assessment.organisation_id,
        grantee=invitation.campaign.association_id,
        purpose__in=(Consent.Purpose.CAMPAIGN, Consent.Purpose.FOLLOW),
    )
    return [consent for consent in given if consent.stands_at(now)]


@transaction.atomic
def take_back_all(*, invitation: Invitation, by: User | None, now: datetime) -> None:
    """The association sees nothing more of it from this moment; the round stays the firm's."""
    for consent in consents_of(invitation, now):
        withdraw_consent(consent=consent, by=by, now=now)
