"""Whom a firm asked to get in touch."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Consent, Organisation
from providers.models.directory import Provider, Solution
from survey.models import Result


class Lead(models.Model):
    """A contact the enterprise asked for. Lives and dies with the consent behind it."""

    class State(models.TextChoices):
        NEW = "new", _("new")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    # The consent behind it is in force, and a place of the provider is taken.
    LIVE = (State.NEW, State.ACCEPTED)

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
        _("state"), max_length=10, choices=State, default=State.NEW
    )
    # What was passed on, as it was on that day: an answer changed later shows nobody
    # more than was agreed to. Pillar codes, weakest first.
    weak_pillars = models.JSONField(default=list)
    budget = models.BigIntegerField(null=True, blank=True)  # VND
    contact_name = models.CharField(max_length=150)
    contact_email = models.EmailField()
    contact_phone = models.CharField(max_length=20, blank=True)
    message = models.TextField(blank=True)
    decline_reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(_("sent"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("contact request")
        verbose_name_plural = _("contact requests")
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(
                fields=["provider", "state", "-asked_at"], name="leads_of_provider"
            )
        ]
        constraints = [
            # Two clicks at once pass every check of the service; one of them fails here.
            models.UniqueConstraint(
                fields=["organisation", "provider"],
                condition=models.Q(state="new"),
                name="one_open_lead_per_provider",
            )
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"
