"""Who is asked by a letter to work for an association, a provider or the agency, and as what."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.people import Membership, Organisation


class StaffInvitation(models.Model):
    """One letter with a link; of its token only a hash is kept.

    Sent again it is the same row with another token: the link before opens nothing any more.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="staff_invitations",
    )
    email = models.EmailField(_("email"), max_length=254)
    role = models.CharField(_("role"), max_length=8, choices=Membership.Role)
    language = models.CharField(_("language"), max_length=5)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sent_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("invitation to work somewhere")
        verbose_name_plural = _("invitations to work somewhere")
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(
                fields=["organisation", "-sent_at"],
                name="invitations_of_organisation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.role}"

    def stands(self, now: datetime) -> bool:
        """Whether its link still lets somebody in."""
        if self.accepted_at or self.ended_at:
            return False
        return now < self.expires_at
