"""Whom a firm asked to get in touch, and what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Consent, Organisation
from providers.models.directory import Provider, Solution
from survey.models import Result


class Side(models.TextChoices):
    """Who moves a request."""

    ENTERPRISE = "enterprise", _("enterprise")
    PROVIDER = "provider", _("provider")
    CLOCK = "clock", _("the days that had passed")


class Lead(models.Model):
    """A contact the enterprise asked for. Lives and dies with the consent behind it.

    What may follow on what is said by `providers.leads.states`.
    """

    class State(models.TextChoices):
        SENT = "sent", _("waiting for an answer")
        ACCEPTED = "accepted", _("accepted")
        TALKING = "talking", _("in talks")
        OFFERED = "offered", _("offer made")
        AGREED = "agreed", _("agreed")
        DELIVERED = "delivered", _("delivered")
        CLOSED = "closed", _("finished")
        DECLINED = "declined", _("declined")
        # No answer in time: the enterprise is free to ask somebody else.
        RELEASED = "released", _("not answered in time")
        # Answered, and then nothing came of it in time.
        EXPIRED = "expired", _("ran out")
        # It cannot be dealt with as it was sent.
        RETURNED = "returned", _("returned")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Within(models.TextChoices):
        """When the enterprise wants it."""

        MONTH = "month", _("within a month")
        QUARTER = "quarter", _("within three months")
        YEAR = "year", _("within a year")

    # The consent behind it is in force, and it goes on.
    LIVE = (
        State.SENT,
        State.ACCEPTED,
        State.TALKING,
        State.OFFERED,
        State.AGREED,
        State.DELIVERED,
    )
    # The provider has said yes, and the contact is open to it.
    TAKEN = LIVE[1:]
    # A place of the provider's month is taken.
    COUNTED = (*LIVE, State.CLOSED)

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    # The enterprise.
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="leads_asked"
    )
    provider = models.ForeignKey(
        Provider,
        verbose_name=_("provider"),
        on_delete=models.CASCADE,
        related_name="leads",
    )
    solution = models.ForeignKey(
        Solution,
        null=True,
        verbose_name=_("solution"),
        on_delete=models.SET_NULL,
        related_name="leads",
    )
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="leads")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="leads")
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.SENT
    )
    # What was passed on, as it was on that day: an answer changed later shows nobody
    # more than was agreed to. Pillar codes, weakest first.
    weak_pillars = models.JSONField(default=list)
    # {"answers": [question], "steps": [[question, from, to]]}; levels are read from the
    # result, which is frozen.
    shown = models.JSONField(default=dict)
    wanted_within = models.CharField(max_length=10, choices=Within, blank=True)
    budget = models.BigIntegerField(null=True, blank=True)  # VND
    # Whom to ask for; empty where the enterprise is answered by messages here.
    contact_name = models.CharField(max_length=150, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)
    message = models.TextField(blank=True)
    # Why the provider declined or returned it, in its words.
    decline_reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(_("sent"))
    # When the provider said yes or no for the first time.
    answered_at = models.DateTimeField(_("first answered"), null=True, blank=True)
    # When it last came into another state.
    moved_at = models.DateTimeField(_("last moved"))
    # The last day of the state it is in, and the day on which that is said; none where no
    # clock runs, or where it was said.
    due_on = models.DateField(_("answer due"), null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("contact request")
        verbose_name_plural = _("contact requests")
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(
                fields=["provider", "state", "-asked_at"], name="leads_of_provider"
            ),
            # What was asked of a provider in a time, and all of it by days.
            models.Index(fields=["provider", "asked_at"], name="leads_by_day"),
            # The desk of a provider: what is due first.
            models.Index(
                fields=["provider", "due_on", "asked_at"],
                condition=models.Q(due_on__isnull=False),
                name="leads_of_desk",
            ),
            models.Index(
                fields=["due_on"],
                condition=models.Q(due_on__isnull=False),
                name="leads_by_clock",
            ),
            models.Index(
                fields=["remind_on"],
                condition=models.Q(remind_on__isnull=False),
                name="leads_to_remind",
            ),
        ]
        constraints = [
            # Two clicks at once pass every check of the service; one of them fails here.
            models.UniqueConstraint(
                fields=["organisation", "provider"],
                condition=models.Q(
                    state__in=[
                        "sent",
                        "accepted",
                        "talking",
                        "offered",
                        "agreed",
                        "delivered",
                    ]
                ),
                name="one_open_lead_per_provider",
            )
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @property
    def goes_on(self) -> bool:
        """Something may follow. What came back waits to be mended while its clock runs."""
        if self.state == self.State.RETURNED:
            return self.due_on is not None
        return self.state in self.LIVE


class LeadFollower(models.Model):
    """An association may follow how one request goes, while this consent is in force."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="followers")
    consent = models.ForeignKey(
        Consent, on_delete=models.CASCADE, related_name="leads_followed"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lead", "consent"], name="lead_followed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lead_id} {self.consent_id}"


class LeadEvent(models.Model):
    """One step of a request from state to state, or a reminder. Nothing of it is changed."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="events")
    # Counted within the request.
    number = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=10, choices=Side)
    was = models.CharField(max_length=10, choices=Lead.State, blank=True)
    state = models.CharField(max_length=10, choices=Lead.State)
    # As it is announced: "lead.accepted".
    name = models.CharField(max_length=30)
    # The reason, where a state knows several.
    code = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    # What is asked for a second time under one key has happened already.
    key = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["lead", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["lead", "number"], name="lead_events_in_order"
            ),
            models.UniqueConstraint(
                fields=["lead", "key"],
                condition=~models.Q(key=""),
                name="lead_event_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "at"], name="lead_events_of_month")]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d}"
