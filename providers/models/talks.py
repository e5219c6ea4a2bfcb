"""What the two sides of a request say to each other, offer, and make of it in the end."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from providers.models.leads import Lead, Side
from survey.models.evidence import evidence_storage, random_place, take_away_file


class LeadMessage(models.Model):
    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=10, choices=Side)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("message on a request")
        verbose_name_plural = _("messages on requests")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.side} {self.at:%Y-%m-%d}"


class LeadFile(models.Model):
    """A file beside a message or an offer, judged as evidence is."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="files")
    message = models.ForeignKey(
        LeadMessage, null=True, on_delete=models.CASCADE, related_name="files"
    )
    side = models.CharField(max_length=10, choices=Side)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    file = models.FileField(
        storage=evidence_storage, upload_to=random_place, max_length=100
    )
    # Safe to show, see survey.evidence.files.
    name = models.CharField(max_length=100)
    # Told by the content, a key of survey.evidence.kinds.CONTENT_TYPES.
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("file on a request")
        verbose_name_plural = _("files on requests")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.side}: {self.kind}"


@receiver(post_delete, sender=LeadFile)
def delete_file(sender: type[LeadFile], instance: LeadFile, **kwargs) -> None:
    """Files go with their rows, also when a whole enterprise is deleted."""
    if instance.file:
        take_away_file(instance.file.name)


class LeadOffer(models.Model):
    """What a provider would do, for how much, from when until when. The last one counts."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="offers")
    amount = models.BigIntegerField()  # VND, with all taxes
    scope = models.TextField(blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField()
    file = models.ForeignKey(
        LeadFile, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("offer on a request")
        verbose_name_plural = _("offers on requests")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gte=0)
                & models.Q(ends_on__gte=models.F("begins_on")),
                name="lead_offer_makes_sense",
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


class LeadOutcome(models.Model):
    """What one side says came of it, once."""

    class Said(models.TextChoices):
        DONE = "done", _("done as agreed")
        PARTLY = "partly", _("done in part")
        NOT = "not", _("not done")

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="outcomes")
    side = models.CharField(max_length=10, choices=Side)
    said = models.CharField(max_length=6, choices=Said)
    words = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("outcome of a request")
        verbose_name_plural = _("outcomes of requests")
        ordering = ["lead", "side"]
        constraints = [
            models.UniqueConstraint(fields=["lead", "side"], name="one_outcome_a_side")
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.said}"


class LeadLetters(models.Model):
    """That somebody wants news of requests once a day, and not each by itself."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lead_letters"
    )
    daily = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.daily}"


class LeadNotice(models.Model):
    """What waits for the letter of the day; it goes once that is written."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=10, choices=Side)
    name = models.CharField(max_length=30)
    at = models.DateTimeField()

    class Meta:
        ordering = ["user", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d}"
