"""What happened to personal data, and when it was told."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Incident(models.Model):
    """One incident, from being noticed to being closed.

    Texts name no person: whom it concerns is told by number and kind.
    """

    class Harm(models.TextChoices):
        UNKNOWN = "unknown", _("not known yet")
        POSSIBLE = "possible", _("possible")
        NONE = "none", _("not possible")

    public_id = models.UUIDField(
        _("number"), default=uuid.uuid4, unique=True, editable=False
    )
    detected_at = models.DateTimeField(_("noticed"))
    what = models.TextField(_("what happened"))
    data = models.TextField(_("which data"))
    persons = models.PositiveIntegerField(_("how many persons"), null=True, blank=True)
    harm = models.CharField(
        _("harm to persons"), max_length=8, choices=Harm, default=Harm.UNKNOWN
    )
    harm_note = models.TextField(_("why harm is or is not possible"), blank=True)
    measures = models.TextField(_("what was done"), blank=True)
    # To the authority that protects personal data.
    notified_at = models.DateTimeField(_("authority notified"), null=True, blank=True)
    reference = models.CharField(
        _("number of the notification"), max_length=100, blank=True
    )
    persons_told_at = models.DateTimeField(_("persons told"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        verbose_name=_("noted by"),
        on_delete=models.SET_NULL,
        related_name="+",
    )
    noted_at = models.DateTimeField(_("noted"))

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents with personal data")
        ordering = ["-detected_at", "-pk"]

    def __str__(self) -> str:
        return str(self.public_id)[:8]
