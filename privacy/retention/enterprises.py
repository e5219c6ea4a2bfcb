"""Enterprises that belong to nobody, and what bound enterprises to others."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.access.scopes import in_force
from accounts.audit.services import record_event
from accounts.models import Confirmation, Consent, Organisation
from accounts.site import at_site
from associations.exports.services import empty_files_with
from associations.models import Affiliation, Call, Campaign
from privacy.retention.batches import Rows, batches_of, deleted
from privacy.retention.notices import Notices, Trace
from privacy.retention.tally import Moment, Special, Tally
from providers.models import Lead
from survey.models import AnswerChange, Evidence, ResumeLink, ShareLink


def _abandoned(moment: Moment) -> QuerySet[Organisation]:
    """No account has them, nobody has touched them, and nothing of them is shared."""
    unowned = Organisation.objects.filter(
        kind=Organisation.Kind.ENTERPRISE,
        is_fictional=False,
        memberships__isnull=True,
        # Somebody has asked for it and may still come.
        pending_claim__isnull=True,
        created_at__lt=moment.since,
    )
    # Any of them is a sign of life: what was done, answered, or opened by others.
    untouched = (
        unowned.exclude(claimed_at__gte=moment.since)
        .exclude(assessments__changed_at__gte=moment.since)
        .exclude(events__at__gte=moment.since)
    )
    return untouched.exclude(_is_shared(moment))


def _is_shared(moment: Moment) -> Q:
    """With an association, a provider, or whoever holds a link that still opens."""
    consents = Consent.objects.filter(in_force(moment.now))
    links = ShareLink.objects.filter(revoked_at__isnull=True, expires_at__gt=moment.now)
    ways_back = ResumeLink.objects.filter(expires_at__gt=moment.now)
    return (
        Q(pk__in=consents.values("enterprise"))
        | Q(pk__in=links.values("result__organisation"))
        | Q(pk__in=ways_back.values("assessment__organisation"))
    )


def _describe(_enterprise: Organisation) -> dict[str, object]:
    return {"url": at_site(reverse("privacy:ask"))}


ENTERPRISE_GOES = Notices(
    rule="enterprises",
    template="privacy/email/enterprise_goes",
    select=_abandoned,
    enterprise="pk",
    to=(
        Trace(AnswerChange, "assessment__organisation", "changed_by"),
        Trace(Evidence, "assessment__organisation", "uploaded_by"),
        Trace(Consent, "enterprise", "given_by"),
        Trace(Lead, "organisation", "asked_by"),
    ),
    describe=_describe,
)


def _to_go(moment: Moment) -> QuerySet[Organisation]:
    waiting = ENTERPRISE_GOES.waiting(moment).values("pk")
    return _abandoned(moment).exclude(pk__in=waiting)


def _files_of(enterprises: QuerySet[Organisation]) -> int:
    files = Evidence.objects.filter(assessment__organisation__in=enterprises)
    return files.filter(removed_at__isnull=True).count()


def _count_abandoned(moment: Moment) -> Tally:
    enterprises = _to_go(moment)
    going = Tally(enterprises.count(), _files_of(enterprises))
    return going + ENTERPRISE_GOES.due(moment)


def _forget_abandoned(moment: Moment) -> Tally:
    gone = ENTERPRISE_GOES.tell(moment)
    for keys in batches_of(_to_go(moment)):
        for key in keys:
            gone += _forget_enterprise(key, moment)
    return gone


@transaction.atomic
def _forget_enterprise(key: int, moment: Moment) -> Tally:
    # Asked once more under a lock: somebody may have come back in this very moment.
    Organisation.objects.select_for_update().filter(pk=key).first()
    enterprise = _to_go(moment).filter(pk=key).first()
    if enterprise is None:
        return Tally()
    files = _files_of(Organisation.objects.filter(pk=key))
    # A consent is kept as long as a request rests on it.
    Lead.objects.filter(organisation=enterprise).delete()
    empty_files_with(enterprise)
    subject = f"organisation:{enterprise.public_id}"
    enterprise.delete()
    record_event(
        action="enterprise.forgotten",
        organisation=None,
        actor=None,
        subject=subject,
        now=moment.now,
        details={"files": files, "chain": str(key)},
    )
    return Tally(1, files)


def _old_consents(moment: Moment) -> QuerySet[Consent]:
    withdrawn = Q(withdrawn_at__lt=moment.since)
    return Consent.objects.filter(withdrawn | Q(expires_at__lt=moment.since))


def _delete_consents(consents: QuerySet[Consent]) -> int:
    keys = list(consents.values_list("pk", flat=True))
    Lead.objects.filter(consent__in=keys).delete()
    Consent.objects.filter(pk__in=keys).delete()
    return len(keys)


def _old_confirmations(moment: Moment) -> QuerySet[Confirmation]:
    return Confirmation.objects.filter(withdrawn_at__lt=moment.since)


def _old_affiliations(moment: Moment) -> QuerySet[Affiliation]:
    ended = Q(state=Affiliation.State.ENDED, ended_at__lt=moment.since)
    declined = Q(state=Affiliation.State.DECLINED, since__lt=moment.since)
    return Affiliation.objects.filter(ended | declined)


def _old_calls(moment: Moment) -> QuerySet[Call]:
    return Call.objects.filter(at__lt=moment.since)


def _old_campaigns(moment: Moment) -> QuerySet[Campaign]:
    return Campaign.objects.filter(closed_at__lt=moment.since)


ENTERPRISES = Special(_count_abandoned, _forget_abandoned)
CONSENTS = (Rows(_old_consents, _delete_consents), deleted(_old_confirmations))
AFFILIATIONS = deleted(_old_affiliations)
CALLS = deleted(_old_calls)
CAMPAIGNS = deleted(_old_campaigns)
