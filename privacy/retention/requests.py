"""Requests to providers: who is named in them, and what was said on them."""

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.services import withdraw_consent
from privacy.retention.batches import Rows, batches_of, delete, deleted, emptied
from privacy.retention.tally import Moment, Special, Tally
from providers.leads.moving import note
from providers.models import (
    Lead,
    LeadFile,
    LeadMessage,
    LeadOffer,
    LeadOutcome,
    Side,
)

NAMES_SOMEBODY = (
    "contact_name",
    "contact_email",
    "contact_phone",
    "message",
    "decline_reason",
)
BLANK = dict.fromkeys(NAMES_SOMEBODY, "")


def _closed_leads(moment: Moment) -> QuerySet[Lead]:
    ended = Q(consent__withdrawn_at__lt=moment.since)
    ran_out = Q(consent__expires_at__lt=moment.since)
    decided = Q(moved_at__lt=moment.since) & ~Q(state__in=Lead.LIVE)
    return Lead.objects.filter(ended | ran_out | decided)


def _old_leads(moment: Moment) -> QuerySet[Lead]:
    old = Lead.objects.filter(asked_at__lt=moment.since, state__in=Lead.LIVE)
    return old.exclude(**BLANK)


def _forget_old_leads(moment: Moment) -> Tally:
    ended = 0
    for keys in batches_of(_old_leads(moment)):
        with transaction.atomic():
            ended += _end(_old_leads(moment).filter(pk__in=keys), moment)
    return Tally(ended)


def _end(leads: QuerySet[Lead], moment: Moment) -> int:
    """The consent behind each ends, so that nothing stays open; no letter is written for it."""
    related = ("consent__enterprise", "consent__grantee", "organisation")
    rows = list(leads.select_related(*related, "provider__organisation"))
    for lead in rows:
        withdraw_consent(consent=lead.consent, by=None, now=moment.now)
        was, lead.state = lead.state, Lead.State.WITHDRAWN
        note(lead, Side.CLOCK, "lead.withdrawn", None, moment.now, was=was)
    same = Lead.objects.filter(pk__in=[lead.pk for lead in rows])
    same.update(
        state=Lead.State.WITHDRAWN,
        moved_at=moment.now,
        due_on=None,
        remind_on=None,
        **BLANK,
    )
    return len(rows)


def _ended(moment: Moment) -> QuerySet[Lead]:
    ended = Lead.objects.filter(moved_at__lt=moment.since)
    return ended.exclude(state__in=(*Lead.LIVE, Lead.State.RETURNED)).values("pk")


def _messages(moment: Moment) -> QuerySet[LeadMessage]:
    return LeadMessage.objects.filter(lead__in=_ended(moment))


def _files(moment: Moment) -> QuerySet[LeadFile]:
    return LeadFile.objects.filter(lead__in=_ended(moment))


def _count_files(moment: Moment) -> Tally:
    return Tally(files=_files(moment).count())


def _forget_files(moment: Moment) -> Tally:
    gone = Rows(_files, delete).forget(moment)
    return Tally(files=gone.rows)


def _offers(moment: Moment) -> QuerySet[LeadOffer]:
    return LeadOffer.objects.filter(lead__in=_ended(moment))


def _outcomes(moment: Moment) -> QuerySet[LeadOutcome]:
    return LeadOutcome.objects.filter(lead__in=_ended(moment))


LEADS_CLOSED = emptied(_closed_leads, *NAMES_SOMEBODY)
LEADS = Special(lambda moment: Tally(_old_leads(moment).count()), _forget_old_leads)
# Files first: they go with their messages, and would not be counted.
TALKS = (
    Special(_count_files, _forget_files),
    deleted(_messages),
    emptied(_offers, "scope"),
    emptied(_outcomes, "words"),
)
