"""What somebody of a provider has of its desk elsewhere."""

from django.conf import settings
from django.db import models

from providers.models.directory import Provider


class CalendarLink(models.Model):
    """By a secret address a calendar program reads what is due, for one person of a provider.

    Only its hash is kept, so it is shown once. Another one takes its place.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, related_name="calendar_links"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "provider"], name="one_calendar_link_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.provider_id}"
