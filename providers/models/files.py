"""What a provider shows beside its words: pictures, and documents that can be fetched."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from providers.models.directory import Provider, Solution
from survey.models.evidence import evidence_storage, random_place, take_away_file


class EntryFile(models.Model):
    """Taken away, the row goes, and the file with it: nobody needs what is shown no more."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, related_name="files"
    )
    # None: of the provider itself.
    solution = models.ForeignKey(
        Solution, null=True, on_delete=models.CASCADE, related_name="files"
    )
    # Shown only where the entry names it beside a certificate, which an officer accepted.
    is_certificate = models.BooleanField(default=False)
    file = models.FileField(
        storage=evidence_storage, upload_to=random_place, max_length=100
    )
    # Safe to show, see survey.evidence.files; so is the kind, a key of CONTENT_TYPES.
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    # In pixels, so that a page keeps its place; 0 of a document.
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)
    # {vi, en}: what a picture shows, for whoever cannot see it; what a document is called.
    text = models.JSONField(default=dict)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file of an entry")
        verbose_name_plural = _("files of entries")
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return f"{self.provider_id}/{self.solution_id or ''}: {self.kind}"

    @property
    def is_picture(self) -> bool:
        return self.width > 0


@receiver(post_delete, sender=EntryFile)
def delete_file(sender: type[EntryFile], instance: EntryFile, **kwargs) -> None:
    """Files go with their rows, also when a whole provider is deleted."""
    if instance.file:
        take_away_file(instance.file.name)
