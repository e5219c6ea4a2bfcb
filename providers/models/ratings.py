"""What firms say of work that was delivered, and what the provider replies."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from providers.models.directory import Provider
from providers.models.leads import Lead

ASPECTS = ("quality", "price", "time", "support")
STARS = range(1, 6)


class Rating(models.Model):
    """One for one request, once its work was delivered. It goes with its enterprise."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    lead = models.OneToOneField(
        Lead, null=True, on_delete=models.SET_NULL, related_name="rating"
    )
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, related_name="ratings"
    )
    enterprise = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="ratings_given"
    )
    quality = models.PositiveSmallIntegerField(_("quality of the work"))
    price = models.PositiveSmallIntegerField(_("price kept"))
    time = models.PositiveSmallIntegerField(_("time kept"))
    support = models.PositiveSmallIntegerField(_("help afterwards"))
    words = models.TextField(blank=True)
    rated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    rated_at = models.DateTimeField()
    reply = models.TextField(blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    replied_at = models.DateTimeField(null=True)
    # Taken out by whoever moderates: neither shown nor counted.
    hidden_at = models.DateTimeField(null=True)
    hidden_because = models.TextField(blank=True)
    hidden_for = models.ForeignKey(
        Organisation, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["-rated_at", "-pk"]
        indexes = [
            models.Index(fields=["provider", "-rated_at"], name="ratings_newest"),
            # Whoever moderates reads those of all.
            models.Index(fields=["-rated_at", "-id"], name="ratings_of_all"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(**{f"{aspect}__range": (STARS[0], STARS[-1])}),
                name=f"rating_{aspect}_in_stars",
            )
            for aspect in ASPECTS
        ]

    def __str__(self) -> str:
        return f"{self.provider_id}: {self.public_id}"


class ProviderDevice(models.Model):
    """A browser in which somebody of a provider signed in, as a mark that is only compared.

    So that nobody rates themself as another firm.
    """

    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, related_name="devices"
    )
    device = models.CharField(max_length=32)  # a keyed hash (survey.rounds.origins)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "device"], name="device_once_a_provider"
            )
        ]

    def __str__(self) -> str:
        return f"device of {self.provider_id}"
