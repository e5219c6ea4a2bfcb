"""From when to when a provider is suggested to nobody, and why."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from providers.models.directory import Provider


class Pause(models.Model):
    """One reason to suggest a provider to nobody. Several may run at once."""

    class Reason(models.TextChoices):
        OWN = "own", _("wanted by the provider itself")
        COMPLAINT = "complaint", _("a complaint was upheld")
        OVERDUE = "overdue", _("several requests were left without an answer")
        OFFICE = "office", _("set by whoever vets")

    provider = models.ForeignKey(
        Provider,
        verbose_name=_("provider"),
        on_delete=models.CASCADE,
        related_name="pauses",
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    begins = models.DateField(_("first day"))
    # The last day still counts; None until it is resumed.
    ends = models.DateField(_("last day"), null=True, blank=True)
    # What it comes of, by our own name for it ("complaint:…"); nothing for a provider's own.
    about = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField()  # by whom: the audit log
    # Ended before its day; the row stays, for it was so.
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ["-begins", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "reason", "about"],
                condition=models.Q(lifted_at__isnull=True) & ~models.Q(about=""),
                name="paused_once_for_a_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True)
                | models.Q(ends__gte=models.F("begins")),
                name="pause_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id}: {self.reason}"

    def runs_on(self, day: date) -> bool:
        if self.lifted_at is not None or self.begins > day:
            return False
        return self.ends is None or self.ends >= day
