"""Proof of answers: files that stand beside an answer, and what a reviewer said of them."""

import secrets
import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation


def evidence_storage() -> Storage:
    """A place of its own that no address of the site leads to; see STORAGES in the settings."""
    return storages["evidence"]


def random_place(evidence: "Evidence", name: str) -> str:
    """Where a file is kept.

    Says nothing about the enterprise, the question or the name it came with.
    """
    token = secrets.token_hex(20)
    # One folder would grow too large to be listed.
    return f"{token[:2]}/{token}"


class Evidence(models.Model):
    """One file for one answer.

    Taken away, the file is gone at once; the row stays and says when.
    """

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("evidence", "accepted")
        DECLINED = "declined", pgettext_lazy("evidence", "declined")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(
        "survey.Assessment", on_delete=models.CASCADE, related_name="evidence"
    )
    question = models.CharField(max_length=20)
    file = models.FileField(
        storage=evidence_storage, upload_to=random_place, max_length=100
    )
    # Safe to show, see survey.evidence.files.
    name = models.CharField(max_length=100)
    # Told by the content, a key of survey.evidence.files.CONTENT_TYPES.
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True, default="")
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_for = models.ForeignKey(
        Organisation, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, default="")

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["uploaded_at", "pk"]
        indexes = [
            models.Index(fields=["assessment", "question"], name="evidence_of_answer")
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.kind}"


@receiver(post_delete, sender=Evidence)
def delete_file(sender: type[Evidence], instance: Evidence, **kwargs) -> None:
    """Files go with their rows, also when a whole assessment or enterprise is deleted."""
    if instance.file:
        take_away_file(instance.file.name)


def take_away_file(place: str) -> None:
    """Only once the row is sure to be without it: a file cannot be rolled back.

    Where it cannot be taken away just now the log says so, and `sweep_evidence` does it later:
    what is committed must not look as if it were not, and what else waits for that goes on.
    """
    transaction.on_commit(lambda: evidence_storage().delete(place), robust=True)
