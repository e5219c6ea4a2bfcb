"""What a browser without an account asked to be kept when its visitor signed up."""

from django.conf import settings
from django.db import models

from accounts.models import Organisation


class PendingClaim(models.Model):
    """An enterprise that goes to this account when it is first signed in.

    Until then the browser keeps it: the address may have been mistyped, and a letter that
    went to a stranger must open nothing.
    """

    # Signing up once more with another address takes the place of the first time.
    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="pending_claim"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    made_at = models.DateTimeField()
    # Not before then, where a browser asked that came by a link: the one it began in may
    # object until then. Null: that one asked itself.
    binds_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.organisation_id} → {self.user_id}"
