"""Pictures and papers that a provider shows."""

import uuid

from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from providers.models.directory import Provider
from survey.models.evidence import evidence_storage, random_place, take_away_file


class ProviderFile(models.Model):
    """Judged and drawn anew before it was kept, as evidence is."""

    class Kind(models.TextChoices):
        LOGO = "logo", _("logo")
        PHOTO = "photo", _("photograph")
        PAPER = "paper", _("document")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, related_name="files"
    )
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    place = models.FileField(
        _("file"),
        storage=evidence_storage,
        upload_to=random_place,
        max_length=100,
    )
    # Told by its content, a key of survey.evidence.kinds.CONTENT_TYPES.
    file_kind = models.CharField(max_length=5, editable=False)
    name = models.CharField(_("name"), max_length=200)
    text = models.JSONField(_("what it shows"), default=dict)  # {vi, en}
    added_at = models.DateTimeField(_("added"))

    class Meta:
        verbose_name = _("file of a provider")
        verbose_name_plural = _("files of providers")
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider"],
                condition=models.Q(kind="logo"),
                name="one_logo_of_a_provider",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


@receiver(post_delete, sender=ProviderFile)
def delete_file(
    sender: type[ProviderFile], instance: ProviderFile, **kwargs: object
) -> None:
    take_away_file(instance.place.name)
