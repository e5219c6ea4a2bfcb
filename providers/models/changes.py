"""What an entry of the directory said and when, and what of it somebody wants to change."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from providers.models.directory import Provider, Solution


class EntryVersion(models.Model):
    """What a provider, or one of its solutions, said from a moment on. Never changed."""

    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, related_name="versions"
    )
    # None: of the provider itself.
    solution = models.ForeignKey(
        Solution, null=True, on_delete=models.CASCADE, related_name="versions"
    )
    content = models.JSONField()  # as `providers.directory.versions.content_of`
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("version of an entry")
        verbose_name_plural = _("versions of entries")
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["provider", "-made_at"], name="versions_newest"),
            # The newest one of an entry is looked up whenever it is saved, and the one before
            # for each that is shown.
            models.Index(
                fields=["provider", "solution", "-made_at", "-id"],
                name="versions_of_entry",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id}/{self.solution_id or ''} {self.made_at:%Y-%m-%d}"


class Change(models.Model):
    """What a provider wants to say of a price, a lift or a certificate, before it says so."""

    class State(models.TextChoices):
        PENDING = "pending", _("waiting for an officer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        # By the provider, or since it asked for something else instead.
        WITHDRAWN = "withdrawn", _("taken back")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, related_name="changes"
    )
    solution = models.ForeignKey(
        Solution, null=True, on_delete=models.CASCADE, related_name="changes"
    )
    # By field, both sides as they were when it was asked for.
    before = models.JSONField()
    after = models.JSONField()
    state = models.CharField(max_length=9, choices=State, default=State.PENDING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    # Whose officer judged it, and why as it did.
    association = models.ForeignKey(
        Organisation,
        null=True,
        on_delete=models.SET_NULL,
        related_name="changes_judged",
    )
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    judged_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("change of an entry")
        verbose_name_plural = _("changes of entries")
        ordering = ["asked_at", "pk"]
        indexes = [
            # Few wait, among all that ever were asked for.
            models.Index(
                fields=["asked_at", "id"],
                condition=models.Q(state="pending"),
                name="changes_waiting",
            )
        ]
        constraints = [
            # Two who ask at once ask for one thing.
            models.UniqueConstraint(
                fields=["solution"],
                condition=models.Q(state="pending"),
                name="one_pending_change_of_solution",
            ),
            models.UniqueConstraint(
                fields=["provider"],
                condition=models.Q(state="pending", solution__isnull=True),
                name="one_pending_change_of_provider",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"
