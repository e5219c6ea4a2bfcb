"""What a provider's own systems are told, where it asked for that, and how each try ended."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from providers.models.directory import Provider


class WebhookEndpoint(models.Model):
    """An address that a provider's own system listens at.

    topics: what is told there; none is everything. secret, former_secret: locked
    (`providers.webhooks.secrets`); the former one signs beside the other until former_until.
    shown_at: when somebody read the secret; it is shown once.
    failures, failing_since: tries in vain in a row, and when they began; rests_until: nothing is
    sent before. gave_up_at: it was switched off because nobody answered there for long.
    """

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    provider = models.ForeignKey(
        Provider,
        verbose_name=_("provider"),
        on_delete=models.CASCADE,
        related_name="webhooks",
    )
    address = models.URLField(_("address"), max_length=500)
    topics = models.JSONField(_("what is told"), default=list)
    is_on = models.BooleanField(_("switched on"), default=True)
    secret = models.TextField(editable=False)
    shown_at = models.DateTimeField(null=True, editable=False)
    former_secret = models.TextField(blank=True, editable=False)
    former_until = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveIntegerField(_("tries in vain"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True)
    rests_until = models.DateTimeField(null=True)
    gave_up_at = models.DateTimeField(_("given up"), null=True)
    created_at = models.DateTimeField(_("created"))

    class Meta:
        verbose_name = _("webhook of a provider")
        verbose_name_plural = _("webhooks of providers")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def organisation(self) -> Organisation:
        """Whose it is, as rights ask."""
        return self.provider.organisation

    def is_turning_at(self, moment: datetime) -> bool:
        """Whether two secrets sign."""
        return self.former_until is not None and self.former_until > moment


class WebhookDelivery(models.Model):
    """One message for one endpoint, until it arrived or was given up.

    public_id is in its `webhook-id`, the same at each try. body: the very bytes that are signed
    and sent. due_at: when it is tried next; while somebody tries it, when it is free again.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("on its way")
        DELIVERED = "delivered", _("arrived")
        FAILED = "failed", _("given up")
        STOPPED = "stopped", _("switched off before it arrived")

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False
    )
    endpoint = models.ForeignKey(
        WebhookEndpoint,
        verbose_name=_("webhook of a provider"),
        on_delete=models.CASCADE,
        related_name="deliveries",
    )
    event = models.CharField(_("event"), max_length=40)
    body = models.TextField(_("text"))
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.WAITING
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    due_at = models.DateTimeField()
    give_up_at = models.DateTimeField()
    created_at = models.DateTimeField(_("created"))
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("message to a webhook")
        verbose_name_plural = _("messages to webhooks")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["endpoint", "due_at"],
                name="webhook_waiting",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=["endpoint", "-created_at"], name="webhook_log"),
            models.Index(fields=["created_at"], name="webhook_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.state}"


class WebhookTry(models.Model):
    """How one try ended: with the status of an answer, or with what was in the way."""

    delivery = models.ForeignKey(
        WebhookDelivery,
        on_delete=models.CASCADE,
        related_name="outcomes",
    )
    at = models.DateTimeField(_("when"))
    took = models.PositiveIntegerField(_("milliseconds"))
    status = models.PositiveSmallIntegerField(_("answer"), null=True)
    problem = models.CharField(_("error"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("try of a webhook")
        verbose_name_plural = _("tries of webhooks")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return str(self.status or self.problem)
