"""Providers suggested to all firms of a campaign at once: a preview, then letters."""

import uuid

from django.db import models

from accounts.models import User
from associations.models.campaigns import Campaign
from background.models import Run
from survey.models import Result


class Allocation(models.Model):
    """most: providers of one firm. figures: what the preview says, once it is made."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="allocations"
    )
    most = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    run = models.ForeignKey(Run, null=True, on_delete=models.SET_NULL, related_name="+")
    figures = models.JSONField(default=dict)
    made_at = models.DateTimeField(null=True)
    # The work that writes its letters; asked for once.
    sending = models.ForeignKey(
        Run, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.asked_at:%Y-%m-%d}"


class AllocatedFirm(models.Model):
    """providers: keys, whoever fits best first. Only its own letter tells a firm of them."""

    allocation = models.ForeignKey(
        Allocation, on_delete=models.CASCADE, related_name="firms"
    )
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="+")
    providers = models.JSONField(default=list)
    written_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["allocation", "result"], name="allocated_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.allocation_id}: {self.result_id}"
